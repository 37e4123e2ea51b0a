const MILLISECONDS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** A duration of Go or Prometheus in milliseconds; nothing if it is not set or is no duration. */
export function milliseconds(duration: string | number | undefined): number | undefined {
  if (duration === undefined) return undefined;
  if (duration === 0 || duration === '0') return 0;
  const parts = [...String(duration).matchAll(/([\d.]+)([a-zµ]+)/g)];
  return parts.length === 0
    ? undefined
    : parts.reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (MILLISECONDS[unit] ?? Number.NaN), 0);
}
