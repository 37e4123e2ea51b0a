import { show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster, Pods } from '../cluster';
import { allowedBy } from '../rings/budgets';
import { leastReplicas } from './replicas';

/** Budgets that never allow an eviction. Those of ring members have a rule of their own. */
export function* blockedDrains(cluster: Cluster, isMember: (object: string) => boolean): Generator<RuleFinding> {
  for (const budget of cluster.of('PodDisruptionBudget')) {
    const { selector, maxUnavailable, minAvailable } = budget.content.spec;
    if (selector === undefined) continue;
    const groups = cluster
      .podsWith(budget.content.metadata.namespace ?? 'default', selector)
      .map((pods) => ({ pods, count: leastReplicas(cluster, pods) }));
    const counted = groups.filter(isCounted);
    const members = counted.reduce((sum, { count }) => sum + count, 0);
    if (counted.length < groups.length || members === 0 || allowedBy(budget, counted) > 0) continue;
    if (counted.every(({ pods }) => isMember(pods.owner.identity))) continue;
    const [field, value] =
      maxUnavailable === undefined
        ? (['minAvailable', minAvailable] as const)
        : (['maxUnavailable', maxUnavailable] as const);
    yield {
      id: 'availability/drain-blocked',
      object: budget.identity,
      sentence: `spec.${field}: found ${show(value)}, and ${members} ${members === 1 ? 'pod' : 'pods'} at least, so that no pod may ever be evicted and nodes cannot be drained ("Cannot evict pod as it would violate the pod's disruption budget"): set maxUnavailable to 1, or raise the replicas`,
    };
  }
}

const isCounted = (group: {
  readonly pods: Pods;
  readonly count: number | undefined;
}): group is {
  readonly pods: Pods;
  readonly count: number;
} => group.count !== undefined;
