import { commonTests } from './common';
import { COUNTS, type RuleTest, STAYS, series } from './rule-test';

const MARKER = 'tempo_build_info';
const counter = (alert: string, metric: string, ...labels: readonly string[]): RuleTest => ({
  alert,
  fires: { [series(metric, ...labels)]: COUNTS },
  silent: { [series(metric, ...labels)]: '0x120' },
});
const age = series('tempodb_blocklist_tenant_index_age_seconds', 'tenant="a"');
const remote = (kind: string): string =>
  series(`prometheus_remote_storage_samples_${kind}_total`, 'tenant="a"', 'url="http://mimir"');
const writes = (kind: string): RuleTest => ({
  alert: 'TempoGeneratorNotWriting',
  fires: { [remote(kind)]: COUNTS, [series(MARKER)]: STAYS },
  // A Prometheus of the same namespace is not Tempo.
  silent: { [remote(kind)]: COUNTS, [series(MARKER).replace('x-0', 'x-1')]: STAYS },
});

export const TEMPO_TESTS: readonly RuleTest[] = [
  ...commonTests({
    name: 'Tempo',
    prefix: 'tempo',
    marker: MARKER,
    ring: 'tempo_ring_members',
    discarded: ['SpansDiscarded', 'tempo_discarded_spans_total', 'tenant'],
  }),
  counter('TempoBlocksNotFlushed', 'tempo_ingester_failed_flushes_total'),
  counter('TempoWalReplayErrors', 'tempo_ingester_replay_errors_total', 'tenant="a"'),
  counter('TempoBlocklistNotPolled', 'tempodb_blocklist_poll_errors_total'),
  { alert: 'TempoTenantIndexTooOld', fires: { [age]: '3600x120' }, silent: { [age]: '300x120' } },
  counter('TempoCompactionFailures', 'tempodb_compaction_errors_total'),
  counter('TempoRetentionFailures', 'tempodb_retention_errors_total'),
  counter('TempoGeneratorPushFailures', 'tempo_distributor_metrics_generator_pushes_failures_total'),
  writes('failed'),
  writes('retried'),
  counter('TempoGeneratorSeriesLimited', 'tempo_metrics_generator_registry_series_limited_total', 'tenant="a"'),
];
