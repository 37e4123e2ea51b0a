import { listed, show, suggestion } from '../../values/text';
import type { RuleFinding } from '../catalog';
import { type Cluster, namespaceOf } from '../cluster';

/** Every HTTPRoute of the Gateway API leads to ports of Services. */
export function* danglingHttpRoutes(cluster: Cluster): Generator<RuleFinding> {
  for (const route of cluster.of('HTTPRoute')) {
    const object = route.identity;
    for (const [index, { backendRefs = [] }] of (route.content.spec.rules ?? []).entries()) {
      for (const [position, { group = '', kind = 'Service', name, port, ...own }] of backendRefs.entries()) {
        if (group !== '' || kind !== 'Service') continue;
        const { namespace = namespaceOf(route) } = own;
        const at = `spec.rules[${index}].backendRefs[${position}]`;
        if (!cluster.has('Service', namespace, name)) {
          yield {
            id: 'link/http-route',
            object,
            sentence: `${at}: found Service ${show(name)}, which namespace ${namespace} does not have${suggestion(name, cluster.namesOf('Service', namespace))}, so every request is answered with 500: use an existing Service`,
          };
          continue;
        }
        const ports = cluster.find('Service', namespace, name)?.content.spec.ports;
        if (ports === undefined || ports.some((each) => each.port === port)) continue;
        yield {
          id: 'link/http-route-port',
          object,
          sentence: `${at}.port: found ${show(port ?? 'none')}, which Service ${name} does not have, allowed are ${listed(ports.map((each) => String(each.port)))}: use one of those`,
        };
      }
    }
  }
}
