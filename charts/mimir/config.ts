import type { MimirConfig } from '../../imports/mimir-config';
import type { ConfigLayout } from '../../lib/microservice/config-files';
import { logging } from '../../lib/microservice/props';
import { ObjectStorage } from '../../lib/object-storage';
import type { System } from '../../lib/system';
import type { CacheClient, MimirCache } from './caches';
import type { MimirInstallation } from './installation';
import { storageBlock } from './storage';

/** The volume and the folder in which roles keep data. */
export const DATA_VOLUME = 'storage';
export const DATA_FOLDER = '/data';
/** Where a process notes what it is busy with, to tell after a crash. */
export const ACTIVITY_FOLDER = '/active-query-tracker';
/** Where rules and the configuration of alertmanagers are without a storage. Not below the data folder, which Mimir refuses. */
export const FILES_FOLDER = '/files';
export const FALLBACK_FOLDER = '/configs/';
export const FALLBACK_FILE = 'alertmanager_fallback_config.yaml';

const RUNTIME = { folder: '/var/mimir', file: 'runtime.yaml' };

/** Where Mimir's files are. */
export const layoutOf = (system: System): ConfigLayout => ({
  name: system.objectName('config'),
  folder: '/etc/mimir',
  file: 'mimir.yaml',
  namesFile: true,
  runtime: { name: system.objectName('runtime'), ...RUNTIME },
});

/** The caches that there are. */
type Caches = ReadonlyMap<MimirCache, CacheClient>;

/** The label of pods that stay behind while zones take over. */
export const DEFAULT_ZONE = 'zone-default';

/** Mimir's configuration before the user adds to it. It holds for both versions. */
export function baseConfig(installation: MimirInstallation, caches: Caches): MimirConfig {
  const { ring, props, ports, storage } = installation;
  const queryScheduler = installation.runs('query-scheduler')
    ? `${installation.inCluster('query-scheduler', 'headless')}:${ports.grpc}`
    : undefined;
  const kvstore = ring.gossips ? undefined : ring.kvstore();
  const zonedIngesters = installation.isZoned('ingester');
  const zonedGateways = installation.isZoned('store-gateway');
  return {
    multitenancy_enabled: props.multiTenancy,
    activity_tracker: { filepath: `${ACTIVITY_FOLDER}/activity.log` },
    server: {
      grpc_server_max_connection_age: '2m',
      grpc_server_max_connection_age_grace: '5m',
      grpc_server_max_connection_idle: '1m',
      ...logging(props),
      ...installation.version.traits.server,
    },
    memberlist: memberlist(installation),
    limits: { max_total_query_length: '12000h', max_query_parallelism: 240, max_cache_freshness: '10m' },
    distributor: kvstore && { ring: { kvstore } },
    ingester: {
      ring: {
        ...(kvstore && { kvstore }),
        replication_factor: installation.replicationFactor,
        heartbeat_period: ring.heartbeatPeriod,
        heartbeat_timeout: ring.heartbeatTimeout,
        final_sleep: '0s',
        num_tokens: 512,
        tokens_file_path: `${DATA_FOLDER}/tokens`,
        // A pod that is restarted comes back with its tokens, so the others need not take them over.
        unregister_on_shutdown: false,
        ...(zonedIngesters && { zone_awareness_enabled: true }),
        ...(installation.excludesDefaultZone && { excluded_zones: DEFAULT_ZONE }),
      },
    },
    ingester_client: {
      grpc_client_config: { max_recv_msg_size: 104857600, max_send_msg_size: 104857600 },
    },
    querier: { max_concurrent: 16 },
    frontend: {
      parallelize_shardable_queries: true,
      scheduler_address: queryScheduler,
      ...resultsCache(caches.get('results-cache')),
    },
    frontend_worker: {
      grpc_client_config: { max_send_msg_size: 419430400 },
      scheduler_address: queryScheduler,
      frontend_address: queryScheduler ? undefined : `${installation.inCluster('query-frontend')}:${ports.grpc}`,
    },
    query_scheduler: { max_outstanding_requests_per_tenant: 800, ...(kvstore && { ring: { kvstore } }) },
    store_gateway: {
      sharding_ring: {
        ...(kvstore && { kvstore }),
        heartbeat_period: ring.heartbeatPeriod,
        heartbeat_timeout: ring.heartbeatTimeout,
        wait_stability_min_duration: '1m',
        tokens_file_path: `${DATA_FOLDER}/tokens`,
        unregister_on_shutdown: false,
        // A ring of their own, so that those in zones and those without never mix.
        ...(zonedGateways && { kvstore: { ...kvstore, prefix: ZONED_PREFIX }, zone_awareness_enabled: true }),
      },
    },
    blocks_storage: {
      ...storageBlock(storage.blocks),
      tsdb: { dir: `${DATA_FOLDER}/tsdb`, head_compaction_interval: '15m', wal_replay_concurrency: 3 },
      bucket_store: { sync_dir: `${DATA_FOLDER}/tsdb-sync`, ...bucketCaches(caches) },
    },
    compactor: {
      data_dir: DATA_FOLDER,
      compaction_interval: '30m',
      deletion_delay: '2h',
      first_level_compaction_wait_period: '25m',
      max_closing_blocks_concurrency: 2,
      max_opening_blocks_concurrency: 4,
      symbols_flushers_concurrency: 4,
      sharding_ring: { ...(kvstore && { kvstore }), wait_stability_min_duration: '1m' },
    },
    runtime_config: { file: `${RUNTIME.folder}/${RUNTIME.file}` },
    usage_stats: { installation_mode: 'helm' },
    ...(installation.runs('ruler') && {
      ruler: {
        ...(kvstore && { ring: { kvstore } }),
        enable_api: true,
        rule_path: DATA_FOLDER,
        alertmanager_url: installation.runs('alertmanager') ? alertmanagerUrl(installation) : undefined,
      },
      ruler_storage: { ...storageBlock(storage.ruler ?? FILES), cache: clientOf(caches.get('metadata-cache')) },
    }),
    ...(installation.runs('alertmanager') && {
      alertmanager: {
        data_dir: DATA_FOLDER,
        enable_api: true,
        external_url: '/alertmanager',
        fallback_config_file: `${FALLBACK_FOLDER}${FALLBACK_FILE}`,
        ...((kvstore || installation.isZoned('alertmanager')) && {
          sharding_ring: {
            ...(kvstore && { kvstore }),
            ...(installation.isZoned('alertmanager') && { zone_awareness_enabled: true }),
          },
        }),
      },
      alertmanager_storage: storageBlock(storage.alertmanager ?? FILES),
    }),
  };
}

const FILES = ObjectStorage.filesystem({ directory: FILES_FOLDER });

/** The prefix of the keys of store-gateways in zones. */
export const ZONED_PREFIX = 'multi-zone/';

function memberlist({ ring, system, gossipHost, ports }: MimirInstallation): MimirConfig['memberlist'] {
  const config = ring.memberlist(`dns+${gossipHost}.${system.namespace}.svc.${system.clusterDomain}:${ports.gossip}`);
  return (
    config && {
      abort_if_cluster_join_fails: false,
      compression_enabled: false,
      ...config,
      ...(ports.gossip !== 7946 && { bind_port: ports.gossip }),
    }
  );
}

/** Every Alertmanager gets every alert: the ruler looks all of them up. */
function alertmanagerUrl({ system, scheme }: MimirInstallation): string {
  const host = `${system.objectName('alertmanager-headless')}.${system.namespace}.svc.${system.clusterDomain}`;
  return `dnssrvnoa+${scheme}://_http-metrics._tcp.${host}/alertmanager`;
}

/** What clients of a cache have besides its address. */
type ClientSettings = { readonly timeout?: '450ms' | '500ms'; readonly max_idle_connections?: number };

/** A client of a cache, if the cache runs. An item that it would not take is not sent. */
const clientOf = (cache: CacheClient | undefined, settings: ClientSettings = {}) =>
  cache &&
  ({
    backend: 'memcached',
    memcached: { addresses: cache.address, max_item_size: cache.maxItemBytes, ...settings },
  } as const);

/** Store-gateways ask for many items at once. */
const MANY: ClientSettings = { max_idle_connections: 150 };

function resultsCache(cache: CacheClient | undefined): MimirConfig['frontend'] {
  const results_cache = clientOf(cache, { timeout: '500ms' });
  return results_cache && { cache_results: true, query_sharding_target_series_per_shard: 2500, results_cache };
}

const bucketCaches = (caches: Caches): NonNullable<MimirConfig['blocks_storage']>['bucket_store'] => ({
  chunks_cache: clientOf(caches.get('chunks-cache'), { ...MANY, timeout: '450ms' }),
  index_cache: clientOf(caches.get('index-cache'), { ...MANY, timeout: '450ms' }),
  metadata_cache: clientOf(caches.get('metadata-cache'), MANY),
});
