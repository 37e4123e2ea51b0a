/**
 * How many replicas of a key have to answer.
 * - `default`: the larger half of them;
 * - `ignore-unhealthy`: one, whichever lives, for rings whose members can stand in for each other;
 * - `tempo-rf2`: one too: how Tempo writes with a replication factor of 2.
 */
export type Strategy = 'default' | 'ignore-unhealthy' | 'tempo-rf2';

/** The larger half of some copies: any two such halves have one in common, so that a read sees what was written. */
export const quorum = (copies: number): number => Math.floor(copies / 2) + 1;

/**
 * How many replicas of a key have to answer. Fewer replicas than the replication factor need no fewer answers.
 * @param replicas of the key, dead ones among them
 */
export const answersRequired = (strategy: Strategy, replicationFactor: number, replicas: number): number =>
  strategy === 'default' ? quorum(Math.max(replicationFactor, replicas)) : 1;

/**
 * How many members have to answer a read that asks all of them, if there are no zones: as many as may be missing keep
 * less than a quorum of any key.
 */
export const membersRequired = (replicationFactor: number, members: number): number =>
  Math.max(members, replicationFactor) - Math.floor(replicationFactor / 2);

/** How many zones may be missing from a read that asks all members. */
export const zonesToSpare = (replicationFactor: number, zones: number): number =>
  quorum(Math.min(zones, replicationFactor)) - 1;
