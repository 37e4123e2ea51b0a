import { type AlertDefinition, INSTALLATION, increased } from './alert';
import { rulerAlerts, type SystemMetrics } from './common';
import { systemRules } from './system-rules';

const LOKI_2: SystemMetrics = {
  name: 'Loki',
  prefix: 'loki',
  shared: 'cortex',
  marker: 'loki_build_info',
  // The ring of index gateways has a prefix of its own.
  ringMembers: { metric: '', matchers: ['__name__=~"cortex_ring_members|loki_ring_members"'] },
  latencySeconds: 10,
  discarded: { what: 'lines', metric: 'loki_discarded_samples_total', tenant: 'tenant' },
};

const COMPACTED = 'loki_boltdb_shipper_compact_tables_operation_last_successful_run_timestamp_seconds';

/** @param retention prefix of the metrics of retention */
const alertsOf = (metrics: SystemMetrics, retention: string): AlertDefinition[] => [
  {
    name: 'Panics',
    severity: 'critical',
    for: '0s',
    expr: (series) => `sum by (${INSTALLATION}, pod) (increase(${series('loki_panic_total')}[10m])) > 0`,
    summary: 'pod {{ $labels.pod }} has panicked while it served a request',
    runbook:
      'A request ran into a bug of Loki. Look at the logs of the pod for the stack trace and the request, and whether a newer version fixes it; until then, keep the query from being asked again.',
  },
  {
    name: 'IngesterWalDiskFull',
    severity: 'critical',
    for: '0s',
    expr: (series) =>
      `sum by (${INSTALLATION}, pod) (increase(${series('loki_ingester_wal_disk_full_failures_total')}[15m])) > 0`,
    summary: 'the disk of ingester {{ $labels.pod }} is full, and its write-ahead log is not written',
    runbook:
      'Loki takes lines all the same and holds them in memory: if the ingester crashes, they are lost. Raise the size of its claim, and look whether chunks are flushed to the object storage.',
  },
  {
    name: 'IngesterWalCorrupted',
    severity: 'warning',
    for: '0s',
    expr: (series) =>
      `sum by (${INSTALLATION}, pod, type) ${increased(series('loki_ingester_wal_corruptions_total'), '1h')}`,
    summary: 'ingester {{ $labels.pod }} found a damaged {{ $labels.type }} in its write-ahead log',
    runbook:
      'The ingester skipped a part of its log when it started; lines that only it had are lost. Other ingesters have copies if the replication factor is above 1. Look whether the volume or the node had errors, or the pod was killed by force.',
  },
  {
    name: 'IngesterFlushQueueGrows',
    severity: 'critical',
    for: '15m',
    expr: (series) =>
      `min_over_time(${series(`${metrics.shared}_ingester_flush_queue_length`)}[15m]) > 100 and on (${INSTALLATION}, pod) ${series(metrics.marker)}`,
    summary: 'ingester {{ $labels.pod }} has {{ $value }} streams that wait to be flushed to the object storage',
    runbook:
      'The object storage is slow or refuses writes, so chunks stay in memory until it is full. Look at the logs of the ingester for "failed to flush", and at credentials, bucket and rate limits of the storage.',
  },
  {
    name: 'CompactorNotRun',
    severity: 'critical',
    for: '1h',
    // A compactor that waits for another one has 0.
    expr: (series) => `time() - max by (${INSTALLATION}) (${series(COMPACTED)}) > 3 * 3600`,
    summary: 'the index has not been compacted for {{ $value | humanizeDuration }}',
    runbook:
      'Queries get slow as index files add up, and nothing is deleted although retention asks for it. Look at the logs of the compactor, whether it runs once and not twice, and whether it may read and write the bucket.',
  },
  {
    name: 'RetentionNotRun',
    severity: 'warning',
    for: '1h',
    // Without retention it is 0.
    expr: (series) =>
      `time() - max by (${INSTALLATION}) (${series(`${retention}_apply_retention_last_successful_run_timestamp_seconds`)} > 0) > 24 * 3600`,
    summary: 'retention was last applied {{ $value | humanizeDuration }} ago',
    runbook:
      'Logs are kept longer than limits_config.retention_period says, which costs storage and may break rules about personal data. Look at the logs of the compactor for errors of retention, and at its delete request store.',
  },
  ...rulerAlerts(metrics),
];

/** The alerts and recording rules about Loki 2.9. */
export const LOKI_RULES = systemRules(LOKI_2, alertsOf(LOKI_2, 'loki_boltdb_shipper'));

/** Unless it is told otherwise (`metrics_namespace`). */
const LOKI_3: SystemMetrics = { ...LOKI_2, shared: 'loki' };

/** The alerts and recording rules about Loki 3. */
export const LOKI_3_RULES = systemRules(LOKI_3, alertsOf(LOKI_3, 'loki_compactor'));
