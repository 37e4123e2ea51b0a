import { type Cluster, portsOf } from '../../checks/cluster';
import type { Finding } from '../../checks/finding';
import { selects } from '../../checks/objects';
import { suggestion } from '../../text';
import type { RingSystem } from '../description';

/** Whether the members of a system find each other, all of them. */
export function* brokenGossip({ gossip, namespace }: RingSystem, cluster: Cluster): Generator<Finding> {
  if (gossip === undefined) return;
  const service = cluster.find('Service', namespace, gossip.service);
  if (service === undefined) {
    if (cluster.has('Service', namespace, gossip.service)) return;
    const hint = suggestion(gossip.service, cluster.namesOf('Service', namespace));
    yield {
      id: 'ring/gossip-service',
      sentence: `memberlist.join_members: found "${gossip.service}", of which namespace ${namespace} has no Service${hint}, so that nobody finds another: make it, headless and with addresses that are not ready`,
    };
    return;
  }
  const { clusterIP, publishNotReadyAddresses = false, selector = {}, ports = [] } = service.content.spec;
  const object = service.identity;
  if (clusterIP !== 'None') {
    yield {
      id: 'ring/gossip-headless',
      object,
      sentence: `spec.clusterIP: found ${clusterIP ?? 'none'}, so that a member joins one other by chance, perhaps itself: set it to None`,
    };
  }
  if (!publishNotReadyAddresses) {
    yield {
      id: 'ring/gossip-unready',
      object,
      sentence:
        'spec.publishNotReadyAddresses: found false, and no member gets ready before it has joined others: set it to true',
    };
  }
  const targets = ports.map(({ port, targetPort = port }) => targetPort);
  for (const labels of gossip.members) {
    for (const pods of cluster.podsWith(namespace, { matchLabels: labels })) {
      const { owner } = pods;
      if (!selects({ matchLabels: selector }, pods.labels)) {
        yield {
          id: 'ring/gossip-label',
          object: owner.identity,
          sentence: `spec.template.metadata.labels: found none of ${JSON.stringify(selector)}, by which ${gossip.service} finds those who gossip, so that its pods see no ring: add them`,
        };
      } else if (!targets.some((target) => portsOf(pods).includes(target))) {
        yield {
          id: 'ring/gossip-port',
          object: owner.identity,
          sentence: `spec.template.spec.containers[].ports: found none that is ${targets.join(' or ')}, at which ${gossip.service} leads to those who gossip: open it`,
        };
      }
    }
  }
}

/** Systems whose members would take each other for their own once an address passes from one to the other. */
export function* mergingGossip(systems: readonly RingSystem[]): Generator<Finding> {
  const gossiping = systems.flatMap(({ gossip, ...system }) => (gossip ? [{ ...system, gossip }] : []));
  for (const [index, { name, namespace, gossip }] of gossiping.entries()) {
    const other = gossiping
      .slice(0, index)
      .find((before) => before.gossip.port === gossip.port && before.gossip.clusterLabel === gossip.clusterLabel);
    if (other === undefined) continue;
    const label = gossip.clusterLabel === undefined ? 'no label' : `the label "${gossip.clusterLabel}"`;
    yield {
      id: 'ring/gossip-merge',
      severity: 'warning',
      sentence: `memberlist.cluster_label: found ${label} on ${name} in ${namespace} and on ${other.name} in ${other.namespace}, which gossip at port ${gossip.port} both, so that their rings become one once a pod of one gets the address of another: give each ring a clusterLabel of its own`,
    };
  }
}
