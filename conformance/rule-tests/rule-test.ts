/** Samples by series, one a minute from time 0 on, in the notation of promtool: `0+1x60` counts to 60. */
export type Samples = Readonly<Record<string, string>>;

/** Samples under which an alert fires, and samples under which it must not. */
export interface RuleTest {
  readonly alert: string;
  /** Time of evaluation. @default "1h" */
  readonly at?: `${number}${'m' | 'h'}`;
  readonly fires: Samples;
  readonly silent: Samples;
}

/** The installation under test. */
export const INSTALLATION = { namespace: 'obs', pods: 'x-.+', memcached: true, volumes: true } as const;

/** A series of a pod of the installation. */
export const series = (metric: string, ...labels: readonly string[]): string =>
  `${metric}{${['namespace="obs"', 'pod="x-0"', ...labels].join(', ')}}`;

/** A constant counter, and one that increases by 1 a minute, for two hours. */
export const STAYS = '1x120';
export const COUNTS = '0+1x120';
/** A counter that increases by 100 a minute. */
export const COUNTS_FAST = '0+100x120';
