import { listed, show, suggestion } from '../../values/text';
import type { RuleFinding } from '../catalog';
import { type Cluster, namespaceOf, portsOf } from '../cluster';

/** Every Service leads to pods, at ports that they list. */
export function* danglingServices(cluster: Cluster): Generator<RuleFinding> {
  for (const service of cluster.of('Service')) {
    const { selector, ports = [], type } = service.content.spec;
    if (selector === undefined || Object.keys(selector).length === 0 || type === 'ExternalName') continue;
    const object = service.identity;
    const pods = cluster.podsBehind(service);
    if (pods.length === 0) {
      yield {
        id: 'link/selector',
        object,
        sentence: `spec.selector: found ${show(selector)}, which matches no pods of namespace ${namespaceOf(service)}, so the Service has no endpoints: select labels of existing pods`,
      };
      continue;
    }
    const open = pods.flatMap(portsOf);
    for (const { name, port, targetPort = port } of ports) {
      if (open.includes(targetPort)) continue;
      const isNamed = typeof targetPort === 'string';
      // A container may listen at a number that it does not list, so this is a slip only beside those that it does.
      if (!isNamed && open.length === 0) continue;
      const names = open.filter((candidate) => typeof candidate === 'string');
      const hint = isNamed ? suggestion(targetPort, names) : '';
      yield {
        id: 'link/target-port',
        severity: isNamed ? 'error' : 'warning',
        object,
        sentence: `spec.ports[${name ?? port}].targetPort: found ${show(targetPort)}, which is not a port of its pods${hint}, allowed are ${listed(open.map(String)) || 'none'}: use one of those, or add it to the container`,
      };
    }
  }
}
