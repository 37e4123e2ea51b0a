import type { RuleFinding } from '../catalog';
import { type Cluster, namespaceOf } from '../cluster';

/** Workloads that two autoscalers scale, and pods that two budgets protect. */
export function* sharedControllers(cluster: Cluster): Generator<RuleFinding> {
  const scaled = new Map<string, string>();
  for (const { identity, content } of cluster.of('HorizontalPodAutoscaler')) {
    const { kind, name } = content.spec.scaleTargetRef;
    const target = `${kind}/${content.metadata.namespace ?? 'default'}/${name}`;
    const other = scaled.get(target);
    if (other === undefined) scaled.set(target, identity);
    else {
      yield {
        id: 'sharing/autoscaler',
        object: identity,
        sentence: `spec.scaleTargetRef: found ${target}, which ${other} scales too, so that neither of them scales it ("AmbiguousSelector"): make one autoscaler of them with all metrics`,
      };
    }
  }
  const said = new Set<string>();
  for (const { owner, namespace, labels } of cluster.pods) {
    const [first, second] = cluster.budgetsOf(namespace, labels);
    if (first === undefined || second === undefined) continue;
    const key = `${first.identity} ${second.identity}`;
    if (said.has(key)) continue;
    said.add(key);
    yield {
      id: 'sharing/budget',
      object: second.identity,
      sentence: `spec.selector: found pods of ${owner.identity}, which ${first.identity} in ${namespaceOf(first)} selects too, so that they can never be evicted ("This pod has more than one PodDisruptionBudget"): select them with one budget`,
    };
  }
}
