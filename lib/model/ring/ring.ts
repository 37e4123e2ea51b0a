import type { Endpoint } from '../../values/endpoint';
import { Mistakes } from '../../values/errors';
import type { GoDuration } from '../config/types';

/** Prefix in a store that several systems use. */
interface KeyPrefix {
  /**
   * Put before the prefix of each ring (`kvstore.prefix`), such as `loki/` for `loki/collectors/`. Systems that share a
   * store need different ones: with the same prefix their rings merge.
   * @default - none
   */
  readonly prefix?: string;
}

/** Key-value store of a ring (`kvstore`): where members register. */
export type RingStore =
  | {
      /** Members tell each other, over the gossip Service. */
      readonly type: 'memberlist';
      /**
       * Members to join besides those behind the gossip Service, as `host`, `host:port` or `dns+host:port`.
       * @default - none
       */
      readonly joinMembers?: readonly string[];
      /**
       * Label that separates the members of this ring from those of other systems that can reach the same network
       * (`memberlist.cluster_label`).
       * @default - none
       */
      readonly clusterLabel?: string;
      /** Whether a member exits if it cannot join any other (`memberlist.abort_if_cluster_join_fails`). @default false */
      readonly abortIfJoinFails?: boolean;
    }
  | ({ readonly type: 'consul'; readonly consul: Endpoint } & KeyPrefix)
  | ({ readonly type: 'etcd'; readonly etcd: readonly Endpoint[] } & KeyPrefix)
  | {
      /** Not shared with other processes: for a single process only. */
      readonly type: 'inmemory';
    };

export interface RingProps {
  /** Number of members that keep each key (`replication_factor`). @default 3 */
  readonly replicationFactor?: number;
  /** @default - memberlist, over the gossip Service alone */
  readonly store?: RingStore;
  /** Time between two heartbeats of an ingester (`heartbeat_period`). @default - that of the system */
  readonly heartbeatPeriod?: GoDuration;
  /** Time without a heartbeat after which an ingester counts as unhealthy (`heartbeat_timeout`). @default - that of the system */
  readonly heartbeatTimeout?: GoDuration;
}

/** The `kvstore` block, the same in every system. */
export interface KvStore {
  readonly store: RingStore['type'];
  readonly prefix?: string;
  readonly consul?: { readonly host: string };
  readonly etcd?: { readonly endpoints: readonly string[] };
}

/** The `memberlist` block, the same in every system. */
export interface MemberlistConfig {
  readonly join_members: readonly string[];
  readonly cluster_label?: string;
  readonly abort_if_cluster_join_fails?: boolean;
}

/** The hash ring of a system: its replication factor, and how members find each other. */
export class Ring {
  readonly replicationFactor: number;
  readonly store: RingStore;
  readonly heartbeatPeriod: GoDuration | undefined;
  readonly heartbeatTimeout: GoDuration | undefined;

  /** @throws UserError if a number or a name is invalid */
  constructor({
    replicationFactor = 3,
    store = { type: 'memberlist' },
    heartbeatPeriod,
    heartbeatTimeout,
  }: RingProps = {}) {
    const mistakes = new Mistakes('ring');
    if (!Number.isSafeInteger(replicationFactor) || replicationFactor < 1) {
      mistakes.add('replicationFactor', `found ${replicationFactor}, allowed is a whole number of at least 1`);
    }
    if (store.type === 'memberlist' && store.clusterLabel === '') {
      mistakes.add('store.clusterLabel', 'found "", which is not a valid label: remove it, or set a name');
    }
    if (store.type === 'etcd' && store.etcd.length === 0) {
      mistakes.add('store.etcd', 'found no endpoint: set at least one');
    }
    mistakes.throwIfAny();
    this.replicationFactor = replicationFactor;
    this.store = store;
    this.heartbeatPeriod = heartbeatPeriod;
    this.heartbeatTimeout = heartbeatTimeout;
  }

  /** Whether members use memberlist, and so need a gossip Service. */
  get gossips(): boolean {
    return this.store.type === 'memberlist';
  }

  /**
   * The `kvstore` block of each ring.
   * @param own default prefix of the ring, which keeps rings of one system apart
   */
  kvstore(own = 'collectors/'): KvStore {
    const { store } = this;
    if (store.type !== 'consul' && store.type !== 'etcd') return { store: store.type };
    const prefix = store.prefix === undefined ? {} : { prefix: this.prefixOf(own) };
    return store.type === 'consul'
      ? { store: 'consul', ...prefix, consul: { host: store.consul.address } }
      : { store: 'etcd', ...prefix, etcd: { endpoints: store.etcd.map(({ address }) => address) } };
  }

  /**
   * The prefix of a ring in its store.
   * @param own default prefix of the ring
   */
  prefixOf(own: string): string {
    const { store } = this;
    return `${'prefix' in store ? (store.prefix ?? '') : ''}${own}`;
  }

  /**
   * The `memberlist` block; undefined if members do not use memberlist.
   * @param gossip address of the gossip Service, in the form that the system expects
   */
  memberlist(gossip: string): MemberlistConfig | undefined {
    const { store } = this;
    if (store.type !== 'memberlist') return undefined;
    return {
      join_members: [gossip, ...(store.joinMembers ?? [])],
      ...(store.clusterLabel !== undefined && { cluster_label: store.clusterLabel }),
      ...(store.abortIfJoinFails !== undefined && { abort_if_cluster_join_fails: store.abortIfJoinFails }),
    };
  }
}
