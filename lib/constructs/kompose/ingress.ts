import type { Port } from '../../model/compose/ports';
import type { IngressRule, IngressSpec } from '../../values/k8s';
import { noneIfEmpty } from '../../values/optional';
import type { KomposeLabels } from './labels';
import { type Publication, publisherOf } from './publish';

/** The Ingress of the label `kompose.service.expose`; it leads to the first port. */
export function ingressSpec(
  name: string,
  [port]: readonly Port[],
  publication: Publication,
  { expose, ingressClassName, tlsSecret }: KomposeLabels,
): IngressSpec | undefined {
  if (port === undefined || expose.length === 0) return undefined;
  const backend = {
    service: { name: publisherOf(name, port, publication), port: { number: port.published } },
  };
  const hosts = expose.flatMap(({ host }) => (host === undefined ? [] : [host]));
  return {
    ingressClassName,
    rules: expose.map(
      ({ host, path }): IngressRule => ({ host, http: { paths: [{ path, pathType: 'Prefix', backend }] } }),
    ),
    tls: tlsSecret === undefined ? undefined : [{ hosts: noneIfEmpty(hosts), secretName: tlsSecret }],
  };
}
