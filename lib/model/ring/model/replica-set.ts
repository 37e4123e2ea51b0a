import type { Member } from './member';
import { answersRequired, type Strategy } from './quorum';

/** The members to ask, and how many of them may fail. */
export interface Asked {
  readonly members: readonly Member[];
  /** Number of members that may fail. */
  readonly maxErrors: number;
  /** Number of whole zones that may fail. @default 0 */
  readonly maxUnavailableZones?: number;
  readonly refusal?: undefined;
}

/** The error of the program, if too few members are healthy. */
export interface Refused {
  readonly refusal: string;
}

export type ReplicaSet = Asked | Refused;

export const EMPTY_RING: Refused = { refusal: 'empty ring' };
export const TOO_MANY_UNHEALTHY: Refused = { refusal: 'too many unhealthy instances in the ring' };

export interface Replicas {
  readonly strategy: Strategy;
  readonly replicationFactor: number;
  readonly zoneAware: boolean;
  /** Healthy replicas of the key, in order. */
  readonly healthy: readonly Member[];
  /** Unhealthy replicas of the key. */
  readonly unhealthy: readonly Member[];
}

/** The replicas of a key to ask. */
export function replicaSet({ strategy, replicationFactor, zoneAware, healthy, unhealthy }: Replicas): ReplicaSet {
  const required = answersRequired(strategy, replicationFactor, healthy.length + unhealthy.length);
  if (healthy.length >= required) return { members: healthy, maxErrors: healthy.length - required };
  const what = strategy === 'ignore-unhealthy' ? 'healthy replica' : 'live replicas';
  const where = strategy === 'default' && zoneAware ? ' across different availability zones' : '';
  const dead = unhealthy.length === 0 ? '' : ` - unhealthy instances: ${unhealthy.map(({ id }) => id).join(',')}`;
  return { refusal: `at least ${required} ${what} required${where}, could only find ${healthy.length}${dead}` };
}
