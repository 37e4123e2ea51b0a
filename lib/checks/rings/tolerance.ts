import type { DeployedRing } from '../../model/ring/deployed-ring';
import type { InstallationRings, RingDescription } from '../../model/ring/description';
import { toleratedMembers } from '../../model/ring/losses';
import { memberCount } from '../../model/ring/model/tolerance';
import type { Cluster } from '../cluster';

/**
 * Number of members, or zones of a zone-aware ring, that may be unavailable with at least as many as the replication
 * factor. Fewer are reported by rules of their own.
 */
export function toleranceAtFullSize({ ring, shape }: DeployedRing): number {
  const { replicationFactor, zoneAware } = ring;
  const zones = zoneAware
    ? Array.from({ length: Math.max(replicationFactor, shape.zones.length) }, () => 1)
    : [Math.max(replicationFactor, memberCount(shape))];
  return Math.max(0, toleratedMembers({ ring, shape: { ...shape, zones } }));
}

/** Whether unavailable members can cost data or requests. */
export const needsMembers = ({ ring, groups }: DeployedRing): boolean => groups.length > 0 && isReplicated(ring);

const isReplicated = ({ unflushed, replicationFactor }: RingDescription): boolean =>
  unflushed !== undefined || replicationFactor > 1;

/** Workloads whose rollouts and budgets are checked by what their ring tolerates. */
export const ringWorkloads = (installations: readonly InstallationRings[], cluster: Cluster): ReadonlySet<string> =>
  new Set(
    installations.flatMap(({ namespace, rings }) =>
      rings
        .filter(isReplicated)
        .flatMap(({ selector }) => cluster.podsWith(namespace, { matchLabels: selector }))
        .map(({ owner }) => owner.identity),
    ),
  );

/** `1 member`, `no member`: the number that may be unavailable. */
export const membersText = (count: number): string =>
  count === 0 ? 'no member' : `${count} ${count === 1 ? 'member' : 'members'}`;
