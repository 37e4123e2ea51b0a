import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';

/** Ingresses without TLS. */
export function* plainIngresses(cluster: Cluster): Generator<RuleFinding> {
  for (const { identity, content } of cluster.of('Ingress')) {
    if ((content.spec.tls ?? []).length > 0) continue;
    yield {
      id: 'policy/ingress-tls',
      object: identity,
      sentence: 'spec.tls: missing, so traffic is not encrypted: set the hosts and the Secret of a certificate',
    };
  }
}
