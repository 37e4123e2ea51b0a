import { commonTests, rulerTests } from './common';
import { COUNTS, type RuleTest, STAYS, series } from './rule-test';

const MARKER = 'loki_build_info';
const counter = (alert: string, metric: string, ...labels: readonly string[]): RuleTest => ({
  alert,
  fires: { [series(metric, ...labels)]: COUNTS },
  silent: { [series(metric, ...labels)]: '0x120' },
});
const compacted = series('loki_boltdb_shipper_compact_tables_operation_last_successful_run_timestamp_seconds');

/** Names of metrics that differ between releases. */
interface Names {
  readonly shared: 'cortex' | 'loki';
  readonly queue: string;
  readonly retained: string;
}

const testsOf = ({ shared, queue, retained }: Names): RuleTest[] => [
  ...commonTests({
    name: 'Loki',
    prefix: 'loki',
    marker: MARKER,
    ring: `${shared}_ring_members`,
    discarded: ['LinesDiscarded', 'loki_discarded_samples_total', 'tenant'],
  }),
  counter('LokiPanics', 'loki_panic_total'),
  counter('LokiIngesterWalDiskFull', 'loki_ingester_wal_disk_full_failures_total'),
  counter('LokiIngesterWalCorrupted', 'loki_ingester_wal_corruptions_total', 'type="segment"'),
  {
    // The counter increases while the pod starts, before its first scrape.
    alert: 'LokiIngesterWalCorrupted',
    fires: { [series('loki_ingester_wal_corruptions_total', 'type="segment"')]: '_x30 1x90' },
    silent: { [series('loki_ingester_wal_corruptions_total', 'type="segment"')]: '1x120' },
    at: '80m',
  },
  {
    alert: 'LokiIngesterFlushQueueGrows',
    fires: { [queue]: '500x120', [series(MARKER)]: STAYS },
    // It fills and empties with each flush.
    silent: { [queue]: '500 0 500 0 500 0x120', [series(MARKER)]: STAYS },
  },
  { alert: 'LokiCompactorNotRun', at: '6h', fires: { [compacted]: '60x400' }, silent: { [compacted]: '0+60x400' } },
  {
    alert: 'LokiRetentionNotRun',
    at: '30h',
    fires: { [retained]: '60x2000' },
    // Without retention.
    silent: { [retained]: '0x2000' },
  },
  ...rulerTests('Loki', MARKER, shared),
];

/** Loki 2.9. */
export const LOKI_TESTS = testsOf({
  shared: 'cortex',
  queue: series('cortex_ingester_flush_queue_length'),
  retained: series('loki_boltdb_shipper_apply_retention_last_successful_run_timestamp_seconds'),
});

export const LOKI_3_TESTS = testsOf({
  shared: 'loki',
  queue: series('loki_ingester_flush_queue_length'),
  retained: series('loki_compactor_apply_retention_last_successful_run_timestamp_seconds'),
});
