const POWERS: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The number that a quantity of Kubernetes stands for, such as 1 for `1000m`; nothing if it is none. */
export function amountOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const [, digits, suffix = ''] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([A-Za-z]*)$/.exec(value) ?? [];
  if (digits === undefined) return undefined;
  const binary = BINARY.indexOf(suffix);
  if (binary >= 0) return Number(digits) * 1024 ** (binary + 1);
  const power = suffix === '' ? 0 : POWERS[suffix];
  // As a text, so that thousandths are as exact as they are written.
  return power === undefined ? undefined : Number(/[eE]/.test(digits) ? digits : `${digits}e${power}`);
}
