import type { DeployedRing, MemberGroup } from './deployed-ring';
import type { Refused } from './losses';
import { worstAvailability } from './model/availability';
import type { HashRing } from './model/hash-ring';
import { rollingRestart } from './model/transitions';
import { memberName } from './simulated-ring';

/** Effect of a rollout, such as of a new version, on requests. */
export interface RolloutReport extends Refused {
  /** Maximum number of members that are replaced at the same time. */
  readonly atOnce: number;
  /** Maximum number of zones of the ring that those are in; members without a zone count as one. */
  readonly zonesAtOnce: number;
  /** Controllers that replace the pods. Several, if workloads differ. */
  readonly by: ReadonlyArray<MemberGroup['rollout']['by']>;
  /** Whether the rollout operator is needed, and the environment has none. */
  readonly operatorMissing: boolean;
}

/** Replaces all members as their workloads say. */
export function rolloutOf(deployed: DeployedRing, ring: HashRing): RolloutReport {
  const { groups, ring: description } = deployed;
  const batches = rolloutBatches(groups);
  const zonesOf = (batch: readonly BatchMember[]): number => new Set(batch.map(({ zone }) => zone)).size;
  const worst = worstAvailability(
    rollingRestart(ring, {
      unregisters: description.unregisterOnShutdown?.value,
      batches: distinct(batches).map((batch) => batch.map(({ id }) => id)),
    }),
    description.operations,
  );
  return {
    atOnce: Math.max(0, ...batches.map((batch) => batch.length)),
    zonesAtOnce: Math.max(0, ...batches.map(zonesOf)),
    by: [...new Set(groups.map(({ rollout }) => rollout.by))],
    operatorMissing: groups.some(({ rollout }) => rollout.by === 'rollout-operator' && !rollout.installed),
    writesRefused: worst?.writes.refusedShare ?? 0,
    readsRefused: worst?.reads.refusedShare ?? 0,
  };
}

interface BatchMember {
  readonly id: string;
  readonly zone: string;
}

/**
 * The members that are replaced together, in order. Controllers do not wait for each other, so that workloads which
 * they roll out are replaced at the same time; the rollout operator takes one workload of a group after the other.
 */
export function rolloutBatches(groups: readonly MemberGroup[]): BatchMember[][] {
  const byController: BatchMember[][] = [];
  const byOperator: BatchMember[][] = [];
  for (const group of groups) {
    if (group.rollout.by === 'none') continue;
    const batches = batchesOf(group, group.rollout.atOnce);
    if (group.rollout.by === 'rollout-operator') byOperator.push(...batches);
    else for (const [n, batch] of batches.entries()) byController[n] = [...(byController[n] ?? []), ...batch];
  }
  return [...byController, ...byOperator];
}

/** Batches of a workload, from the highest ordinal down. */
function batchesOf(group: MemberGroup, atOnce: number): BatchMember[][] {
  const size = Math.max(1, atOnce);
  return Array.from({ length: Math.ceil(group.count / size) }, (_, n) =>
    Array.from({ length: Math.min(size, group.count - n * size) }, (_, m) => ({
      id: memberName(group, group.count - 1 - n * size - m),
      zone: group.zone,
    })),
  );
}

/** One batch of each kind: batches with as many members of each zone cost the same. */
function distinct(batches: readonly BatchMember[][]): BatchMember[][] {
  const kinds = new Map(batches.map((batch) => [batch.map(({ zone }) => zone).join(), batch]));
  return [...kinds.values()];
}
