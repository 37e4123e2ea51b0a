import type { HashRing } from './model/hash-ring';
import { zoneOf } from './model/member';
import { ownership, type Spread, spreadOf } from './model/ownership';

/** A member and its share of the keys, from 0 to 1: those of which it is the first replica. */
export interface MemberShare {
  readonly name: string;
  /** "" if it has none. */
  readonly zone: string;
  readonly share: number;
}

/** A zone of the ring and the share of its members together. */
export interface ZoneShare {
  readonly name: string;
  readonly members: number;
  readonly share: number;
  /** Of the shares of its members. */
  readonly spread: Spread;
}

/** Distribution of the keys of a ring. */
export interface RingShares {
  readonly spread: Spread;
  readonly members: readonly MemberShare[];
  readonly zones: readonly ZoneShare[];
}

/** Distribution of the keys of a ring among its members, in their order. */
export function sharesOf(ring: HashRing): RingShares {
  const { members: shares, zones, spread } = ownership(ring);
  const members = ring.members.map((member) => ({
    name: member.id,
    zone: zoneOf(member),
    share: shares.get(member.id) ?? 0,
  }));
  return {
    spread,
    members,
    zones: [...zones].map(([name, share]) => {
      const own = members.filter(({ zone }) => zone === name).map((member) => member.share);
      return { name, members: own.length, share, spread: spreadOf(own) };
    }),
  };
}
