import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { allowedBy, budgetsOf } from './budgets';
import type { ClusterRing } from './find-rings';
import { membersText, needsMembers, toleranceAtFullSize } from './tolerance';

/** Whether nodes can be drained, and requests are served meanwhile. */
export function* wrongBudgets(deployed: ClusterRing, cluster: Cluster): Generator<RuleFinding> {
  if (!needsMembers(deployed)) return;
  const { ring, groups } = deployed;
  const tolerated = toleranceAtFullSize(deployed);
  for (const [budget, covered] of budgetsOf(groups, cluster)) {
    const allowed = allowedBy(budget, covered);
    const object = budget.identity;
    const found = `${ring.prop}.disruptionBudget: found a budget that allows ${allowed} disruptions at once`;
    if (allowed > tolerated) {
      yield {
        id: 'ring/disruption-budget',
        object,
        sentence: `${found}, but with replication factor ${ring.replicationFactor} the ring tolerates the loss of ${membersText(tolerated)}: draining nodes breaks writes and queries. Allow ${tolerated || '0, or raise the replication factor'}`,
      };
    } else if (allowed === 0) {
      yield {
        id: 'ring/drain-blocked',
        object,
        sentence: `${found}: nodes with these pods cannot be drained ("Cannot evict pod as it would violate the pod's disruption budget"). Allow ${tolerated || 1}${tolerated === 0 ? ', and raise the replication factor' : ''}`,
      };
    }
  }
}
