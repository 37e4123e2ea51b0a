import { type ZeroLimit, zeroLimits } from '../../../lib/constructs/microservice/rules/numbers';
import { type LokiRule, limitsIn } from './subject';

const REJECTS_ALL = 'every push is rejected with 429';

const ZERO_LIMITS: readonly ZeroLimit[] = [
  { key: 'ingestion_rate_mb', effect: REJECTS_ALL },
  { key: 'ingestion_burst_size_mb', effect: REJECTS_ALL },
  { key: 'per_stream_rate_limit', effect: REJECTS_ALL },
  { key: 'per_stream_rate_limit_burst', effect: REJECTS_ALL },
  { key: 'max_label_names_per_series', effect: 'every stream is rejected with 400' },
  { key: 'max_label_name_length', effect: 'every stream is rejected with 400' },
  { key: 'max_label_value_length', effect: 'every stream is rejected with 400' },
  { key: 'query_timeout', effect: 'every query fails with "context deadline exceeded"' },
  { key: 'max_query_parallelism', effect: 'no query is answered' },
];

/** Limits that apply to old lines only where those are rejected, which is the default. */
const OF_OLD_LINES: readonly ZeroLimit[] = [
  { key: 'reject_old_samples_max_age', effect: 'every line is rejected with 400 as too old' },
];

export const LIMITS: readonly LokiRule[] = [
  (subject) => zeroLimits(ZERO_LIMITS, limitsIn(subject)),
  (subject) =>
    subject.config.limits_config?.reject_old_samples === false ? [] : zeroLimits(OF_OLD_LINES, limitsIn(subject)),
];
