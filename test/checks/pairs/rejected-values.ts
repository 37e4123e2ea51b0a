import type { LokiProps } from '../../../charts/loki';
import type { MimirProps } from '../../../charts/mimir';
import type { TempoProps } from '../../../charts/tempo';
import type { Change } from '../sound';
import type { Pair } from './pair';

const loki = (config: NonNullable<LokiProps['config']>): Change => ({ loki: { config } });
const mimir = (config: NonNullable<MimirProps['config']>): Change => ({ mimir: { config } });
const tempo = (config: NonNullable<TempoProps['config']>): Change => ({ tempo: { config } });
const GENERATOR = { remoteWrite: [{ url: 'http://prometheus.web.svc.cluster.local:9090/api/v1/write' }] } as const;

const rejected = (what: string, broken: Change, mended: Change, sentence: RegExp): Pair => ({
  id: 'config/rejected-value',
  what,
  broken,
  mended,
  sentence,
});

/** Values of the right type that a program rejects, in its own words; those of Loki as `loki -verify-config` says them. */
const REJECTED: readonly Pair[] = [
  rejected(
    'an encoding of chunks that Loki does not have',
    loki({ ingester: { chunk_encoding: 'brotli' } }),
    loki({ ingester: { chunk_encoding: 'ZSTD' } }),
    /^config\.ingester\.chunk_encoding: found "brotli", and Loki ends with "invalid encoding": set one of .*lz4-1M/,
  ),
  rejected(
    'no time between checkpoints',
    loki({ ingester: { wal: { checkpoint_duration: '0s' } } }),
    loki({ ingester: { wal: { checkpoint_duration: '0s', enabled: false } } }),
    /^config\.ingester\.wal\.checkpoint_duration: found "0s"/,
  ),
  rejected(
    'shards of an index that are no power of two',
    loki({ ingester: { index_shards: 33 } }),
    loki({ ingester: { index_shards: 64 } }),
    /^config\.ingester\.index_shards: found 33, .*set a power of two/,
  ),
  rejected(
    'queries of nobody',
    loki({ querier: { query_store_only: true, query_ingester_only: true } }),
    loki({ querier: { query_store_only: true } }),
    /^config\.querier\.query_store_only: found true beside query_ingester_only/,
  ),
  rejected(
    'a split at its former place',
    loki({ query_range: { split_queries_by_interval: '30m' } }),
    loki({ limits_config: { split_queries_by_interval: '30m' } }),
    /^config\.query_range\.split_queries_by_interval: found "30m", .*limits_config section/,
  ),
  rejected(
    'a mode of deletion of one tenant',
    { loki: { runtimeConfig: { overrides: { a: { deletion_mode: 'delete' } } } } },
    { loki: { runtimeConfig: { overrides: { a: { deletion_mode: 'filter-only' } } } } },
    /^runtimeConfig\.overrides\.a\.deletion_mode: found "delete"/,
  ),
  rejected(
    'a compactor that never waits',
    loki({ compactor: { compaction_interval: '0s' } }),
    loki({ compactor: { compaction_interval: '5m' } }),
    /^config\.compactor\.compaction_interval: found "0s", .*set more than 0/,
  ),
  rejected(
    'a prefix of the index that begins with "/"',
    loki({ storage_config: { tsdb_shipper: { shared_store_key_prefix: '/index/' } } }),
    loki({ storage_config: { tsdb_shipper: { shared_store_key_prefix: 'index/' } } }),
    /shared_store_key_prefix: found "\/index\/"/,
  ),
  rejected(
    'a compression that gRPC does not have',
    mimir({ ingester_client: { grpc_client_config: { grpc_compression: 'zstd' } } }),
    mimir({ ingester_client: { grpc_client_config: { grpc_compression: 'snappy' } } }),
    /grpc_compression: found "zstd", .*set one of gzip, snappy/,
  ),
  rejected(
    'a member without tokens',
    mimir({ ingester: { ring: { num_tokens: 0 } } }),
    mimir({ ingester: { ring: { num_tokens: 64 } } }),
    /^config\.ingester\.ring\.num_tokens: found 0/,
  ),
  rejected(
    'a stripe size that is no power of two',
    mimir({ blocks_storage: { tsdb: { stripe_size: 1000 } } }),
    mimir({ blocks_storage: { tsdb: { stripe_size: 1024 } } }),
    /stripe_size: found 1000, and Mimir ends with "invalid TSDB stripe size": set a power of two/,
  ),
  rejected(
    'ranges of blocks that do not divide each other',
    mimir({ compactor: { block_ranges: ['2h0m0s', '13h0m0s'] } }),
    mimir({ compactor: { block_ranges: ['2h0m0s', '12h0m0s'] } }),
    /^config\.compactor\.block_ranges\[1\]: found "13h0m0s" after "2h0m0s"/,
  ),
  rejected(
    'a prefix of blocks with a slash',
    mimir({ blocks_storage: { storage_prefix: 'a/b' } }),
    mimir({ blocks_storage: { storage_prefix: 'blocks' } }),
    /storage_prefix: found "a\/b"/,
  ),
  rejected(
    'a limit of schedulers that are found by DNS',
    mimir({ query_scheduler: { max_used_instances: 2 } }),
    mimir({ query_scheduler: { max_used_instances: 0 } }),
    /^config\.query_scheduler\.max_used_instances: found 2/,
  ),
  rejected(
    'a bloom filter without errors',
    tempo({ storage: { trace: { block: { bloom_filter_false_positive: 0 } } } }),
    tempo({ storage: { trace: { block: { bloom_filter_false_positive: 0.05 } } } }),
    /bloom_filter_false_positive: found 0, and Tempo ends with "invalid bloom filter fp rate"/,
  ),
  rejected(
    'one shard of queries',
    tempo({ query_frontend: { trace_by_id: { query_shards: 1 } } }),
    tempo({ query_frontend: { trace_by_id: { query_shards: 2 } } }),
    /query_shards: found 1, .*set a number of at least 2/,
  ),
  rejected(
    'a forwarder without a certificate',
    tempo({
      distributor: {
        forwarders: [{ name: 'a', backend: 'otlpgrpc', otlpgrpc: { endpoints: ['otel.example.com:4317'] } }],
      },
    }),
    tempo({
      distributor: {
        forwarders: [
          {
            name: 'a',
            backend: 'otlpgrpc',
            otlpgrpc: { endpoints: ['otel.example.com:4317'], tls: { insecure: true } },
          },
        ],
      },
    }),
    /^config\.distributor\.forwarders\[0\]\.otlpgrpc\.tls\.cert_file: found none/,
  ),
  rejected(
    'a forwarder of a tenant that there is not',
    { tempo: { overrides: { a: { forwarders: ['otel'] } } } },
    { tempo: {} },
    /^runtimeConfig\.overrides\.a\.forwarders: found "otel"/,
  ),
  rejected(
    'a policy that selects no spans',
    { tempo: { metricsGenerator: GENERATOR, config: policies([{}]) } },
    {
      tempo: {
        metricsGenerator: GENERATOR,
        config: policies([{ include: { match_type: 'regex', attributes: [{ key: 'kind', value: '.*' }] } }]),
      },
    },
    /filter_policies\[0\]: found neither include nor exclude/,
  ),
];

type Policies = NonNullable<
  NonNullable<NonNullable<NonNullable<TempoProps['config']>['metrics_generator']>['processor']>['span_metrics']
>['filter_policies'];

function policies(filter_policies: Policies): NonNullable<TempoProps['config']> {
  return { metrics_generator: { processor: { span_metrics: { filter_policies } } } };
}

export const REJECTED_VALUE_PAIRS: readonly Pair[] = [
  ...REJECTED,
  {
    id: 'config/query-queue',
    what: 'queriers of Loki that know no queue',
    broken: loki({ frontend_worker: { frontend_address: '' } }),
    sentence: /^config\.frontend_worker\.frontend_address: found none/,
  },
  {
    id: 'config/query-queue',
    what: 'queriers of Tempo that know no queue',
    broken: tempo({ querier: { frontend_worker: { frontend_address: '' } } }),
    sentence: /^config\.querier\.frontend_worker\.frontend_address: found none/,
  },
  {
    id: 'config/query-window',
    what: 'searches of Tempo with a gap',
    broken: tempo({ query_frontend: { search: { query_backend_after: '1h', query_ingesters_until: '30m' } } }),
    mended: tempo({ query_frontend: { search: { query_backend_after: '15m', query_ingesters_until: '15m' } } }),
    sentence: /^config\.query_frontend\.search\.query_backend_after: found "1h"/,
  },
  {
    id: 'config/query-window',
    what: 'series of idle tenants that are deleted while queries ask for them',
    severity: 'warning',
    broken: mimir({ blocks_storage: { tsdb: { close_idle_tsdb_timeout: '5m' } } }),
    mended: mimir({ blocks_storage: { tsdb: { close_idle_tsdb_timeout: '0s' } } }),
    sentence: /close_idle_tsdb_timeout: found "5m", but queries ask ingesters for the last "13h"/,
  },
  {
    id: 'config/cache',
    what: 'a cache of Mimir without servers',
    broken: mimir({ blocks_storage: { bucket_store: { chunks_cache: { backend: 'memcached' } } } }),
    mended: mimir({
      blocks_storage: {
        bucket_store: { chunks_cache: { backend: 'memcached', memcached: { addresses: 'cache.example.com:11211' } } },
      },
    }),
    sentence: /chunks_cache\.memcached\.addresses: found none/,
  },
  {
    id: 'config/cache',
    what: 'results that are cached nowhere',
    broken: mimir({ frontend: { cache_results: true } }),
    mended: mimir({
      frontend: {
        cache_results: true,
        results_cache: { backend: 'redis', redis: { endpoint: 'redis.example.com:6379' } },
      },
    }),
    sentence: /^config\.frontend\.results_cache\.backend: found none/,
  },
  {
    id: 'config/ha-tracker',
    what: 'a replica that is given up before it is due',
    broken: mimir({ distributor: { ha_tracker: { ...TRACKER(), ha_tracker_failover_timeout: '10s' } } }),
    mended: mimir({ distributor: { ha_tracker: TRACKER() } }),
    sentence: /ha_tracker_failover_timeout: found "10s", .*set at least 21s/,
  },
  {
    id: 'config/file',
    what: 'a runtime configuration where nothing is mounted',
    broken: loki({ runtime_config: { file: '/nowhere/runtime.yaml' } }),
    sentence: /^config\.runtime_config\.file: found "\/nowhere\/runtime\.yaml"/,
  },
  {
    id: 'config/file',
    what: 'a configuration where nothing is mounted',
    broken: { loki: { querier: { extraArgs: ['-config.file=/other.yaml'] } } },
    sentence: /^args: found -config\.file=\/other\.yaml/,
  },
  {
    id: 'config/kvstore',
    what: 'Consul on the pod itself, where none runs',
    broken: loki({ ingester: { lifecycler: { ring: { kvstore: { store: 'consul' } } } } }),
    sentence: /consul\.host: found none, which is "localhost:8500"/,
  },
  {
    id: 'ring/gossip-service',
    what: 'members that join nobody',
    broken: loki({ memberlist: { join_members: [] } }),
    sentence: /^config\.memberlist\.join_members: found none/,
  },
  {
    id: 'ring/gossip-service',
    what: 'members that join a Service that there is not',
    broken: tempo({ memberlist: { join_members: ['tempo-gossip-rng'] } }),
    sentence: /^config\.memberlist\.join_members\[0\]: found "tempo-gossip-rng", .*did you mean "tempo-gossip-ring"/,
  },
  {
    id: 'config/port-conflict',
    what: 'a receiver of Tempo at the port of HTTP',
    broken: tempo({ distributor: { receivers: { zipkin: { endpoint: '0.0.0.0:3100' } } } }),
    mended: tempo({ distributor: { receivers: { zipkin: { endpoint: '0.0.0.0:9411' } } } }),
    sentence: /^config\.distributor\.receivers\.zipkin\.endpoint: found 3100, which is server\.http_listen_port/,
  },
  {
    id: 'config/no-receiver',
    what: 'a receiver that Tempo does not have',
    broken: tempo({ distributor: { receivers: { zipkn: { endpoint: '0.0.0.0:9411' } } } }),
    sentence: /^config\.distributor\.receivers\.zipkn: .*did you mean "zipkin"/,
  },
  {
    id: 'config/no-remote-write',
    what: 'a generator that writes to no URL',
    broken: {
      tempo: {
        metricsGenerator: GENERATOR,
        config: { metrics_generator: { storage: { remote_write: [{ url: 'mimir/api/v1/push' }] } } },
      },
    },
    sentence: /remote_write\[0\]\.url: found "mimir\/api\/v1\/push"/,
  },
  {
    id: 'config/no-remote-write',
    what: 'a ruler that sends results to nobody',
    severity: 'error',
    broken: loki({ ruler: { remote_write: { enabled: true } } }),
    mended: loki({ ruler: { remote_write: { enabled: false } } }),
    sentence: /^config\.ruler\.remote_write\.clients: found none/,
  },
  {
    id: 'config/zero-limit',
    what: 'queries without time',
    broken: loki({ limits_config: { query_timeout: '0s' } }),
    sentence: /^config\.limits_config\.query_timeout: found "0s"/,
  },
  {
    id: 'config/zero-limit',
    what: 'lines that are too old at once',
    broken: loki({ limits_config: { reject_old_samples_max_age: '0s' } }),
    mended: loki({ limits_config: { reject_old_samples: false, reject_old_samples_max_age: '0s' } }),
    sentence: /^config\.limits_config\.reject_old_samples_max_age: found "0s"/,
  },
  {
    id: 'config/block-version',
    what: 'a format of the write-ahead log that Tempo does not have',
    broken: tempo({ storage: { trace: { wal: { version: 'vX' } } } }),
    mended: tempo({ storage: { trace: { wal: { version: '' } } } }),
    sentence: /^config\.storage\.trace\.wal\.version: found "vX"/,
  },
  {
    id: 'config/schema-period',
    what: 'an index that Loki does not have',
    broken: loki({
      schema_config: {
        configs: [
          {
            from: '2024-01-01',
            store: 'tsbd',
            object_store: 'gcs',
            schema: 'v12',
            index: { prefix: 'i_', period: '24h' },
          },
        ],
      },
    }),
    sentence: /configs\[0\]\.store: found "tsbd", .*did you mean "tsdb"/,
  },
  {
    id: 'config/bucket',
    what: 'local rules of Mimir without a folder',
    broken: mimir({ ruler_storage: { backend: 'local' } }),
    sentence: /^config\.ruler_storage\.local\.directory: found none/,
  },
  {
    id: 'link/cluster-domain',
    what: 'two cluster domains',
    broken: { mimir: { clusterDomain: 'corp.local' } },
    mended: { mimir: { clusterDomain: 'cluster.local' } },
    sentence: /cluster domain "cluster\.local", .*"corp\.local", but a cluster has one domain/,
  },
];

function TRACKER() {
  return {
    enable_ha_tracker: true,
    kvstore: { store: 'consul', consul: { host: 'consul.example.com:8500' } },
  } as const;
}
