import { type DeployedRing, type MemberGroup, shapeOf } from './deployed-ring';
import type { Refused } from './losses';
import { availabilityOf, type Phase, worstAvailability } from './model/availability';
import type { HashRing } from './model/hash-ring';
import { movedKeys } from './model/moved-keys';
import { replicasOf } from './model/tolerance';
import { scaleDown, scaleUp } from './model/transitions';
import { memberName, nextMember } from './simulated-ring';

/** A change of the number of members by one. The shares of refused requests are those while it happens. */
export interface ScalingStep extends Refused {
  /** Name of the workload that is scaled, such as `mimir-ingester-zone-a`. */
  readonly workload: string;
  /** Name of the member that is added or removed. */
  readonly member: string;
  /** Number of members of the ring before. */
  readonly from: number;
  /** Number of members of the ring afterwards. */
  readonly to: number;
  /** Share of the keys that get at least one new replica, from 0 to 1. */
  readonly keysMoved: number;
  /** Share of all replicas that move to another member, from 0 to 1. */
  readonly replicasMoved: number;
  /** Number of replicas of each key afterwards. */
  readonly replicasAfter: number;
  /** Number of members, or whole zones, that may be lost afterwards; null if requests are refused. */
  readonly toleratedAfter: number | null;
  /** Whether a scale-down by more than one removes those members at the same time. */
  readonly inParallel: boolean;
}

/** Scaling by one: up in the smallest workload, down in the largest, as zones stay even that way. */
export interface Scaling {
  readonly up: ScalingStep | null;
  /** Null if there is only one member. */
  readonly down: ScalingStep | null;
}

/** Effects of adding or removing one member. */
export function scalingOf(deployed: DeployedRing, ring: HashRing): Scaling {
  const groups = [...deployed.groups].sort((a, b) => a.count - b.count);
  const [smallest, largest] = [groups[0], groups.at(-1)];
  return {
    up: smallest ? scaledUp(deployed, ring, smallest) : null,
    down: largest && ring.members.length > 1 ? scaledDown(deployed, ring, largest) : null,
  };
}

function scaledUp(deployed: DeployedRing, ring: HashRing, group: MemberGroup): ScalingStep {
  const added = nextMember(deployed, group, ring);
  return stepOf(deployed, ring, group, group.count, [...scaleUp(ring, added)]);
}

function scaledDown(deployed: DeployedRing, ring: HashRing, group: MemberGroup): ScalingStep {
  const ordinal = group.count - 1;
  const unregisters = deployed.ring.unregisterOnShutdown?.value;
  const phases = [...scaleDown(ring, [memberName(group, ordinal)], { unregisters })];
  return stepOf(deployed, ring, group, ordinal, phases);
}

function stepOf(
  deployed: DeployedRing,
  ring: HashRing,
  group: MemberGroup,
  ordinal: number,
  phases: readonly Phase[],
): ScalingStep {
  const { ring: description } = deployed;
  const { operations } = description;
  const after = phases.at(-1)?.ring ?? ring;
  const member = memberName(group, ordinal);
  const { writes, reads } = availabilityOf(after, operations);
  const worst = worstAvailability(phases, operations);
  const moved = movedKeys(ring, without(after, ordinal < group.count ? member : undefined), operations.write);
  const isServed = writes.refusedShare === 0 && reads.refusedShare === 0;
  return {
    workload: group.name,
    member,
    from: ring.members.length,
    to: ring.members.length + (ordinal < group.count ? -1 : 1),
    keysMoved: moved.keys,
    replicasMoved: moved.replicas,
    writesRefused: worst?.writes.refusedShare ?? 0,
    readsRefused: worst?.reads.refusedShare ?? 0,
    replicasAfter: replicasOf(shapeOf(description, resized(deployed.groups, group, ordinal))),
    inParallel: group.scalesInParallel && group.count > 2,
    toleratedAfter: isServed ? Math.min(writes.leastMaxErrors ?? 0, reads.leastMaxErrors ?? 0) : null,
  };
}

/** The groups after one of them got a member more, or lost the one with an ordinal. */
const resized = (groups: readonly MemberGroup[], scaled: MemberGroup, ordinal: number): MemberGroup[] =>
  groups.map((group) =>
    group === scaled ? { ...group, count: ordinal < group.count ? group.count - 1 : group.count + 1 } : group,
  );

/** A member that did not unregister is still in the ring, but gets no requests: its keys move once it is forgotten. */
const without = (ring: HashRing, id: string | undefined): HashRing =>
  ring.members.some((member) => member.id === id)
    ? ring.with({ members: ring.members.filter((member) => member.id !== id) })
    : ring;
