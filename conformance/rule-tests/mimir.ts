import { commonTests, rulerTests } from './common';
import { COUNTS, COUNTS_FAST, type RuleTest, STAYS, series } from './rule-test';

const MARKER = 'cortex_build_info';
const counter = (alert: string, metric: string): RuleTest => ({
  alert,
  fires: { [series(metric)]: COUNTS },
  silent: { [series(metric)]: '0x120' },
});
const compacted = series('cortex_compactor_last_successful_run_timestamp_seconds');
const indexed = series('cortex_bucket_index_last_successful_update_timestamp_seconds', 'user="a"');
const synced = series(
  'cortex_bucket_stores_blocks_last_successful_sync_timestamp_seconds',
  'component="store-gateway"',
);
const operations = (kind: string): string =>
  series(`thanos_objstore_bucket_${kind}_total`, 'component="store-gateway"', 'operation="get"');
const queue = series('cortex_query_scheduler_queue_length', 'user="a"');
const limit = series('cortex_ingester_instance_limits', 'limit="max_series"');

export const MIMIR_TESTS: readonly RuleTest[] = [
  ...commonTests({
    name: 'Mimir',
    prefix: 'cortex',
    marker: MARKER,
    ring: 'cortex_ring_members',
    discarded: ['SamplesDiscarded', 'cortex_discarded_samples_total', 'user'],
  }),
  counter('MimirIngesterUploadFailures', 'cortex_ingester_shipper_upload_failures_total'),
  counter('MimirIngesterWalFailures', 'cortex_ingester_tsdb_wal_corruptions_total'),
  counter('MimirIngesterWalFailures', 'cortex_ingester_tsdb_wal_writes_failed_total'),
  counter('MimirIngesterWalFailures', 'cortex_ingester_tsdb_wal_truncations_failed_total'),
  counter('MimirIngesterTsdbFailures', 'cortex_ingester_tsdb_compactions_failed_total'),
  counter('MimirIngesterTsdbFailures', 'cortex_ingester_tsdb_head_truncations_failed_total'),
  counter('MimirIngesterTsdbFailures', 'cortex_ingester_tsdb_checkpoint_creations_failed_total'),
  {
    alert: 'MimirIngesterSeriesLimit',
    at: '90m',
    fires: { [series('cortex_ingester_memory_series')]: '90x120', [limit]: '100x120' },
    // 0 is no limit.
    silent: { [series('cortex_ingester_memory_series')]: '90x120', [limit]: '0x120' },
  },
  { alert: 'MimirCompactorNotRun', at: '30h', fires: { [compacted]: '60x2000' }, silent: { [compacted]: '0+60x2000' } },
  { alert: 'MimirBucketIndexNotUpdated', at: '2h', fires: { [indexed]: '60x130' }, silent: { [indexed]: '0+60x130' } },
  { alert: 'MimirStoreGatewayNotSynced', at: '2h', fires: { [synced]: '60x130' }, silent: { [synced]: '0+60x130' } },
  {
    alert: 'MimirObjectStorageErrors',
    fires: { [operations('operation_failures')]: '0+10x120', [operations('operations')]: COUNTS_FAST },
    silent: { [operations('operation_failures')]: COUNTS, [operations('operations')]: COUNTS_FAST },
  },
  { alert: 'MimirQueriesQueued', fires: { [queue]: '5x120' }, silent: { [queue]: '5 0 5 0 5 0 5 0x120' } },
  {
    alert: 'MimirAlertmanagerConfigInvalid',
    fires: { [series('cortex_alertmanager_config_last_reload_successful', 'user="a"')]: '0x120' },
    silent: { [series('cortex_alertmanager_config_last_reload_successful', 'user="a"')]: STAYS },
  },
  ...rulerTests('Mimir', MARKER, 'cortex'),
];
