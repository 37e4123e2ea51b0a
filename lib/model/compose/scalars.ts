import { UserError } from '../../values/errors';
import { show } from '../../values/text';

/** `true`, or the result of its interpolation: `"true"`. */
export function parseBoolean(value: boolean | string): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new UserError(`found ${show(value)}, allowed are true and false`);
}

/** The largest number that Kubernetes takes for counts, seconds and ids (int32). */
const MOST = 2 ** 31 - 1;

/** A whole number from `least` to `most`, as number or as text. */
export function parseInteger(value: number | string, least = 0, most = MOST): number {
  const number = typeof value === 'number' ? value : /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new UserError(`found ${show(value)}, allowed is a whole number from ${least} to ${most}`);
}

/** Number of a TCP, UDP or SCTP port. */
export const parsePortNumber = (value: number | string): number => parseInteger(value, 1, 65535);

/** A user or group id; names exist only inside an image, where Kubernetes cannot look them up. */
export function parseId(value: number | string): number {
  try {
    return parseInteger(value);
  } catch {
    throw new UserError(
      `found ${show(value)}, allowed are only numeric ids: set the id that the image uses for this name`,
    );
  }
}

/** Cores as thousandths: `0.5` is 500. */
export function parseMilliCpus(value: number | string): number {
  const cores = typeof value === 'number' ? value : /^\d*\.?\d+$/.test(value) ? Number(value) : Number.NaN;
  const milli = Math.round(cores * 1000);
  if (Number.isFinite(cores) && cores > 0 && Math.abs(milli - cores * 1000) < 1e-6) return milli;
  throw new UserError(`found ${show(value)}, allowed is a number of cores above 0 with up to 3 decimals, such as 0.5`);
}

const BYTE_UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 2 ** 10,
  m: 2 ** 20,
  g: 2 ** 30,
  t: 2 ** 40,
};

/** Bytes, as number or with a unit: `64m`, `1.5g`, `512kb`. Units are powers of 1024, as Docker has them. */
export function parseBytes(value: number | string): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*([bkmgt]?)(?:i?b)?$/i.exec(String(value)) ?? [];
  const bytes = Math.floor(Number(amount) * (BYTE_UNITS[unit.toLowerCase()] ?? Number.NaN));
  if (Number.isSafeInteger(bytes)) return bytes;
  throw new UserError(
    `found ${show(value)}, allowed is a number of bytes, or a number with unit b, k, m, g or t, such as "512m"`,
  );
}

const MICROSECONDS: Readonly<Record<string, number>> = { us: 1, ms: 1e3, s: 1e6, m: 6e7, h: 36e8 };

/**
 * Whole seconds of a Compose duration such as `1m30s`. Kubernetes counts in whole seconds, and a fraction is
 * refused rather than rounded: half a second would become "not set" and take Kubernetes' own default.
 */
export function parseSeconds(value: string): number {
  const parts = [...value.matchAll(/(\d+(?:\.\d+)?)(us|ms|s|m|h)/g)];
  if (value === '' || parts.map(([part]) => part).join('') !== value) {
    throw new UserError(`found ${show(value)}, allowed is a duration with units h, m, s, ms and us, such as "1m30s"`);
  }
  const microseconds = parts.reduce(
    (sum, [, amount, unit = '']) => sum + Number(amount) * (MICROSECONDS[unit] ?? 0),
    0,
  );
  const seconds = Math.round(microseconds) / 1e6;
  if (Number.isInteger(seconds) && seconds <= MOST) return seconds;
  if (seconds > MOST) throw new UserError(`found ${show(value)}, allowed are at most ${MOST} seconds`);
  throw new UserError(`found ${show(value)}, allowed are whole seconds: set ${Math.ceil(seconds)}s`);
}
