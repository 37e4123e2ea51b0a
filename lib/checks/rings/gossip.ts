import type { InstallationRings } from '../../model/ring/description';
import { suggestion } from '../../values/text';
import type { RuleFinding } from '../catalog';
import { type Cluster, portsOf } from '../cluster';
import { selects } from '../objects';

/** Whether all members of an installation find each other. */
export function* brokenGossip({ gossip, namespace }: InstallationRings, cluster: Cluster): Generator<RuleFinding> {
  if (gossip === undefined) return;
  const service = cluster.find('Service', namespace, gossip.service);
  if (service === undefined) {
    if (cluster.has('Service', namespace, gossip.service)) return;
    const hint = suggestion(gossip.service, cluster.namesOf('Service', namespace));
    yield {
      id: 'ring/gossip-service',
      sentence: `memberlist.join_members: found "${gossip.service}", but namespace ${namespace} has no such Service${hint}, so that members do not find each other: add it, headless and with publishNotReadyAddresses`,
    };
    return;
  }
  const { clusterIP, publishNotReadyAddresses = false, selector = {}, ports = [] } = service.content.spec;
  const object = service.identity;
  if (clusterIP !== 'None') {
    yield {
      id: 'ring/gossip-headless',
      object,
      sentence: `spec.clusterIP: found ${clusterIP ?? 'none'}, so that a member joins a random member, possibly itself: set it to None`,
    };
  }
  if (!publishNotReadyAddresses) {
    yield {
      id: 'ring/gossip-unready',
      object,
      sentence:
        'spec.publishNotReadyAddresses: found false, but a member is not ready before it has joined the others: set it to true',
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
          sentence: `spec.template.metadata.labels: found labels that the selector of Service ${gossip.service} does not match, so that these pods do not join the ring: add ${JSON.stringify(selector)}`,
        };
      } else if (!targets.some((target) => portsOf(pods).includes(target))) {
        yield {
          id: 'ring/gossip-port',
          object: owner.identity,
          sentence: `spec.template.spec.containers[].ports: found no port ${targets.join(' or ')}, to which Service ${gossip.service} forwards: add it`,
        };
      }
    }
  }
}

/** Installations whose rings merge when a pod of one gets the IP address that a pod of the other had. */
export function* mergingGossip(systems: readonly InstallationRings[]): Generator<RuleFinding> {
  const gossiping = systems.flatMap(({ gossip, ...system }) => (gossip ? [{ ...system, gossip }] : []));
  for (const [index, { name, namespace, gossip }] of gossiping.entries()) {
    const other = gossiping
      .slice(0, index)
      .find((before) => before.gossip.port === gossip.port && before.gossip.clusterLabel === gossip.clusterLabel);
    if (other === undefined) continue;
    const label = gossip.clusterLabel === undefined ? 'no label' : `"${gossip.clusterLabel}"`;
    yield {
      id: 'ring/gossip-merge',
      sentence: `memberlist.cluster_label: found ${label} for ${name} in ${namespace} and for ${other.name} in ${other.namespace}, which both use gossip port ${gossip.port}, so that their rings merge when a pod gets the IP address of a pod of the other: set a different clusterLabel for each ring`,
    };
  }
}
