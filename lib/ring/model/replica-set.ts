import type { Member } from './member';
import { answersRequired, type Strategy } from './quorum';

/** Who is asked, and how many of those may fail. */
export interface Asked {
  readonly members: readonly Member[];
  /** How many of the members may fail. */
  readonly maxErrors: number;
  /** How many whole zones may fail. @default 0 */
  readonly maxUnavailableZones?: number;
  readonly refusal?: undefined;
}

/** Why nobody is asked, in the words of the program. */
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
  /** Those of the key's replicas that can be asked, in their order. */
  readonly healthy: readonly Member[];
  /** The others. */
  readonly unhealthy: readonly Member[];
}

/** Whom of the replicas of a key to ask. */
export function replicaSet({ strategy, replicationFactor, zoneAware, healthy, unhealthy }: Replicas): ReplicaSet {
  const required = answersRequired(strategy, replicationFactor, healthy.length + unhealthy.length);
  if (healthy.length >= required) return { members: healthy, maxErrors: healthy.length - required };
  const what = strategy === 'ignore-unhealthy' ? 'healthy replica' : 'live replicas';
  const where = strategy === 'default' && zoneAware ? ' across different availability zones' : '';
  const dead = unhealthy.length === 0 ? '' : ` - unhealthy instances: ${unhealthy.map(({ id }) => id).join(',')}`;
  return { refusal: `at least ${required} ${what} required${where}, could only find ${healthy.length}${dead}` };
}
