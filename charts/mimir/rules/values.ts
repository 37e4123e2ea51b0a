import {
  ABOVE_ZERO,
  atLeast,
  matching,
  oneOf,
  powerOfTwo,
} from '../../../lib/constructs/microservice/rules/accepted-forms';
import { SHARED_VALUES } from '../../../lib/constructs/microservice/rules/accepted-shared';
import { type AcceptedValues, acceptedValues } from '../../../lib/constructs/microservice/rules/accepted-values';
import { limitsIn, type MimirRule, type MimirSubject } from './subject';

const KIB = 1024;
const ends = (words: string): string => `Mimir ends with "${words}"`;
const tsdb = (key: string): string => `blocks_storage.tsdb.${key}`;
const bucketStore = (key: string): string => `blocks_storage.bucket_store.${key}`;
const FORMAT = oneOf('json', 'protobuf');
const CACHE = oneOf('', 'memcached', 'redis');

const VALUES: ReadonlyArray<AcceptedValues<MimirSubject>> = [
  ...SHARED_VALUES,
  { key: tsdb('stripe_size'), form: powerOfTwo(2), effect: ends('invalid TSDB stripe size') },
  { key: tsdb('head_compaction_concurrency'), form: atLeast(1), effect: ends('invalid TSDB compaction concurrency') },
  {
    key: tsdb('ship_concurrency'),
    form: atLeast(1),
    effect: ends('invalid TSDB ship concurrency'),
  },
  {
    key: tsdb('ship_interval'),
    form: ABOVE_ZERO,
    effect: 'ingesters upload no block, so that samples are lost when the retention of ingesters is over',
  },
  { key: tsdb('wal_segment_size_bytes'), form: atLeast(1), effect: ends('invalid TSDB WAL segment size bytes') },
  {
    key: tsdb('head_chunks_write_buffer_size_bytes'),
    form: {
      allowed: 'a multiple of 1024 from 65536 to 8388608',
      takes: (value) => typeof value !== 'number' || (value % KIB === 0 && value >= 64 * KIB && value <= 8 * KIB * KIB),
    },
    effect: ends('head chunks write buffer size must be a multiple of 1024'),
  },
  {
    key: bucketStore('index_cache.backend'),
    form: oneOf('inmemory', 'memcached', 'redis'),
    effect: ends('unsupported index cache backend'),
  },
  { key: bucketStore('chunks_cache.backend'), form: CACHE, effect: ends('unsupported cache backend') },
  { key: bucketStore('metadata_cache.backend'), form: CACHE, effect: ends('unsupported cache backend') },
  { key: 'frontend.results_cache.backend', form: CACHE, effect: ends('unsupported cache backend') },
  { key: 'ruler_storage.cache.backend', form: CACHE, effect: ends('unsupported cache backend') },
  { key: 'frontend.results_cache.compression', form: oneOf('', 'snappy'), effect: ends('unsupported compression') },
  { key: bucketStore('block_sync_concurrency'), form: atLeast(1), effect: 'store-gateways load no block' },
  { key: bucketStore('tenant_sync_concurrency'), form: atLeast(1), effect: 'store-gateways load no block' },
  { key: bucketStore('meta_sync_concurrency'), form: atLeast(1), effect: 'store-gateways load no block' },
  {
    key: '*.storage_prefix',
    form: matching(/^[\dA-Za-z]*$/, 'a text of letters and digits'),
    effect: ends('storage prefix contains invalid characters'),
  },
  {
    key: 'compactor.compaction_jobs_order',
    form: oneOf('smallest-range-oldest-blocks-first', 'newest-blocks-first'),
    effect: ends('unsupported compaction order'),
  },
  {
    key: 'compactor.max_opening_blocks_concurrency',
    form: atLeast(1),
    effect: ends('invalid max-opening-blocks-concurrency value, must be positive'),
  },
  {
    key: 'compactor.max_closing_blocks_concurrency',
    form: atLeast(1),
    effect: ends('invalid max-closing-blocks-concurrency value, must be positive'),
  },
  {
    key: 'compactor.symbols_flushers_concurrency',
    form: atLeast(1),
    effect: ends('invalid symbols-flushers-concurrency value, must be positive'),
  },
  { key: 'compactor.compaction_concurrency', form: atLeast(1), effect: 'nothing is compacted' },
  { key: 'compactor.compaction_interval', form: ABOVE_ZERO, effect: 'compactors end' },
  { key: '*.query_result_response_format', form: FORMAT, effect: ends('unknown query result response format') },
  {
    key: 'query_scheduler.service_discovery_mode',
    form: oneOf('dns', 'ring'),
    effect: ends('unsupported query-scheduler service discovery mode'),
  },
  {
    key: 'query_scheduler.max_used_instances',
    form: { allowed: '0, or service_discovery_mode to "ring"', takes: (value) => value === 0 },
    effect: ends('the query-scheduler max used instances can be set only when the mode is ring'),
    when: ({ config }) => config.query_scheduler?.service_discovery_mode !== 'ring',
  },
  {
    key: 'ingester.ring.token_generation_strategy',
    form: oneOf('random', 'spread-minimizing'),
    effect: ends('unsupported token generation strategy'),
  },
  {
    key: 'usage_stats.installation_mode',
    form: oneOf('custom', 'helm', 'jsonnet'),
    effect: ends('unsupported installation mode'),
  },
  {
    key: 'limits.max_estimated_fetched_chunks_per_query_multiplier',
    form: {
      allowed: '0, or a number of at least 1',
      takes: (value) => typeof value !== 'number' || value === 0 || value >= 1,
    },
    effect: ends('must be 0 or greater than or equal to 1'),
  },
  {
    key: 'alertmanager.external_url',
    form: matching(/[^/]$/, 'a URL or a path without "/" at its end'),
    effect: 'alertmanagers end with "the configured external URL is invalid"',
    when: ({ runs }) => runs('alertmanager'),
  },
];

export const VALUE_RULES: readonly MimirRule[] = [
  (subject) =>
    acceptedValues(
      VALUES,
      subject,
      limitsIn(subject).flatMap(({ path, limits }) =>
        path.startsWith('runtimeConfig.') ? [{ path, limits, block: 'limits' }] : [],
      ),
    ),
];
