import type { Labels } from '../system';
import type { Strategy } from './model/quorum';

/** A duration as it stands in a configuration, and where. */
export interface Setting<Value> {
  /** Path in the configuration of the system, such as `ingester.wal.dir`. */
  readonly at: string;
  readonly value: Value;
}

/** How members get their tokens: each draws its own, or they follow from the names of all. */
export type TokenGeneration = 'random' | 'spread-minimizing';

/** A hash ring as its system runs it. */
export interface RingDescription {
  /** Its name in the system, such as `store-gateway`. */
  readonly name: string;
  /** The prop of the chart that its members are said by, such as `storeGateway`. */
  readonly prop: string;
  /** Labels of its members' pods. */
  readonly selector: Labels;
  /** How many members keep each key. */
  readonly replicationFactor: number;
  /** How many of those have to answer. */
  readonly strategy: Strategy;
  /** Whether reads ask all members; else they ask those that keep a key. @default false */
  readonly readsAll?: boolean;
  /** Whether the replicas of a key are put into zones of their own. @default false */
  readonly zoneAware?: boolean;
  /** How often a member says that it lives. */
  readonly heartbeatPeriod: Setting<string>;
  /** After how long without it a member counts as dead. */
  readonly heartbeatTimeout: Setting<string>;
  /** How many tokens a member has. */
  readonly tokens: number;
  /** @default "random" */
  readonly tokenGeneration?: TokenGeneration;
  /** What a ring is for in which nobody shares out keys, in a few words. @default - members share out keys */
  readonly purpose?: string;
  /** Where members keep their tokens, if it matters that they come back with the same ones. @default - it does not */
  readonly tokensFile?: Setting<string | undefined>;
  /** The folder of what members have taken and not stored yet. @default - they keep nothing */
  readonly unstored?: Setting<string>;
}

/** How the members of a system's rings find each other. */
export interface Gossip {
  /** Name of the Service that leads to all of them. */
  readonly service: string;
  /** Number of the port that members listen at. */
  readonly port: number;
  /** Name that all members carry and no others. @default - none */
  readonly clusterLabel?: string | undefined;
  /** Labels of the pods of everybody who looks at a ring. */
  readonly members: readonly Labels[];
}

/** The rings of one installation of a system. */
export interface RingSystem {
  /** Such as `Loki`. */
  readonly name: string;
  readonly namespace: string;
  readonly rings: readonly RingDescription[];
  /** @default - they do not gossip */
  readonly gossip?: Gossip | undefined;
}
