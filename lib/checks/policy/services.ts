import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { fieldsOf, itemsOf } from '../fields';

/** Annotations by which a load balancer is inside of the network, or limits its clients. */
const INTERNAL = /internal|private|source-ranges|inbound-cidrs|allowed-cidr|whitelist|intranet/i;

/** Services that are reachable from outside of the cluster without a limit. */
export function* openServices(cluster: Cluster): Generator<RuleFinding> {
  for (const { identity, content } of cluster.of('Service')) {
    const { type } = content.spec;
    if (type === 'NodePort') {
      yield {
        id: 'policy/node-port',
        object: identity,
        sentence:
          'spec.type: found "NodePort", which opens a port at every address of every node, without TLS: use an Ingress or an HTTPRoute before a ClusterIP',
      };
    }
    const annotations = Object.entries(content.metadata.annotations ?? {}).flat();
    const ranges = itemsOf(fieldsOf(content.spec)['loadBalancerSourceRanges']);
    if (type === 'LoadBalancer' && ranges.length === 0 && !annotations.some((text) => INTERNAL.test(text))) {
      yield {
        id: 'policy/load-balancer',
        object: identity,
        sentence:
          'spec.type: found "LoadBalancer" without loadBalancerSourceRanges and without an annotation for an internal one, so it may be open to the Internet: limit its clients',
      };
    }
  }
}
