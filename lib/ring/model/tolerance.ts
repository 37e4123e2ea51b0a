import { answersRequired, membersRequired, type Strategy, zonesToSpare } from './quorum';

/** A ring of which only numbers are known. */
export interface RingShape {
  /** How many members keep each key. */
  readonly replicationFactor: number;
  /** How many members each zone has; a single number if there are no zones. */
  readonly zones: readonly number[];
  /** Whether the replicas of a key are put into zones of their own. @default false */
  readonly zoneAware?: boolean;
  /** Of writes, and of reads that ask the replicas of a key, such as of store-gateways. @default "default" */
  readonly strategy?: Strategy;
}

/** How much may be missing with all keys still served, whichever it is. */
export interface Tolerance {
  readonly members: number;
  /** Whole zones. */
  readonly zones: number;
}

export const membersOf = ({ zones }: RingShape): number => zones.reduce((sum, members) => sum + members, 0);

/** How many replicas each key has while all members live. */
export const replicasOf = (shape: RingShape): number =>
  Math.min(shape.replicationFactor, shape.zoneAware ? inhabited(shape).length : membersOf(shape));

/** How many replicas of any key may be missing from a write: none if 0, and all writes are refused if it is below. */
export const writeSlack = (shape: RingShape): number =>
  replicasOf(shape) - answersRequired(shape.strategy ?? 'default', shape.replicationFactor, replicasOf(shape));

/** How many members, or zones if replicas are put into those, may be missing from a read that asks all: as `writeSlack`. */
export const readSlack = (shape: RingShape): number => {
  const members = membersOf(shape);
  if (members === 0) return -1;
  return shape.zoneAware
    ? zonesToSpare(shape.replicationFactor, inhabited(shape).length)
    : members - membersRequired(shape.replicationFactor, members);
};

/** What may be missing from writes, or nothing if they are refused even while all members live. */
export const writeTolerance = (shape: RingShape): Tolerance | undefined => tolerance(shape, writeSlack(shape));

/** What may be missing from reads that ask all members, or nothing if they are refused even while all members live. */
export const readTolerance = (shape: RingShape): Tolerance | undefined => tolerance(shape, readSlack(shape));

/** How many members may be taken away at once, such as by a disruption budget, with reads and writes still served. */
export const disruptionsAllowed = (shape: RingShape): number =>
  Math.max(0, Math.min(writeSlack(shape), readSlack(shape)));

function tolerance(shape: RingShape, slack: number): Tolerance | undefined {
  if (slack < 0) return undefined;
  return { members: slack, zones: shape.zoneAware ? slack : zonesWithin(shape, slack) };
}

/** How many zones, of the largest ones, have no more than so many members. */
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
