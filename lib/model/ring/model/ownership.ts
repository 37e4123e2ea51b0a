import type { HashRing } from './hash-ring';
import { zoneOf } from './member';
import { TOKEN_SPACE } from './token-index';

/** Distribution of a quantity. */
export interface Spread {
  readonly mean: number;
  /** Standard deviation divided by the mean. */
  readonly deviation: number;
  readonly min: number;
  readonly max: number;
}

export interface Ownership {
  /** Share of the keys of each member, by its name, from 0 to 1. */
  readonly members: ReadonlyMap<string, number>;
  /** Share of the keys of each zone. */
  readonly zones: ReadonlyMap<string, number>;
  /** Of the shares of the members. */
  readonly spread: Spread;
}

/** For each member the share of the keys of which it is the first replica. */
export function ownership(ring: HashRing): Ownership {
  const { index } = ring;
  const keys = new Map(ring.members.map(({ id }) => [id, 0]));
  for (const [token, owner] of index.owners.entries()) {
    const id = ring.members[owner]?.id ?? '';
    keys.set(id, (keys.get(id) ?? 0) + index.keysBefore(token));
  }
  const members = new Map([...keys].map(([id, count]) => [id, count / TOKEN_SPACE]));
  const zones = new Map(ring.zones.map((zone) => [zone, 0]));
  for (const member of ring.members) {
    const zone = zoneOf(member);
    zones.set(zone, (zones.get(zone) ?? 0) + (members.get(member.id) ?? 0));
  }
  return { members, zones, spread: spreadOf([...members.values()]) };
}

/** Mean, deviation and range of values; all 0 without values. */
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
