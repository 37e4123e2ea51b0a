import type { GoDuration } from '../config/types';
import type { Endpoint } from '../endpoint';
import { Mistakes } from '../errors';

/** Where the members of a ring keep what they know of each other. */
export type RingStore =
  | {
      /** They tell each other, over the gossip Service. */
      readonly type: 'memberlist';
      /**
       * Members to join besides those behind the gossip Service, as `host`, `host:port` or `dns+host:port`.
       * @default - none
       */
      readonly joinMembers?: readonly string[];
      /**
       * Name that all members carry and no others (`memberlist.cluster_label`): it keeps two systems apart that can
       * reach each other.
       * @default - none
       */
      readonly clusterLabel?: string;
      /** Whether a member stops that can join nobody (`memberlist.abort_if_cluster_join_fails`). @default false */
      readonly abortIfJoinFails?: boolean;
    }
  | { readonly type: 'consul'; readonly consul: Endpoint }
  | { readonly type: 'etcd'; readonly etcd: readonly Endpoint[] }
  | {
      /** Nobody else knows: for a single process. */
      readonly type: 'inmemory';
    };

export interface RingProps {
  /** On how many members each write lands (`replication_factor`). @default 3 */
  readonly replicationFactor?: number;
  /** @default - memberlist, over the gossip Service alone */
  readonly store?: RingStore;
  /** How often a member that holds data says that it lives (`heartbeat_period`). @default - that of the system */
  readonly heartbeatPeriod?: GoDuration;
  /** After how long without it such a member counts as dead (`heartbeat_timeout`). @default - that of the system */
  readonly heartbeatTimeout?: GoDuration;
}

/** The `kvstore` block, the same in every system. */
export interface KvStore {
  readonly store: RingStore['type'];
  readonly consul?: { readonly host: string };
  readonly etcd?: { readonly endpoints: readonly string[] };
}

/** The `memberlist` block, the same in every system. */
export interface MemberlistConfig {
  readonly join_members: readonly string[];
  readonly cluster_label?: string;
  readonly abort_if_cluster_join_fails?: boolean;
}

/** The hash ring of a system: how many copies there are of what, and how members find each other. */
export class Ring {
  readonly replicationFactor: number;
  readonly store: RingStore;
  readonly heartbeatPeriod: GoDuration | undefined;
  readonly heartbeatTimeout: GoDuration | undefined;

  /** @throws UserError if a number or a name cannot be */
  constructor({
    replicationFactor = 3,
    store = { type: 'memberlist' },
    heartbeatPeriod,
    heartbeatTimeout,
  }: RingProps = {}) {
    const mistakes = new Mistakes('ring');
    if (!Number.isSafeInteger(replicationFactor) || replicationFactor < 1) {
      mistakes.add('replicationFactor', `found ${replicationFactor}, allowed is a whole number from 1 on`);
    }
    if (store.type === 'memberlist' && store.clusterLabel === '') {
      mistakes.add('store.clusterLabel', 'found "", which is no label: remove it, or name the cluster');
    }
    if (store.type === 'etcd' && store.etcd.length === 0) {
      mistakes.add('store.etcd', 'found no endpoint: name at least one');
    }
    mistakes.throwIfAny();
    this.replicationFactor = replicationFactor;
    this.store = store;
    this.heartbeatPeriod = heartbeatPeriod;
    this.heartbeatTimeout = heartbeatTimeout;
  }

  /** Whether the members need a gossip Service. */
  get gossips(): boolean {
    return this.store.type === 'memberlist';
  }

  /** The `kvstore` block of each ring. */
  kvstore(): KvStore {
    const { store } = this;
    if (store.type === 'consul') return { store: 'consul', consul: { host: store.consul.address } };
    if (store.type === 'etcd') return { store: 'etcd', etcd: { endpoints: store.etcd.map(({ address }) => address) } };
    return { store: store.type };
  }

  /**
   * The `memberlist` block, or nothing if the members do not gossip.
   * @param gossip address of the gossip Service, in the form that the system takes
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
