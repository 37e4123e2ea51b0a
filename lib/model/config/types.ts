// Forms of values that the compiler can tell apart. `forms.ts` checks the same values to the last character.

type GoUnit = 'ns' | 'us' | 'µs' | 'ms' | 's' | 'm' | 'h';

/**
 * A duration of Go: numbers with the units `ns`, `us`, `ms`, `s`, `m` and `h`, such as `1h30m` or `1.5h`.
 * Days and weeks are none of its units.
 */
export type GoDuration =
  | '0'
  | `${number}${GoUnit}`
  | `${number}h${number}m`
  | `${number}h${number}s`
  | `${number}h${number}m${number}s`
  | `${number}m${number}s`;

type PrometheusUnit = 'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'y';

/**
 * A duration of Prometheus: whole numbers with the units `y`, `w`, `d`, `h`, `m`, `s` and `ms`, such as `30d` or `1h30m`.
 * The compiler takes no fractions: `1.5d` is `36h`.
 */
export type PrometheusDuration =
  | '0'
  | `${bigint}${PrometheusUnit}`
  | `${bigint}h${bigint}m`
  | `${bigint}h${bigint}m${bigint}s`
  | `${bigint}m${bigint}s`
  | `${bigint}d${bigint}h`
  | `${bigint}w${bigint}d`;

type Prefix = 'K' | 'M' | 'G' | 'T' | 'P' | 'E';
type Upper = Prefix | `${Prefix}B` | 'B';

/** A number of bytes, or a whole number with `B`, `KB`, `MB`, `GB`, `TB`, `PB` or `EB`, powers of 1024, in either case. */
export type ByteSize = number | `${number}${Upper | Lowercase<Upper>}`;

/** A number of bytes, or numbers with `B`, `KB`, `KiB`, `MB`, `MiB` ... `EiB`, powers of 1024. */
export type BinaryByteSize = number | `${number}${'B' | `${Prefix}${'B' | 'iB'}`}`;

/** A day as `YYYY-MM-DD`. */
export type Day = `${number}-${number}-${number}`;
