import type { RingDescription } from './description';
import { readsServed, refusedShare } from './model/loss';
import { membersOf, type RingShape, readTolerance, type Tolerance, writeTolerance } from './model/tolerance';

/** What is refused while members are away. */
export interface Consequence {
  /** How many are away, each of another zone if the ring goes by zones. */
  readonly members: number;
  /** Share of the keys that cannot be written, from 0 to 1. */
  readonly writesRefused: number;
  /** Share of the keys that cannot be read, from 0 to 1. */
  readonly readsRefused: number;
}

/** What a ring bears. */
export interface Losses {
  /** What may be gone with all writes served; nothing if they are refused even while all members live. */
  readonly writes: Tolerance | null;
  /** What may be gone with all reads served; nothing if they are refused even while all members live. */
  readonly reads: Tolerance | null;
  /** One member more is gone than may be; nothing if there are no more, or all live and all is refused. */
  readonly oneMore: Consequence | null;
  /** Members restart one at a time; nothing if all live and all is refused. */
  readonly restart: Consequence | null;
}

/** Input of `lossesOf`. */
interface Bearing {
  readonly ring: Pick<RingDescription, 'readsAll'>;
  readonly shape: RingShape;
}

/** What a ring bears whose members keep what they are sent, or can stand in for each other. */
export function lossesOf({ ring: { readsAll = false }, shape }: Bearing): Losses {
  const writes = writeTolerance(shape) ?? null;
  // Reads that ask the replicas of a key need as many of them as writes do.
  const reads = readsAll ? (readTolerance(shape) ?? null) : writes;
  const consequenceOf = (members: number): Consequence => {
    const dead = worst(shape, members);
    const writesRefused = refusedShare(shape, dead);
    return { members, writesRefused, readsRefused: readsAll ? Number(!readsServed(shape, dead)) : writesRefused };
  };
  if (writes === null || reads === null) return { writes, reads, oneMore: null, restart: null };
  const more = Math.min(writes.members, reads.members) + 1;
  return {
    writes,
    reads,
    oneMore: more > membersOf(shape) ? null : consequenceOf(more),
    // One that restarts is missed like one that is lost, whether it leaves the ring meanwhile or stays in it.
    restart: consequenceOf(1),
  };
}

/** How many to take of each zone, so that the least is served: one of each in turn, the smallest first. */
function worst({ zones }: RingShape, members: number): number[] {
  const dead = zones.map(() => 0);
  const order = [...zones.entries()].sort(([, a], [, b]) => a - b);
  let left = members;
  while (left > 0) {
    const before = left;
    for (const [zone, size] of order) {
      const gone = dead[zone] ?? 0;
      if (left === 0 || gone === size) continue;
      dead[zone] = gone + 1;
      left--;
    }
    if (left === before) break;
  }
  return dead;
}
