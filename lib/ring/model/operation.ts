import { type Member, type MemberState, stateOf } from './member';

/** What members are asked for, and so which of them can be asked. */
export interface Operation {
  readonly name: string;
  /** States in which a member is asked. */
  readonly healthy: readonly MemberState[];
  /** States of a member that is asked, if at all, together with one more. */
  readonly extending: readonly MemberState[];
}

/**
 * Tempo writes to ingesters, while `distributor.extend_writes` is true, and to metrics-generators; Mimir reads from
 * store-gateways.
 */
export const WRITE: Operation = {
  name: 'Write',
  healthy: ['ACTIVE'],
  extending: ['PENDING', 'JOINING', 'LEAVING', 'LEFT'],
};

/** Loki and Mimir write to ingesters, and Tempo with `distributor.extend_writes: false`. */
export const WRITE_NO_EXTEND: Operation = { name: 'WriteNoExtend', healthy: ['ACTIVE'], extending: [] };

/** Loki and Tempo read from ingesters. */
export const READ: Operation = {
  name: 'Read',
  healthy: ['ACTIVE', 'PENDING', 'LEAVING'],
  extending: ['PENDING', 'JOINING', 'LEFT'],
};

/** Mimir 2.11 reads from ingesters. */
export const MIMIR_READ: Operation = { name: 'MimirRead2.11', healthy: ['ACTIVE', 'PENDING'], extending: [] };

/** Mimir 2.10 reads from ingesters. */
export const MIMIR_READ_2_10: Operation = { name: 'MimirRead2.10', healthy: ['ACTIVE'], extending: [] };

/**
 * Whether a member is asked.
 * @param timeout seconds after its last heartbeat from which a member counts as dead; 0 if it never does
 */
export const isHealthy = (member: Member, { healthy }: Operation, timeout: number): boolean =>
  healthy.includes(stateOf(member)) && (timeout === 0 || (member.heartbeatAge ?? 0) <= timeout);

/** Whether one member more is taken in place of this one. */
export const isExtending = (member: Member, { extending }: Operation): boolean => extending.includes(stateOf(member));
