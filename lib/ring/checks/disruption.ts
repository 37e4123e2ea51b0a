import { type Cluster, namespaceOf } from '../../checks/cluster';
import type { Finding } from '../../checks/finding';
import { type ObjectOf, selects } from '../../checks/objects';
import { show } from '../../text';
import type { MemberGroup, RingMembers } from '../members';
import { readSlack, writeSlack } from '../model/tolerance';

/** How many members may be away at once once there is one for each copy; fewer members are a finding of their own. */
function slackOf({ ring, shape }: RingMembers): number {
  const full = {
    ...shape,
    zones: ring.zoneAware
      ? Array.from({ length: Math.max(ring.replicationFactor, shape.zones.length) }, () => 1)
      : [
          Math.max(
            ring.replicationFactor,
            shape.zones.reduce((sum, count) => sum + count, 0),
          ),
        ],
  };
  return Math.max(0, ring.readsAll ? Math.min(writeSlack(full), readSlack(full)) : writeSlack(full));
}

const matters = ({ ring, groups }: RingMembers): boolean =>
  groups.length > 0 && (ring.unstored !== undefined || ring.replicationFactor > 1);

/** Whether nodes may be drained, and with requests still served. */
export function* wrongBudgets(members: RingMembers, cluster: Cluster): Generator<Finding> {
  if (!matters(members)) return;
  const { ring, groups, system } = members;
  const slack = slackOf(members);
  for (const budget of cluster.of('PodDisruptionBudget')) {
    const covered = groups.filter(
      ({ pods }) =>
        namespaceOf(budget) === system.namespace && selects(budget.content.spec.selector ?? {}, pods.labels),
    );
    if (covered.length === 0) continue;
    const allowed = allowedBy(budget, covered);
    const object = budget.identity;
    const found = `${ring.prop}.disruptionBudget: found one that lets ${allowed} of the ${ring.name}s go at once`;
    if (allowed > slack) {
      yield {
        id: 'ring/disruption-budget',
        object,
        sentence: `${found}, and replication factor ${ring.replicationFactor} bears the loss of ${slack || 'none'}, so that draining nodes breaks writes and queries: allow ${slack || 'none, or raise the replication factor'}`,
      };
    } else if (allowed === 0) {
      yield {
        id: 'ring/drain-blocked',
        severity: 'warning',
        object,
        sentence: `${found}, so that no node of theirs can be drained ("Cannot evict pod as it would violate the pod's disruption budget"): allow ${slack || 1}${slack === 0 ? ', and raise the replication factor' : ''}`,
      };
    }
  }
}

/** How many pods a budget lets go at once. Percentages are rounded up. */
function allowedBy({ content }: ObjectOf<'PodDisruptionBudget'>, groups: readonly MemberGroup[]): number {
  const { maxUnavailable, minAvailable } = content.spec;
  const members = groups.reduce((sum, { count }) => sum + count, 0);
  if (maxUnavailable !== undefined) return Math.min(members, numberOf(maxUnavailable, members));
  return Math.max(0, members - numberOf(minAvailable ?? 1, members));
}

const numberOf = (value: number | string, all: number): number =>
  typeof value === 'number' ? value : Math.ceil((Number.parseFloat(value) / 100) * all);

/** The rollout operator takes as many pods of one zone at once as this annotation says. */
const MAX_UNAVAILABLE = 'rollout-max-unavailable';

/** Whether members are replaced with requests still served. */
export function* wrongRollouts(members: RingMembers): Generator<Finding> {
  if (!matters(members)) return;
  const { ring, groups } = members;
  const slack = slackOf(members);
  for (const { pods, workload, count } of groups) {
    const { metadata } = pods.owner.content;
    const said = metadata.annotations?.[MAX_UNAVAILABLE];
    const rolling = workload.updateStrategy?.rollingUpdate?.maxUnavailable;
    const atOnce = said === undefined ? rolling : Number(said);
    // Members of one zone may go together, if a zone may.
    if (atOnce === undefined || (ring.zoneAware && slack > 0)) continue;
    const gone = Math.min(count, numberOf(atOnce, count));
    if (gone <= Math.max(slack, 1)) continue;
    yield {
      id: 'ring/rollout',
      object: pods.owner.identity,
      sentence: `${said === undefined ? 'spec.updateStrategy.rollingUpdate.maxUnavailable' : `metadata.annotations[${MAX_UNAVAILABLE}]`}: found ${show(said ?? rolling)}, so that ${gone} ${ring.name}s are replaced at once, and replication factor ${ring.replicationFactor} bears the loss of ${slack || 'none'}: lower it to ${Math.max(slack, 1)}`,
    };
  }
}
