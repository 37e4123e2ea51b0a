import {
  ABOVE_ZERO,
  atLeast,
  matching,
  oneOf,
  oneOfAnyCase,
  powerOfTwo,
} from '../../../lib/constructs/microservice/rules/accepted-forms';
import { SHARED_VALUES } from '../../../lib/constructs/microservice/rules/accepted-shared';
import { type AcceptedValues, acceptedValues } from '../../../lib/constructs/microservice/rules/accepted-values';
import { type LokiRule, type LokiSubject, limitsIn, periodsIn } from './subject';

const ENCODINGS = ['none', 'gzip', 'lz4-64k', 'snappy', 'lz4-256k', 'lz4-1M', 'lz4', 'flate', 'zstd'];
const CLASSES = ['STANDARD', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER', 'GLACIER_IR'];
const OTHER_CLASSES = ['DEEP_ARCHIVE', 'OUTPOSTS', 'REDUCED_REDUNDANCY'];
const TICKER = 'Loki ends with "non-positive interval for NewTicker"';

const VALUES: ReadonlyArray<AcceptedValues<LokiSubject>> = [
  ...SHARED_VALUES,
  { key: 'ingester.chunk_encoding', form: oneOfAnyCase(...ENCODINGS), effect: 'Loki ends with "invalid encoding"' },
  {
    key: 'ingester.wal.checkpoint_duration',
    form: ABOVE_ZERO,
    effect: 'Loki ends with "invalid checkpoint duration"',
    when: ({ config }) => config.ingester?.wal?.enabled !== false,
  },
  {
    key: 'ingester.index_shards',
    form: powerOfTwo(1),
    effect: 'Loki ends with "Incompatible inverted index shard factor on ingester"',
    when: ({ set }) => periodsIn(set).some(({ store }) => store === 'tsdb'),
  },
  {
    key: 'ingester.index_shards',
    form: atLeast(1),
    effect: 'Loki ends with "invalid ingester index shard factor"',
    when: ({ set }) => periodsIn(set).every(({ store }) => store !== 'tsdb'),
  },
  {
    key: 'ingester.concurrent_flushes',
    form: atLeast(1),
    effect: 'ingesters end with "integer divide by zero" when they flush the first chunk',
  },
  { key: 'ingester.flush_check_period', form: ABOVE_ZERO, effect: TICKER },
  {
    key: 'query_range.results_cache.compression',
    form: oneOf('', 'snappy'),
    effect: 'Loki ends with "unsupported compression type"',
    when: ({ config }) => config.query_range?.cache_results === true,
  },
  {
    key: 'query_range.split_queries_by_interval',
    form: matching(/^0/, '0'),
    effect: 'Loki ends with "split_queries_by_interval must now be set in the limits_config section"',
  },
  {
    key: 'ruler.sharding_algo',
    form: oneOf('', 'by-group', 'by-rule'),
    effect: 'rulers evaluate no rules',
    when: ({ runs }) => runs('ruler'),
  },
  {
    key: 'ruler.sharding_strategy',
    form: oneOf('', 'default', 'shuffle-sharding'),
    effect: 'rulers do as with "default"',
    when: ({ runs }) => runs('ruler'),
  },
  {
    key: 'ruler.evaluation.mode',
    form: oneOf('local', 'remote'),
    effect: 'rulers end with "invalid evaluation mode"',
    when: ({ runs }) => runs('ruler'),
  },
  {
    key: 'limits_config.deletion_mode',
    form: oneOf('disabled', 'filter-only', 'filter-and-delete'),
    effect: 'Loki ends with "unknown deletion mode"',
  },
  {
    key: 'limits_config.ingestion_rate_strategy',
    form: oneOf('global', 'local'),
    effect: 'Loki does as with "local", so that each distributor allows the whole rate',
  },
  {
    key: 'compactor.max_compaction_parallelism',
    form: atLeast(1),
    effect: 'Loki ends with "max compaction parallelism must be >= 1"',
  },
  { key: 'compactor.compaction_interval', form: ABOVE_ZERO, effect: TICKER, when: ({ runs }) => runs('compactor') },
  {
    key: '*.storage_class',
    form: oneOf(...CLASSES, ...OTHER_CLASSES),
    effect: 'Loki ends with "unsupported S3 storage class"',
  },
  {
    key: '*.azure.environment',
    form: oneOf('AzureGlobal', 'AzureChinaCloud', 'AzureGermanCloud', 'AzureUSGovernment'),
    effect: 'Loki ends with "unsupported Azure blob storage environment"',
  },
  {
    key: 'index_gateway.mode',
    form: oneOf('', 'simple', 'ring'),
    effect: 'queriers do not find the index gateways',
    when: ({ runs }) => runs('index-gateway'),
  },
];

export const VALUE_RULES: readonly LokiRule[] = [
  (subject) =>
    acceptedValues(
      VALUES,
      subject,
      limitsIn(subject).flatMap(({ path, limits }) =>
        path.startsWith('runtimeConfig.') ? [{ path, limits, block: 'limits_config' }] : [],
      ),
    ),

  function* queriersAskSomebody({ config }) {
    if (!config.querier?.query_store_only || !config.querier.query_ingester_only) return;
    yield {
      id: 'config/rejected-value',
      path: 'querier.query_store_only',
      mistake:
        'found true beside query_ingester_only, and Loki ends with "query_store_only and query_ingester_only cannot both be true": set one of both to false',
    };
  },
];
