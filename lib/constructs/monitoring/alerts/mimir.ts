import { type AlertDefinition, INSTALLATION, increased, type Series } from './alert';
import { rulerAlerts, type SystemMetrics } from './common';
import { systemRules } from './system-rules';

const MIMIR: SystemMetrics = {
  name: 'Mimir',
  prefix: 'cortex',
  shared: 'cortex',
  marker: 'cortex_build_info',
  ringMembers: { metric: 'cortex_ring_members' },
  latencySeconds: 5,
  discarded: { what: 'samples', metric: 'cortex_discarded_samples_total', tenant: 'user' },
};

/** Failures of several kinds, each counted by a metric of its own. */
const anyIncrease = (series: Series, metrics: readonly string[]): string =>
  metrics.map((metric) => `sum by (${INSTALLATION}, pod) ${increased(series(metric), '15m')}`).join(' or ');

const ALERTS: readonly AlertDefinition[] = [
  {
    name: 'IngesterUploadFailures',
    severity: 'critical',
    for: '30m',
    expr: (series) =>
      `sum by (${INSTALLATION}, pod) (increase(${series('cortex_ingester_shipper_upload_failures_total')}[15m])) > 0`,
    summary: 'ingester {{ $labels.pod }} cannot upload blocks to the object storage',
    runbook:
      'Blocks stay on the volume of the ingester until it is full, and queries of older times miss them once ingesters drop them (blocks_storage.tsdb.retention_period). Look at the logs of the ingester, and at credentials, bucket and rate limits of the storage.',
  },
  {
    name: 'IngesterWalFailures',
    severity: 'critical',
    for: '0s',
    expr: (series) =>
      anyIncrease(series, [
        'cortex_ingester_tsdb_wal_corruptions_total',
        'cortex_ingester_tsdb_wal_writes_failed_total',
        'cortex_ingester_tsdb_wal_truncations_failed_total',
      ]),
    summary: 'ingester {{ $labels.pod }} fails to write or to read its write-ahead log',
    runbook:
      'Samples of the last two hours may be lost if the ingester restarts. Look at the logs of the ingester, whether its volume is full or read-only, and whether other ingesters fail too: then drain nothing until they are well.',
  },
  {
    name: 'IngesterTsdbFailures',
    severity: 'critical',
    for: '0s',
    expr: (series) =>
      anyIncrease(series, [
        'cortex_ingester_tsdb_compactions_failed_total',
        'cortex_ingester_tsdb_head_truncations_failed_total',
        'cortex_ingester_tsdb_checkpoint_creations_failed_total',
      ]),
    summary: 'ingester {{ $labels.pod }} fails to make blocks of its series',
    runbook:
      'Series stay in memory and in the write-ahead log, which grow until the pod runs out of memory or disk. Look at the logs of the ingester for the tenant and the error; a full volume is the usual cause.',
  },
  {
    name: 'IngesterSeriesLimit',
    severity: 'warning',
    for: '1h',
    expr: (series) =>
      `sum by (${INSTALLATION}, pod) (${series('cortex_ingester_memory_series')}) / sum by (${INSTALLATION}, pod) (${series('cortex_ingester_instance_limits', 'limit="max_series"')} > 0) > 0.8`,
    summary: 'ingester {{ $labels.pod }} has {{ $value | humanizePercentage }} of the series that it may have',
    runbook:
      'At the limit (ingester.instance_limits.max_series) the ingester refuses new series of all tenants. Add ingesters, or find the tenant whose series grow and lower its limit.',
  },
  {
    name: 'CompactorNotRun',
    severity: 'critical',
    for: '3h',
    expr: (series) =>
      `time() - max by (${INSTALLATION}) (${series('cortex_compactor_last_successful_run_timestamp_seconds')}) > 24 * 3600`,
    summary: 'no compactor has finished a run for {{ $value | humanizeDuration }}',
    runbook:
      'Blocks add up: queries get slower, copies of samples are not merged, and retention deletes nothing. Look at the logs of the compactors for the tenant and the block at which they end, and at the size of their volumes.',
  },
  {
    name: 'BucketIndexNotUpdated',
    severity: 'critical',
    for: '15m',
    expr: (series) =>
      `time() - max by (${INSTALLATION}, user) (${series('cortex_bucket_index_last_successful_update_timestamp_seconds')}) > 3600`,
    summary: 'the bucket index of tenant {{ $labels.user }} is {{ $value | humanizeDuration }} old',
    runbook:
      'Queriers refuse queries of the tenant once its index is older than blocks_storage.bucket_store.bucket_index.max_stale_period (1 hour). Look at the logs of the compactors, which write it, and whether they may list the bucket.',
  },
  {
    name: 'StoreGatewayNotSynced',
    severity: 'critical',
    for: '15m',
    expr: (series) =>
      `time() - max by (${INSTALLATION}, pod) (${series('cortex_bucket_stores_blocks_last_successful_sync_timestamp_seconds', 'component="store-gateway"')} > 0) > 3600`,
    summary: 'store-gateway {{ $labels.pod }} has not synced its blocks for {{ $value | humanizeDuration }}',
    runbook:
      'The store-gateway does not know new blocks, and queries of them fail. Look at its logs, at the bucket index of the tenants, and whether the object storage is reached.',
  },
  {
    name: 'ObjectStorageErrors',
    severity: 'critical',
    for: '15m',
    expr: (series) => {
      const rate = (metric: string) => `sum by (${INSTALLATION}, component, operation) (rate(${series(metric)}[5m]))`;
      return `${rate('thanos_objstore_bucket_operation_failures_total')} / ${rate('thanos_objstore_bucket_operations_total')} > 0.05`;
    },
    summary:
      '{{ $value | humanizePercentage }} of the operations {{ $labels.operation }} of {{ $labels.component }} on the object storage fail',
    runbook:
      'Blocks are not uploaded or not read. Look at the logs of the component for the answer of the storage: denied access means credentials or a policy of the bucket, slow down means its rate limit.',
  },
  {
    name: 'QueriesQueued',
    severity: 'warning',
    for: '10m',
    expr: (series) =>
      `sum by (${INSTALLATION}) (min_over_time(${series('cortex_query_scheduler_queue_length')}[5m])) > 0`,
    summary: '{{ $value }} queries wait in the queues of the query-schedulers',
    runbook:
      'There are too few queriers for what is asked, or queriers do not reach the query-schedulers. Look whether queriers run and are connected (cortex_query_scheduler_connected_querier_clients), then add some, or find the tenant that asks too much.',
  },
  {
    name: 'AlertmanagerConfigInvalid',
    severity: 'critical',
    for: '15m',
    expr: (series) =>
      `max by (${INSTALLATION}, user) (${series('cortex_alertmanager_config_last_reload_successful')} == 0)`,
    summary: 'the Alertmanager configuration of tenant {{ $labels.user }} is not valid',
    runbook:
      'The tenant keeps its last good configuration, or notifies nobody if there was none. Look at the logs of the alertmanager for the error, and correct the configuration with mimirtool.',
  },
  ...rulerAlerts(MIMIR),
];

/** The alerts and recording rules about Mimir. */
export const MIMIR_RULES = systemRules(MIMIR, ALERTS);
