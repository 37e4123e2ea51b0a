import { answersRequired, maxUnavailableZones, membersRequired, type Strategy } from './quorum';

/** The numbers of a ring that decide how many members it may lose. */
export interface RingShape {
  /** Number of members that keep each key. */
  readonly replicationFactor: number;
  /** Number of members of each zone; a single number if there are no zones. */
  readonly zones: readonly number[];
  /** Whether each replica of a key is in another zone. @default false */
  readonly zoneAware?: boolean;
  /** Of writes, and of reads that ask the replicas of a key, such as of store-gateways. @default "default" */
  readonly strategy?: Strategy;
}

/** Number of any members and zones that may be unavailable with all keys served. */
export interface Tolerance {
  readonly members: number;
  /** Whole zones. */
  readonly zones: number;
}

export const memberCount = ({ zones }: RingShape): number => zones.reduce((sum, members) => sum + members, 0);

/** Number of replicas of each key with all members available. */
export const replicasOf = (shape: RingShape): number =>
  Math.min(shape.replicationFactor, shape.zoneAware ? inhabited(shape).length : memberCount(shape));

/** Number of replicas of any key that may be unavailable for a write; negative if all writes are refused. */
export const writeSlack = (shape: RingShape): number =>
  replicasOf(shape) - answersRequired(shape.strategy ?? 'default', shape.replicationFactor, replicasOf(shape));

/** Members, or zones of a zone-aware ring, that a read of all members may miss; negative if all reads are refused. */
export const readSlack = (shape: RingShape): number => {
  const members = memberCount(shape);
  if (members === 0) return -1;
  return shape.zoneAware
    ? maxUnavailableZones(shape.replicationFactor, inhabited(shape).length)
    : members - membersRequired(shape.replicationFactor, members);
};

/** Tolerance of writes; undefined if they are refused even with all members available. */
export const writeTolerance = (shape: RingShape): Tolerance | undefined => tolerance(shape, writeSlack(shape));

/** Tolerance of reads that ask all members; undefined if they are refused even with all members available. */
export const readTolerance = (shape: RingShape): Tolerance | undefined => tolerance(shape, readSlack(shape));

function tolerance(shape: RingShape, slack: number): Tolerance | undefined {
  if (slack < 0) return undefined;
  return { members: slack, zones: shape.zoneAware ? slack : zonesWithin(shape, slack) };
}

/** Number of the largest zones that together have at most a number of members. */
function zonesWithin(shape: RingShape, members: number): number {
  let left = members;
  const sizes = inhabited(shape).sort((a, b) => b - a);
  const tooMany = sizes.findIndex((size) => {
    left -= size;
    return left < 0;
  });
  return tooMany < 0 ? sizes.length : tooMany;
}

const inhabited = ({ zones }: RingShape): number[] => zones.filter((members) => members > 0);
