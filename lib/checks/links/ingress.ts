import { listed, show, suggestion } from '../../values/text';
import type { RuleFinding } from '../catalog';
import { type Cluster, namespaceOf } from '../cluster';

/** Every Ingress leads to ports of Services, and finds its certificates. */
export function* danglingIngresses(cluster: Cluster): Generator<RuleFinding> {
  for (const ingress of cluster.of('Ingress')) {
    const { rules = [], tls = [], defaultBackend } = ingress.content.spec;
    const namespace = namespaceOf(ingress);
    const object = ingress.identity;
    const backends = [
      ...(defaultBackend ? [{ at: 'spec.defaultBackend', backend: defaultBackend }] : []),
      ...rules.flatMap(({ http, host = '*' }) =>
        (http?.paths ?? []).map(({ path = '/', backend }) => ({
          at: `spec.rules[${host}].paths[${path}].backend`,
          backend,
        })),
      ),
    ];
    for (const { at, backend } of backends) {
      if (backend.service === undefined) continue;
      const { name, port = {} } = backend.service;
      // The AWS Load Balancer Controller reads such a backend from an annotation, `alb.ingress.kubernetes.io/actions.NAME`.
      if (port.name === 'use-annotation') continue;
      if (!cluster.has('Service', namespace, name)) {
        yield {
          id: 'link/ingress',
          object,
          sentence: `${at}: found Service ${show(name)}, which namespace ${namespace} does not have${suggestion(name, cluster.namesOf('Service', namespace))}, so every request fails: use an existing Service`,
        };
        continue;
      }
      const service = cluster.find('Service', namespace, name);
      const ports = service?.content.spec.ports ?? [];
      if (service?.content.spec.type === 'ExternalName') continue;
      if (service === undefined || ports.some((own) => own.port === port.number || own.name === (port.name ?? NONE)))
        continue;
      yield {
        id: 'link/ingress-port',
        object,
        sentence: `${at}: found port ${show(port.name ?? port.number)}, which Service ${name} does not have, allowed are ${listed(ports.map((own) => String(own.port)))}: use one of those`,
      };
    }
    for (const [index, { secretName }] of tls.entries()) {
      if (secretName === undefined || cluster.has('Secret', namespace, secretName)) continue;
      yield {
        id: 'link/certificate',
        object,
        sentence: `spec.tls[${index}].secretName: found ${show(secretName)}, but namespace ${namespace} has no such Secret: create it, or declare it as external`,
      };
    }
  }
}

/** A name that no port has. */
const NONE = '';
