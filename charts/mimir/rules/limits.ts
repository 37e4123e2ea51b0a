import { type ZeroLimit, zeroLimits } from '../../../lib/constructs/microservice/rules/numbers';
import { limitsIn, type MimirRule } from './subject';

const REJECTS_ALL = 'every push is rejected with 429';
const REJECTS_SERIES = 'every series is rejected with 400';

const ZERO_LIMITS: readonly ZeroLimit[] = [
  { key: 'ingestion_rate', effect: REJECTS_ALL },
  { key: 'ingestion_burst_size', effect: REJECTS_ALL },
  { key: 'max_label_names_per_series', effect: REJECTS_SERIES },
  { key: 'max_label_name_length', effect: REJECTS_SERIES },
  { key: 'max_label_value_length', effect: REJECTS_SERIES },
  { key: 'max_query_parallelism', effect: 'no query is answered' },
];

export const LIMITS: readonly MimirRule[] = [(subject) => zeroLimits(ZERO_LIMITS, limitsIn(subject))];
