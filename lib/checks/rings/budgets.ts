import type { Cluster, Pods } from '../cluster';
import type { ObjectOf } from '../objects';
import { scaled } from './rollout';

type Budget = ObjectOf<'PodDisruptionBudget'>;
/** Members of a ring and their pods. */
interface Members {
  readonly pods: Pods;
  readonly count: number;
}

/** The disruption budgets that cover members, each with the groups that it covers. */
export function budgetsOf<Group extends Members>(groups: readonly Group[], cluster: Cluster): Map<Budget, Group[]> {
  const budgets = new Map<Budget, Group[]>();
  for (const group of groups) {
    for (const budget of cluster.budgetsOf(group.pods.namespace, group.pods.labels)) {
      budgets.set(budget, [...(budgets.get(budget) ?? []), group]);
    }
  }
  return budgets;
}

/** Number of pods that a disruption budget allows to evict at the same time. Percentages are rounded up. */
export function allowedBy({ content }: Budget, groups: readonly Members[]): number {
  const { maxUnavailable, minAvailable } = content.spec;
  const members = groups.reduce((sum, { count }) => sum + count, 0);
  if (maxUnavailable !== undefined) return Math.min(members, scaled(maxUnavailable, members, Math.ceil));
  return Math.max(0, members - scaled(minAvailable ?? 1, members, Math.ceil));
}

/** Number of members of all groups that budgets allow to evict at the same time; undefined if a group has no budget. */
export function evictionsAllowed(groups: readonly Members[], cluster: Cluster): number | undefined {
  const budgets = [...budgetsOf(groups, cluster)];
  if (!groups.every((group) => budgets.some(([, covered]) => covered.includes(group)))) return undefined;
  return budgets.length === 0
    ? undefined
    : budgets.reduce((sum, [budget, covered]) => sum + allowedBy(budget, covered), 0);
}
