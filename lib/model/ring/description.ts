import type { Labels } from '../../values/system';
import type { Operations } from './model/availability';
import type { Strategy } from './model/quorum';

/** A value of a configuration, with its path. */
export interface Setting<Value> {
  /** Path in the configuration of the system, such as `ingester.wal.dir`. */
  readonly at: string;
  readonly value: Value;
}

/** Token generation: each member chooses random tokens, or they follow from the names of the members. */
export type TokenGeneration = 'random' | 'spread-minimizing';

/** Number of members that the requests of one tenant use (shuffle sharding). */
export interface TenantShards {
  /** Configuration key of the size, such as `limits.ingestion_tenant_shard_size`. */
  readonly at: string;
  /** Size for tenants without one of their own; 0 means all members. */
  readonly size: number;
  /** Size by tenant, from the overrides of the runtime configuration. */
  readonly tenants: Readonly<Record<string, number>>;
}

/** Data that members have received and not yet uploaded to object storage. */
export interface UnflushedData extends Setting<string> {
  /** Whether a member uploads it when it stops. */
  readonly flushOnShutdown: Setting<boolean>;
  /** HTTP endpoint of a member that uploads it, such as `/ingester/shutdown`. */
  readonly flushEndpoint: string;
}

/** A hash ring as its system is configured to use it. */
export interface RingDescription {
  /** Name in the system, such as `store-gateway`. */
  readonly name: string;
  /** Prop of the chart that configures its members, such as `storeGateway`. */
  readonly prop: string;
  /** Labels of the pods of its members. */
  readonly selector: Labels;
  /** Number of members that keep each key. */
  readonly replicationFactor: number;
  /** Number of those that have to answer. */
  readonly strategy: Strategy;
  /** Write and read operations of clients on members. */
  readonly operations: Operations;
  /** Whether each replica of a key is in another zone. @default false */
  readonly zoneAware?: boolean;
  /** Time between two heartbeats of a member. */
  readonly heartbeatPeriod: Setting<string>;
  /** Time without a heartbeat after which a member counts as unhealthy. */
  readonly heartbeatTimeout: Setting<string>;
  /** Whether a timeout of 0 makes all members unhealthy. @default false: it disables the check */
  readonly needsHeartbeats?: boolean;
  /** Number of tokens of a member. */
  readonly tokens: number;
  /** @default "random" */
  readonly tokenGeneration?: TokenGeneration;
  /** Purpose of a ring that assigns no keys to members, in a few words. @default - keys are assigned to members */
  readonly purpose?: string;
  /** File in which members keep their tokens over a restart. @default - the ring needs none */
  readonly tokensFile?: Setting<string | undefined>;
  /** Whether a member that stops removes itself from the ring. @default - it does */
  readonly unregisterOnShutdown?: Setting<boolean>;
  /** The folder of data that is not yet in object storage. @default - members hold no such data */
  readonly unflushed?: UnflushedData;
  /** @default - the ring has no shuffle sharding: each tenant uses all members */
  readonly tenantShards?: TenantShards;
  /** Whether a key is the name of a tenant, as in the ring of Mimir's alertmanagers. @default false */
  readonly keyedByTenant?: boolean;
}

/** Gossip between the members of the rings of an installation (memberlist). */
export interface Gossip {
  /** Name of the Service that selects all members. */
  readonly service: string;
  /** Port number that members listen on. */
  readonly port: number;
  /** `memberlist.cluster_label`. @default - none */
  readonly clusterLabel?: string | undefined;
  /** Labels of the pods of every role that joins the gossip. */
  readonly members: readonly Labels[];
}

/** All rings of one installation of Loki, Mimir or Tempo. */
export interface InstallationRings {
  /** Name of the system, such as `Loki`. */
  readonly name: string;
  readonly namespace: string;
  readonly rings: readonly RingDescription[];
  /** @default - none: members do not use memberlist */
  readonly gossip?: Gossip | undefined;
}
