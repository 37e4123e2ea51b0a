import type { HashRing } from './hash-ring';
import { zoneOf } from './member';
import type { Operation } from './operation';
import { TOKEN_SPACE } from './token-index';

/** How evenly something lies on those who share it. */
export interface Spread {
  readonly mean: number;
  /** Standard deviation, as a share of the mean. */
  readonly deviation: number;
  readonly min: number;
  readonly max: number;
}

export interface Ownership {
  /** For each member, by its name, its share of the keys, from 0 to 1. */
  readonly members: ReadonlyMap<string, number>;
  /** For each zone the share of its members. */
  readonly zones: ReadonlyMap<string, number>;
  /** Of the shares of the members. */
  readonly spread: Spread;
}

/** Of which share of the keys each member is the first replica. */
export function ownership(ring: HashRing): Ownership {
  const { owners } = ring.index;
  return shared(ring, (token) => {
    const owner = ring.members[owners[token] ?? 0];
    return owner === undefined ? [] : [owner.id];
  });
}

/** Of which share of the keys each member is any replica: what it has to hold. All shares sum to the replicas of a key. */
export const load = (ring: HashRing, operation: Operation): Ownership =>
  shared(ring, (token) => ring.replicasBefore(token, operation).map(({ id }) => id));

/** @param holders names of the members that a range of keys, up to a token, counts for */
function shared(ring: HashRing, holders: (token: number) => readonly string[]): Ownership {
  const keys = new Map(ring.members.map(({ id }) => [id, 0]));
  for (let token = 0; token < ring.index.tokens.length; token++) {
    const range = ring.index.keysBefore(token);
    for (const id of holders(token)) keys.set(id, (keys.get(id) ?? 0) + range);
  }
  const members = new Map([...keys].map(([id, count]) => [id, count / TOKEN_SPACE]));
  const zones = new Map(ring.zones.map((zone) => [zone, 0]));
  for (const member of ring.members) {
    const zone = zoneOf(member);
    zones.set(zone, (zones.get(zone) ?? 0) + (members.get(member.id) ?? 0));
  }
  return { members, zones, spread: spreadOf([...members.values()]) };
}

/** How evenly values lie; all is 0 of none. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) return { mean: 0, deviation: 0, min: 0, max: 0 };
  const mean = average(values);
  const variance = average(values.map((value) => (value - mean) ** 2));
  return {
    mean,
    deviation: mean === 0 ? 0 : Math.sqrt(variance) / mean,
    min: Math.min(...values),
    max: Math.max(...values),
  };
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
