import { show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
/** With it, an Ingress takes a share of the requests of another one. */
const CANARY = 'nginx.ingress.kubernetes.io/canary';

/** Hosts and paths that two Ingresses of one class have. */
export function* sharedIngressPaths(cluster: Cluster): Generator<RuleFinding> {
  const taken = new Map<string, string>();
  for (const { identity, content } of cluster.of('Ingress')) {
    const { rules = [], ingressClassName } = content.spec;
    if (content.metadata.annotations?.[CANARY] === 'true') continue;
    const className = ingressClassName ?? content.metadata.annotations?.[CLASS_ANNOTATION] ?? '';
    for (const [index, { host = '*', http }] of rules.entries()) {
      for (const { path = '/', pathType = 'Prefix' } of http?.paths ?? []) {
        const same = pathType === 'Exact' ? path : path.replace(/(?<=.)\/$/, '');
        const key = `${className} ${host} ${pathType} ${same}`;
        const other = taken.get(key);
        if (other === undefined) taken.set(key, identity);
        else {
          yield {
            id: 'sharing/ingress-path',
            object: identity,
            sentence: `spec.rules[${index}]: found host ${show(host)} and path ${show(path)}, which ${other === identity ? 'an earlier rule' : other} has already, so that only one of them gets the requests: change the host or the path of one`,
          };
        }
      }
    }
  }
}
