import { type DeployedRing, type Topology, zoneSizes } from './deployed-ring';
import type { RingDescription } from './description';
import { readsServed, refusedShare } from './model/loss';
import {
  memberCount,
  type RingShape,
  readSlack,
  readTolerance,
  type Tolerance,
  writeSlack,
  writeTolerance,
} from './model/tolerance';

/** Refused requests. */
export interface Refused {
  /** Share of the keys that cannot be written, from 0 to 1. */
  readonly writesRefused: number;
  /** Share of the keys that cannot be read, from 0 to 1. */
  readonly readsRefused: number;
}

/** Refused requests while members are unavailable. */
export interface Consequence extends Refused {
  /** Number of unavailable members; in a zone-aware ring each in another zone, as far as possible. */
  readonly members: number;
}

/** Number of members that a ring may lose. */
export interface Losses {
  /** Loss with which all writes are served; null if writes are refused even with all members available. */
  readonly writes: Tolerance | null;
  /** Loss with which all reads are served; null if reads are refused even with all members available. */
  readonly reads: Tolerance | null;
  /** One member more than tolerated is lost; null if the ring has no more, or refuses everything anyway. */
  readonly oneMore: Consequence | null;
}

/** The loss of a node or of a zone of the cluster. */
export interface TopologyLoss extends Consequence {
  /** The workloads whose members may be together, and how many of them. */
  readonly workloads: ReadonlyArray<{ readonly name: string; readonly members: number }>;
  /** Whether the scheduler tries to separate members, but may not succeed. */
  readonly preferred: boolean;
}

interface RingFacts {
  readonly ring: Pick<RingDescription, 'operations'>;
  readonly shape: RingShape;
}

/** Number of members that the ring may lose, and the effect of losing one more. */
export function lossesOf(deployed: RingFacts): Losses {
  const { ring, shape } = deployed;
  const writes = writeTolerance(shape) ?? null;
  // Reads that ask the replicas of a key need as many answers as writes.
  const reads = ring.operations.read ? (readTolerance(shape) ?? null) : writes;
  if (writes === null || reads === null) return { writes, reads, oneMore: null };
  const more = Math.min(writes.members, reads.members) + 1;
  return { writes, reads, oneMore: more > memberCount(shape) ? null : anyLost(deployed, more) };
}

/** Number of members that may be unavailable with all requests served; negative if requests are refused anyway. */
export const toleratedMembers = ({ ring, shape }: RingFacts): number =>
  ring.operations.read ? Math.min(writeSlack(shape), readSlack(shape)) : writeSlack(shape);

/** Any members are lost: the worst choice of them. */
export const anyLost = (deployed: RingFacts, members: number): Consequence =>
  consequenceOf(deployed, worstChoice(deployed.shape, members));

/** The node, or the zone of the cluster, that holds the worst choice of members fails. */
export function topologyLoss(deployed: DeployedRing, topology: Topology): TopologyLoss {
  const { groups, colocation } = deployed;
  const { cases, preferred } = colocation[topology];
  const zones = [...zoneSizes(groups).keys()];
  const outcomes = cases.map((counts): TopologyLoss => {
    const dead = zones.map((zone) => sum(counts.filter((_, group) => groups[group]?.zone === zone)));
    return {
      ...consequenceOf(deployed, dead),
      workloads: groups
        .map(({ name }, group) => ({ name, members: counts[group] ?? 0 }))
        .filter(({ members }) => members > 0),
      preferred,
    };
  });
  const none: TopologyLoss = { members: 0, writesRefused: 0, readsRefused: 0, workloads: [], preferred };
  return outcomes.reduce((worst, outcome) => (severity(outcome) > severity(worst) ? outcome : worst), none);
}

const severity = ({ members, writesRefused, readsRefused }: Consequence): number =>
  1e6 * (writesRefused + readsRefused) + members;

function consequenceOf({ ring, shape }: RingFacts, dead: readonly number[]): Consequence {
  const writesRefused = refusedShare(shape, dead);
  return {
    members: sum(dead),
    writesRefused,
    readsRefused: ring.operations.read ? Number(!readsServed(shape, dead)) : writesRefused,
  };
}

/** Lost members of each zone in the worst case: one of each in turn, the smallest zone first. */
function worstChoice({ zones }: RingShape, members: number): number[] {
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

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
