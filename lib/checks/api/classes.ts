import { isMap, textAt } from '../../values/data';
import { show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';

/** Classes that pods and Ingresses name, and that neither the environment creates nor the user declares. */
export function* undeclaredClasses(cluster: Cluster): Generator<RuleFinding> {
  for (const { owner, path, spec } of cluster.pods) {
    const name = textAt(spec, 'priorityClassName') ?? '';
    // Kubernetes brings system-node-critical and system-cluster-critical along.
    if (name === '' || name.startsWith('system-') || cluster.has('PriorityClass', 'default', name)) continue;
    yield {
      id: 'link/priority-class',
      object: owner.identity,
      sentence: `${path}.priorityClassName: found ${show(name)}, which is not declared, and no pod is made if it does not exist: create the PriorityClass, or declare it as external`,
    };
  }
  for (const { identity, content } of cluster.of('Ingress')) {
    const name = isMap(content.spec) ? (textAt(content.spec, 'ingressClassName') ?? '') : '';
    if (name === '' || cluster.has('IngressClass', 'default', name)) continue;
    yield {
      id: 'link/ingress-class',
      object: identity,
      sentence: `spec.ingressClassName: found ${show(name)}, which is not declared, and nothing serves the Ingress if it does not exist: create the IngressClass, or declare it as external`,
    };
  }
}
