import type { LokiConfig, LokiStorageConfig } from '../../imports/loki-config';
import { remoteWriteConfig } from '../../lib/api/remote-write';
import { mergeConfig } from '../../lib/config/merge';
import type { Endpoint } from '../../lib/endpoint';
import type { Memcached } from '../../lib/memcached/memcached';
import type { ConfigLayout } from '../../lib/microservice/config-files';
import { logging } from '../../lib/microservice/props';
import type { System } from '../../lib/system';
import type { LokiCache } from './caches';
import type { LokiInstallation } from './installation';
import type { LokiSettings } from './props';
import type { LokiRole } from './roles';
import { type IndexStore, type Period, schemaConfig } from './schema';
import { objectStore, storageBlock } from './storage';

/** The folder in which roles keep data. */
export const DATA_FOLDER = '/var/loki';
export const RULES_FOLDER = '/etc/loki/rules';

/** Where Loki's files are. */
export const layoutOf = (system: System): ConfigLayout => ({
  name: system.fullName,
  folder: '/etc/loki/config',
  file: 'config.yaml',
  runtime: { name: system.objectName('runtime'), ...RUNTIME },
});

const RUNTIME = { folder: '/var/loki-distributed-runtime', file: 'runtime.yaml' };

/** The caches that there are. */
export type LokiCaches = ReadonlyMap<LokiCache, Pick<Memcached, 'srvAddress'>>;

/** Loki's configuration before the user adds to it. What a role needs that does not run is left out. */
export function baseConfig(installation: LokiInstallation, caches: LokiCaches): LokiConfig {
  const { ports, ring, periods, system } = installation;
  const { redis } = installation.props;
  const runs = (role: LokiRole): boolean => installation.runs(role);
  const http = (role: LokiRole): string =>
    `${installation.scheme}://${installation.endpoint(role).addressFrom(system.namespace)}`;
  return {
    auth_enabled: installation.props.multiTenancy ?? false,
    server: {
      http_listen_port: ports.http,
      ...(ports.grpc !== 9095 && { grpc_listen_port: ports.grpc }),
      ...logging(installation.props),
    },
    common: runs('compactor') ? { compactor_address: http('compactor') } : undefined,
    memberlist: memberlist(installation),
    distributor: { ring: { kvstore: ring.kvstore() } },
    ingester: {
      chunk_block_size: 262144,
      chunk_encoding: 'snappy',
      chunk_idle_period: '30m',
      chunk_retain_period: '1m',
      max_transfer_retries: 0,
      wal: { dir: `${DATA_FOLDER}/wal` },
      lifecycler: {
        // A pod that is restarted comes back with its tokens, so that no stream moves.
        tokens_file_path: `${DATA_FOLDER}/tokens.json`,
        heartbeat_period: ring.heartbeatPeriod,
        ring: {
          kvstore: ring.kvstore(),
          replication_factor: ring.replicationFactor,
          heartbeat_timeout: ring.heartbeatTimeout,
        },
      },
    },
    ingester_client: { grpc_client_config: { grpc_compression: 'gzip' } },
    limits_config: {
      enforce_metric_name: false,
      max_cache_freshness_per_query: '10m',
      reject_old_samples: true,
      reject_old_samples_max_age: '168h',
      split_queries_by_interval: '15m',
    },
    frontend: {
      compress_responses: true,
      log_queries_longer_than: '5s',
      tail_proxy_url: http('querier'),
      ...(runs('query-scheduler') && { scheduler_address: installation.grpcAddress('query-scheduler') }),
    },
    frontend_worker: frontendWorker(installation),
    query_range: {
      align_queries_with_step: true,
      cache_results: true,
      max_retries: 5,
      results_cache: {
        cache: cacheConfig(caches.get('memcached-frontend'), redis) ?? {
          embedded_cache: { enabled: true, ttl: '24h' },
        },
      },
    },
    runtime_config: { file: `${RUNTIME.folder}/${RUNTIME.file}` },
    schema_config: schemaConfig(periods),
    storage_config: storageConfig(installation, caches),
    chunk_store_config: {
      chunk_cache_config: {
        embedded_cache: { enabled: false },
        ...cacheConfig(caches.get('memcached-chunks'), redis),
      },
      write_dedupe_cache_config: cacheConfig(caches.get('memcached-index-writes')),
    },
    // Without a working directory the compactor ends at once, and the root file system is read-only.
    ...(runs('compactor') && {
      compactor: {
        shared_store: sharedStore(periods),
        working_directory: `${DATA_FOLDER}/compactor`,
        compactor_ring: { kvstore: ring.kvstore() },
      },
    }),
    ...(runs('query-scheduler') && { query_scheduler: { scheduler_ring: { kvstore: ring.kvstore() } } }),
    ...(runs('index-gateway') && { index_gateway: { ring: { kvstore: ring.kvstore() } } }),
    ...(runs('ruler') && {
      ruler: {
        ring: { kvstore: ring.kvstore() },
        rule_path: '/tmp/loki/scratch',
        storage: { type: 'local', local: { directory: RULES_FOLDER } },
        // Where results of rules wait until they are written to Prometheus or Mimir (`ruler.remote_write`).
        wal: { dir: `${DATA_FOLDER}/ruler-wal` },
        ...rulerRemoteWrite(installation.props),
      },
    }),
    ...(runs('table-manager') && { table_manager: { retention_deletes_enabled: false, retention_period: '0s' } }),
  };
}

/** Where recording rules write to, and the log that they write from. */
function rulerRemoteWrite({ ruler }: LokiSettings): LokiConfig['ruler'] {
  const { remoteWrite = [] } = ruler || {};
  if (remoteWrite.length === 0) return {};
  return {
    wal: { dir: `${DATA_FOLDER}/ruler-wal` },
    remote_write: {
      enabled: true,
      clients: Object.fromEntries(
        // Loki has no exemplars.
        remoteWrite.map((write, index) => [write.name ?? `remote-write-${index}`, remoteWriteConfig(write, false)]),
      ),
    },
  };
}

/** The store of the newest period holds what is not written by periods: delete requests and compacted indexes. */
const sharedStore = (periods: readonly Period[]): string | undefined => {
  const newest = periods.at(-1);
  return newest && objectStore(newest.storage);
};

function memberlist({ ring, gossipHost, ports }: LokiInstallation): LokiConfig['memberlist'] {
  const config = ring.memberlist(gossipHost);
  return config && { ...config, ...(ports.gossip !== 7946 && { bind_port: ports.gossip }) };
}

/** Where queriers fetch queries: from the scheduler, or else from each frontend. */
function frontendWorker(installation: LokiInstallation): LokiConfig['frontend_worker'] {
  if (installation.runs('query-scheduler')) return { scheduler_address: installation.grpcAddress('query-scheduler') };
  if (installation.runs('query-frontend')) {
    return { frontend_address: installation.grpcAddress('query-frontend', 'headless') };
  }
  return undefined;
}

/** The keys that all caches of Loki have in common. */
interface CacheConfig {
  readonly memcached_client?: { readonly addresses: string; readonly consistent_hash: boolean };
  readonly redis?: { readonly endpoint: string };
}

/** A memcached, or else the Redis of the installation, or no cache. */
function cacheConfig(memcached: Pick<Memcached, 'srvAddress'> | undefined, redis?: Endpoint): CacheConfig | undefined {
  if (memcached) return { memcached_client: { addresses: memcached.srvAddress, consistent_hash: true } };
  return redis && { redis: { endpoint: redis.address } };
}

const SHIPPERS: Readonly<Record<IndexStore, (store: string, indexGateway?: string) => LokiStorageConfig>> = {
  tsdb: (shared_store, server_address) => ({
    tsdb_shipper: {
      active_index_directory: `${DATA_FOLDER}/tsdb-index`,
      cache_location: `${DATA_FOLDER}/tsdb-cache`,
      shared_store,
      ...(server_address && { index_gateway_client: { server_address } }),
    },
  }),
  'boltdb-shipper': (shared_store, server_address) => ({
    boltdb_shipper: {
      active_index_directory: `${DATA_FOLDER}/index`,
      cache_location: `${DATA_FOLDER}/cache`,
      cache_ttl: '168h',
      shared_store,
      ...(server_address && { index_gateway_client: { server_address } }),
    },
  }),
};

/** A block for each storage and each kind of index that a period uses. */
function storageConfig(installation: LokiInstallation, caches: LokiCaches): LokiStorageConfig {
  const indexGateway = installation.runs('index-gateway')
    ? `dns:///${installation.grpcAddress('index-gateway')}`
    : undefined;
  return mergeConfig<LokiStorageConfig>(
    { index_queries_cache_config: cacheConfig(caches.get('memcached-index-queries'), installation.props.redis) },
    ...installation.periods.flatMap(({ store, storage }) => [
      storageBlock(storage),
      SHIPPERS[store](objectStore(storage), indexGateway),
    ]),
  );
}
