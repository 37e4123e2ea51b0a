import type { TempoConfig } from '../../imports/tempo-config';
import { remoteWriteConfig } from '../../lib/api/remote-write';
import type { Endpoint } from '../../lib/endpoint';
import type { ConfigLayout } from '../../lib/microservice/config-files';
import { logging } from '../../lib/microservice/props';
import type { System } from '../../lib/system';
import { writesForNamedTenants } from './generator';
import type { TempoInstallation } from './installation';
import type { MetricsGeneratorProps } from './props';
import { receiversConfig } from './receivers';
import { type TraceStorage, traceStorage } from './storage';

/** The folder in which roles keep data. */
export const DATA_FOLDER = '/var/tempo';

const RUNTIME = { folder: '/runtime-config', file: 'overrides.yaml' };

/** Where Tempo's files are. */
export const layoutOf = (system: System): ConfigLayout => ({
  name: system.objectName('config'),
  folder: '/conf',
  file: 'tempo.yaml',
  namesFile: true,
  runtime: { name: system.objectName('runtime'), ...RUNTIME, namesFile: true },
});

/** Tempo's configuration before the user adds to it. */
export function baseConfig(installation: TempoInstallation, memcachedHost: string | undefined): TempoConfig {
  const { ring, ports, props, receivers } = installation;
  const kvstore = ring.kvstore();
  const generator = props.metricsGenerator || undefined;
  return {
    multitenancy_enabled: props.multiTenancy ?? false,
    usage_report: { reporting_enabled: true },
    server: {
      http_listen_port: ports.http,
      http_server_read_timeout: '30s',
      http_server_write_timeout: '30s',
      grpc_server_max_recv_msg_size: 4194304,
      grpc_server_max_send_msg_size: 4194304,
      log_format: 'logfmt',
      log_level: 'info',
      ...logging(props),
    },
    memberlist: memberlist(installation),
    distributor: { receivers: receiversConfig(receivers), ring: { kvstore } },
    ingester: {
      lifecycler: {
        tokens_file_path: `${DATA_FOLDER}/tokens.json`,
        heartbeat_period: ring.heartbeatPeriod,
        ring: {
          kvstore,
          replication_factor: ring.replicationFactor,
          heartbeat_timeout: ring.heartbeatTimeout,
        },
      },
    },
    compactor: {
      ring: { kvstore },
      compaction: {
        block_retention: '48h',
        compacted_block_retention: '1h',
        compaction_cycle: '30s',
        compaction_window: '1h',
        max_block_bytes: 107374182400,
        max_compaction_objects: 6000000,
        max_time_per_tenant: '5m',
        retention_concurrency: 10,
        v2_in_buffer_bytes: 5242880,
        v2_out_buffer_bytes: 20971520,
        v2_prefetch_traces_count: 1000,
      },
    },
    querier: {
      frontend_worker: {
        frontend_address: `${installation.endpoint('query-frontend', 'discovery').service}:${ports.grpc}`,
      },
      max_concurrent_queries: 20,
      search: {
        external_hedge_requests_at: '8s',
        external_hedge_requests_up_to: 2,
        prefer_self: 10,
        query_timeout: '30s',
      },
      trace_by_id: { query_timeout: '10s' },
    },
    query_frontend: {
      max_outstanding_per_tenant: 2000,
      max_retries: 2,
      search: { concurrent_jobs: 1000, target_bytes_per_job: 104857600 },
      trace_by_id: { hedge_requests_at: '2s', hedge_requests_up_to: 2, query_shards: 50 },
    },
    overrides: {
      per_tenant_override_config: `${RUNTIME.folder}/${RUNTIME.file}`,
      ...(generator && { defaults: { metrics_generator: { processors: processorsOf(generator) } } }),
    },
    ...(generator && { metrics_generator: metricsGenerator(installation, generator) }),
    storage: {
      trace: {
        ...traceStorage(installation.storage),
        blocklist_poll: '5m',
        pool: { max_workers: 400, queue_depth: 20000 },
        wal: { path: `${DATA_FOLDER}/wal` },
        ...cache(memcachedHost, props.redis),
      },
    },
  };
}

/** The memcached of the installation, or else a Redis, or no cache. */
function cache(memcachedHost: string | undefined, redis: Endpoint | undefined): TraceStorage {
  if (memcachedHost !== undefined) {
    return {
      cache: 'memcached',
      memcached: { host: memcachedHost, service: 'memcached-client', consistent_hash: true, timeout: '500ms' },
    };
  }
  return redis ? { cache: 'redis', redis: { endpoint: redis.address } } : {};
}

const processorsOf = ({ processors = ['service-graphs', 'span-metrics'] }: MetricsGeneratorProps): string[] => [
  ...processors,
];

function memberlist({ ring, gossipHost, ports }: TempoInstallation): TempoConfig['memberlist'] {
  const config = ring.memberlist(`dns+${gossipHost}:${ports.gossip}`);
  return (
    config && {
      abort_if_cluster_join_fails: false,
      bind_port: ports.gossip,
      gossip_interval: '1s',
      gossip_nodes: 2,
      gossip_to_dead_nodes_time: '30s',
      leave_timeout: '5s',
      left_ingesters_timeout: '5m',
      max_join_backoff: '1m',
      max_join_retries: 10,
      min_join_backoff: '1s',
      node_name: '',
      packet_dial_timeout: '5s',
      packet_write_timeout: '5s',
      pull_push_interval: '30s',
      randomize_node_name: true,
      rejoin_interval: '0s',
      retransmit_factor: 2,
      stream_timeout: '10s',
      ...config,
    }
  );
}

/** Buckets of latencies, in seconds, each twice the one before. */
const SERVICE_GRAPH_BUCKETS = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8];
const SPAN_BUCKETS = [0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.512, 1.02, 2.05, 4.1];

const metricsGenerator = (
  { ring, props }: TempoInstallation,
  generator: MetricsGeneratorProps,
): TempoConfig['metrics_generator'] => ({
  ring: { kvstore: ring.kvstore() },
  metrics_ingestion_time_range_slack: '30s',
  processor: {
    service_graphs: { histogram_buckets: SERVICE_GRAPH_BUCKETS, max_items: 10000, wait: '10s', workers: 10 },
    span_metrics: { histogram_buckets: SPAN_BUCKETS },
  },
  registry: { collection_interval: '15s', external_labels: {}, stale_duration: '15m' },
  storage: {
    path: `${DATA_FOLDER}/wal`,
    remote_write: generator.remoteWrite.map((write) => remoteWriteConfig(write, true)),
    // Tempo puts the tenant of the traces in the place of one that is named.
    ...(writesForNamedTenants(props, generator) && { remote_write_add_org_id_header: false }),
    remote_write_flush_deadline: '1m',
  },
  traces_storage: { path: `${DATA_FOLDER}/traces` },
});
