import { type Member, type MemberState, stateOf } from './member';

/** A kind of request, and the states of members that it accepts. */
export interface Operation {
  readonly name: string;
  /** States in which a member counts as healthy. */
  readonly healthy: readonly MemberState[];
  /** States of a member for which the replica set is extended by one more member. */
  readonly extending: readonly MemberState[];
}

/**
 * Writes of Tempo to ingesters with `distributor.extend_writes: true`, and to metrics-generators. Also requests of
 * Mimir to store-gateways and alertmanagers.
 */
export const WRITE: Operation = {
  name: 'Write',
  healthy: ['ACTIVE'],
  extending: ['PENDING', 'JOINING', 'LEAVING', 'LEFT'],
};

/** Writes of Loki and Mimir to ingesters, and of Tempo with `distributor.extend_writes: false`. */
export const WRITE_NO_EXTEND: Operation = { name: 'WriteNoExtend', healthy: ['ACTIVE'], extending: [] };

/** Reads of Loki and Tempo from ingesters. */
export const READ: Operation = {
  name: 'Read',
  healthy: ['ACTIVE', 'PENDING', 'LEAVING'],
  extending: ['PENDING', 'JOINING', 'LEFT'],
};

/** Reads of Mimir 2.11 from ingesters. */
export const MIMIR_READ: Operation = { name: 'MimirRead2.11', healthy: ['ACTIVE', 'PENDING'], extending: [] };

/** Reads of Mimir 2.10 from ingesters. */
export const MIMIR_READ_2_10: Operation = { name: 'MimirRead2.10', healthy: ['ACTIVE'], extending: [] };

/**
 * Whether a member is healthy for an operation.
 * @param timeout seconds without a heartbeat after which a member counts as unhealthy; 0 disables it
 */
export const isHealthy = (member: Member, { healthy }: Operation, timeout: number): boolean =>
  healthy.includes(stateOf(member)) && (timeout === 0 || (member.heartbeatAge ?? 0) <= timeout);

/** Whether a member extends the replica set by one more. */
export const isExtending = (member: Member, { extending }: Operation): boolean => extending.includes(stateOf(member));
