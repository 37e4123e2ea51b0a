/**
 * Number of replicas of a key that have to answer.
 * - `default`: a quorum;
 * - `ignore-unhealthy`: one healthy replica, for rings whose members can replace each other;
 * - `tempo-rf2`: one as well, for writes of Tempo with replication factor 2.
 */
export type Strategy = 'default' | 'ignore-unhealthy' | 'tempo-rf2';

/** The smallest majority of replicas: any two majorities share a replica, so that a read sees every write. */
export const quorum = (replicas: number): number => Math.floor(replicas / 2) + 1;

/**
 * Number of replicas of a key that have to answer. With fewer replicas than the replication factor it is no fewer.
 * @param replicas of the key, unhealthy ones included
 */
export const answersRequired = (strategy: Strategy, replicationFactor: number, replicas: number): number =>
  strategy === 'default' ? quorum(Math.max(replicationFactor, replicas)) : 1;

/**
 * Number of members that have to answer a read that asks all members of a ring that is not zone-aware: the others hold
 * less than a quorum of any key.
 */
export const membersRequired = (replicationFactor: number, members: number): number =>
  Math.max(members, replicationFactor) - Math.floor(replicationFactor / 2);

/** Number of zones that may be unavailable for a read that asks all members. */
export const maxUnavailableZones = (replicationFactor: number, zones: number): number =>
  quorum(Math.min(zones, replicationFactor)) - 1;
