import type { RingDescription, TokenGeneration } from './description';
import { type Losses, lossesOf } from './losses';
import type { RingMembers } from './members';
import type { HashRing } from './model/hash-ring';
import { zoneOf } from './model/member';
import { ownership, type Spread, spreadOf } from './model/ownership';
import { answersRequired, type Strategy } from './model/quorum';
import { membersOf, replicasOf } from './model/tolerance';
import { simulatedRing } from './simulated-ring';

/** What runs members of a ring. */
export interface RingWorkload {
  /** Such as `StatefulSet/mimir/mimir-ingester-zone-a`. */
  readonly object: string;
  readonly name: string;
  /** "" without one. */
  readonly zone: string;
  /** How many members it runs, at least. */
  readonly members: number;
  /** Whether there may be more. */
  readonly autoscaled: boolean;
}

/** A member, and of which share of the keys, from 0 to 1, it is the first replica. */
export interface MemberShare {
  readonly name: string;
  /** "" without one. */
  readonly zone: string;
  readonly share: number;
}

/** A zone with what its members have together. */
export interface ZoneShare {
  readonly name: string;
  readonly members: number;
  readonly share: number;
  /** Of the shares of its members. */
  readonly spread: Spread;
}

/** How the keys of a ring are shared out. */
export interface RingShares {
  readonly spread: Spread;
  readonly members: readonly MemberShare[];
  readonly zones: readonly ZoneShare[];
}

/** The numbers of a ring, as people and machines are told them. */
export interface RingReport {
  readonly system: string;
  readonly namespace: string;
  readonly ring: string;
  /** What it is for, if nobody shares out keys by it. */
  readonly purpose: string | null;
  /** How many there are, at least. */
  readonly members: number;
  readonly workloads: readonly RingWorkload[];
  /** Whether the replicas of a key are put into zones of their own. */
  readonly zoneAware: boolean;
  readonly zones: ReadonlyArray<Pick<ZoneShare, 'name' | 'members'>>;
  readonly replicationFactor: number;
  /** How many replicas a key has, which are fewer if there are too few members or zones. */
  readonly replicas: number;
  /** How many of those have to answer. */
  readonly answersRequired: number;
  readonly strategy: Strategy;
  /** Whether reads ask all members; else those that keep a key. */
  readonly readsAll: boolean;
  /** Tokens of each member. */
  readonly tokens: number;
  readonly tokenGeneration: TokenGeneration;
  /** Whether another member takes over from one that is gone, with nothing lost. */
  readonly keepsNothing: boolean;
  /** Nothing if members share out no keys, or there are none. */
  readonly shares: RingShares | null;
  /** Nothing if members keep nothing, or share out no keys. */
  readonly losses: Losses | null;
}

/** Whether members share out keys by a ring; with a single token each, they are counted, or one is chosen. */
export const sharesKeys = ({ tokens }: Pick<RingDescription, 'tokens'>): boolean => tokens > 1;

/** The numbers of a ring. */
export function ringReport(members: RingMembers, simulated: HashRing = simulatedRing(members)): RingReport {
  const { system, ring, groups, shape } = members;
  const { replicationFactor, strategy, zoneAware = false, readsAll = false, tokenGeneration = 'random' } = ring;
  const keepsNothing = replicationFactor === 1 && strategy === 'ignore-unhealthy';
  const replicas = replicasOf(shape);
  return {
    system: system.name,
    namespace: system.namespace,
    ring: ring.name,
    purpose: sharesKeys(ring) ? null : (ring.purpose ?? 'members find each other by it'),
    members: membersOf(shape),
    workloads: groups.map(({ pods, zone, count, autoscaler }) => ({
      object: pods.owner.identity,
      name: pods.owner.content.metadata.name,
      zone,
      members: count,
      autoscaled: autoscaler !== undefined,
    })),
    zoneAware,
    zones: zonesOf(members),
    replicationFactor,
    replicas,
    answersRequired: answersRequired(strategy, replicationFactor, replicas),
    strategy,
    readsAll,
    tokens: ring.tokens,
    tokenGeneration,
    keepsNothing,
    shares: sharesKeys(ring) && membersOf(shape) > 0 ? sharesOf(simulated) : null,
    losses: sharesKeys(ring) && !keepsNothing ? lossesOf(members) : null,
  };
}

function zonesOf({ groups }: RingMembers): RingReport['zones'] {
  const zones = new Map<string, number>();
  for (const { zone, count } of groups) zones.set(zone, (zones.get(zone) ?? 0) + count);
  return [...zones].map(([name, members]) => ({ name, members })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** How the keys of a ring are shared out among its members, in their order. */
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
