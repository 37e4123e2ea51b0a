/** Types of PromQL: a number, a text, the current value of series, and values of series over a time. */
export type PromqlType = 'scalar' | 'string' | 'vector' | 'matrix';

/** What a function takes and returns. */
export interface Signature {
  readonly takes: readonly PromqlType[];
  /** Arguments at the end that can be left out. */
  readonly optional: number;
  /** Whether the last argument can be repeated. */
  readonly variadic: boolean;
  readonly returns: PromqlType;
}

const LETTERS: Readonly<Record<string, PromqlType>> = { s: 'scalar', t: 'string', v: 'vector', m: 'matrix' };

/**
 * Functions of Prometheus by their arguments: `s` is a scalar, `t` a string, `v` a vector, `m` a range vector;
 * `?` after a letter is an optional argument, `*` one that can be repeated or left out.
 */
const ARGUMENTS: Readonly<Record<string, string>> = {
  m: 'absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate last_over_time mad_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time',
  v: 'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum ln log10 log2 rad scalar sgn sin sinh sort sort_desc sqrt tan tanh timestamp',
  'v?': 'day_of_month day_of_week day_of_year days_in_month hour minute month year',
  '': 'pi time',
  s: 'vector',
  'v s?': 'round',
  'v s': 'clamp_max clamp_min',
  'v s s': 'clamp',
  's v': 'histogram_quantile',
  's s v': 'histogram_fraction',
  's m': 'quantile_over_time',
  'm s': 'predict_linear',
  'm s s': 'double_exponential_smoothing',
  'v t*': 'sort_by_label sort_by_label_desc',
  'v t t t*': 'label_join',
  'v t t t t': 'label_replace',
  'v v?': 'info',
};

const SCALARS: ReadonlySet<string> = new Set(['pi', 'time', 'scalar']);

function signature(name: string, letters: string): Signature {
  const words = letters.split(' ').filter((word) => word !== '');
  const isVariadic = letters.endsWith('*');
  return {
    takes: words.map(([letter = '']) => LETTERS[letter] ?? 'vector'),
    optional: words.filter((word) => word.length > 1).length,
    variadic: isVariadic,
    returns: SCALARS.has(name) ? 'scalar' : 'vector',
  };
}

/** Signatures of functions by their names. */
export const FUNCTIONS: ReadonlyMap<string, Signature> = new Map(
  Object.entries(ARGUMENTS).flatMap(([letters, names]) =>
    names.split(' ').map((name) => [name, signature(name, letters)] as const),
  ),
);

/** The first argument of aggregations that have one besides the vector. */
export const PARAMETERS: Readonly<Record<string, PromqlType>> = {
  topk: 'scalar',
  bottomk: 'scalar',
  limitk: 'scalar',
  limit_ratio: 'scalar',
  quantile: 'scalar',
  count_values: 'string',
};
