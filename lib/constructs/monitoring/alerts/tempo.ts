import { type AlertDefinition, INSTALLATION, increased } from './alert';
import type { SystemMetrics } from './common';
import { systemRules } from './system-rules';

const TEMPO: SystemMetrics = {
  name: 'Tempo',
  prefix: 'tempo',
  shared: 'tempo',
  marker: 'tempo_build_info',
  ringMembers: { metric: 'tempo_ring_members' },
  latencySeconds: 10,
  discarded: { what: 'spans', metric: 'tempo_discarded_spans_total', tenant: 'tenant' },
};

const ALERTS: readonly AlertDefinition[] = [
  {
    name: 'BlocksNotFlushed',
    severity: 'critical',
    for: '5m',
    expr: (series) =>
      `sum by (${INSTALLATION}, pod) (increase(${series('tempo_ingester_failed_flushes_total')}[1h])) > 2`,
    summary: 'ingester {{ $labels.pod }} cannot write blocks to the object storage',
    runbook:
      'Blocks stay on the volume of the ingester, and are lost with it. Look at the logs of the ingester, whether the bucket exists, and whether the service account may write to it.',
  },
  {
    name: 'WalReplayErrors',
    severity: 'warning',
    for: '0s',
    expr: (series) =>
      `sum by (${INSTALLATION}, pod, tenant) ${increased(series('tempo_ingester_replay_errors_total'), '1h')}`,
    summary: 'ingester {{ $labels.pod }} could not read a part of its write-ahead log of tenant {{ $labels.tenant }}',
    runbook:
      'Spans that were in the damaged file are lost, unless another ingester has a copy. Look whether the volume was full, or the pod was killed by force.',
  },
  {
    name: 'BlocklistNotPolled',
    severity: 'critical',
    for: '15m',
    expr: (series) => `sum by (${INSTALLATION}) (increase(${series('tempodb_blocklist_poll_errors_total')}[15m])) > 0`,
    summary: 'the list of blocks is not read from the object storage',
    runbook:
      'Queriers and compactors do not see new blocks: traces that ingesters have dropped are not found. Look whether the service account may list the bucket, and at the logs of the compactor, which writes the index of each tenant.',
  },
  {
    name: 'TenantIndexTooOld',
    severity: 'critical',
    for: '5m',
    expr: (series) =>
      `max by (${INSTALLATION}, tenant) (${series('tempodb_blocklist_tenant_index_age_seconds')}) > 1800`,
    summary: 'the index of the blocks of tenant {{ $labels.tenant }} is {{ $value | humanizeDuration }} old',
    runbook:
      'Compactors write the index; while they do not, queriers search old blocks only. Look whether compactors run and are in their ring, and whether they may write to the bucket.',
  },
  {
    name: 'CompactionFailures',
    severity: 'warning',
    for: '15m',
    expr: (series) => `sum by (${INSTALLATION}) (increase(${series('tempodb_compaction_errors_total')}[1h])) > 2`,
    summary: 'compactions of blocks fail',
    runbook:
      'Blocks add up, and searches get slower. Look at the logs of the compactor for the block; memory that runs out with large blocks is the usual cause (compactor.compaction.max_block_bytes).',
  },
  {
    name: 'RetentionFailures',
    severity: 'warning',
    for: '15m',
    expr: (series) => `sum by (${INSTALLATION}) (increase(${series('tempodb_retention_errors_total')}[1h])) > 2`,
    summary: 'blocks that are older than the retention are not deleted',
    runbook:
      'Traces are kept longer than compactor.compaction.block_retention says. Look at the logs of the compactor, and whether the service account may delete from the bucket.',
  },
  {
    name: 'GeneratorPushFailures',
    severity: 'warning',
    for: '10m',
    expr: (series) =>
      `sum by (${INSTALLATION}) (rate(${series('tempo_distributor_metrics_generator_pushes_failures_total')}[5m])) > 0`,
    summary: 'distributors cannot hand spans to the metrics-generators',
    runbook:
      'Metrics of services and the service graph have gaps. Look whether metrics-generators run, are healthy in their ring (/metrics-generator/ring), and have memory left.',
  },
  {
    name: 'GeneratorNotWriting',
    severity: 'critical',
    for: '10m',
    expr: (series) => {
      const rate = (kind: string) =>
        `sum by (${INSTALLATION}, tenant) (rate(${series(`prometheus_remote_storage_samples_${kind}_total`)}[5m]) and on (${INSTALLATION}, pod) ${series(TEMPO.marker)})`;
      return `${rate('failed')} > 0 or ${rate('retried')} > 0`;
    },
    summary: 'metrics made of the spans of tenant {{ $labels.tenant }} are refused where they are written to',
    runbook:
      'Metrics of services and the service graph are late or lost. Look at the logs of the metrics-generator for the answer of the remote write: 401 is a missing tenant or password, 429 a limit of the tenant in Mimir, connection refused a wrong address.',
  },
  {
    name: 'GeneratorSeriesLimited',
    severity: 'warning',
    for: '15m',
    expr: (series) =>
      `sum by (${INSTALLATION}, tenant) (rate(${series('tempo_metrics_generator_registry_series_limited_total')}[5m])) > 0`,
    summary: 'the metrics-generator leaves out new series of tenant {{ $labels.tenant }}',
    runbook:
      'The tenant is at metrics_generator.max_active_series, and new services have no metrics. Raise the limit in overrides, or remove dimensions with many values from the span metrics.',
  },
];

/** The alerts and recording rules about Tempo. */
export const TEMPO_RULES = systemRules(TEMPO, ALERTS);
