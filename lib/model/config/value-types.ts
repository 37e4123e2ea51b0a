import { show } from '../../values/text';

/** Valid values of a type in a configuration. */
export interface Form {
  /** Ends the sentence "allowed is ...". */
  readonly allowed: string;
  readonly takes: (value: unknown) => boolean;
}

const text =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && pattern.test(value);
const isZero = (value: unknown): boolean => value === 0 || value === '0';

// The parsers behind these: Go's time.ParseDuration, Prometheus' model.ParseDuration, c2h5oh/datasize (Loki, after
// upper-casing) and alecthomas/units (dskit).
const GO_DURATION = /^[+-]?(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)((\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h))*$/;
const PROMETHEUS_DURATION = /^(?=.)(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/;
const BYTE_SIZE = /^\d+ *(b|byte|[kmgtpe]b?|(kilo|mega|giga|tera|peta|exa)(bytes?)?)?$/i;
const BINARY_BYTE_SIZE = /^[+-]?((\d+\.?\d*|\.\d+)([KMGTPE]i?)?B)+$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day that the calendar has. */
export function isDay(value: string): boolean {
  const date = DAY.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

const TIME_OF_DAY = /^T\d{2}:\d{2}(:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$/;

const isTime = (value: unknown): boolean =>
  typeof value === 'string' && isDay(value.slice(0, 10)) && (value.length === 10 || TIME_OF_DAY.test(value.slice(10)));

const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value);
// YAML parses a bare number or word as another type; the systems read all of them as text.
const isText = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
const anyText: Form = { allowed: 'a string', takes: isText };

const FORMS = {
  any: { allowed: 'anything', takes: () => true },
  bool: { allowed: 'true or false', takes: (value) => typeof value === 'boolean' },
  int: { allowed: 'a whole number', takes: isWhole },
  uint: { allowed: 'a whole number of at least 0', takes: (value) => isWhole(value) && value >= 0 },
  float: { allowed: 'a number', takes: (value) => typeof value === 'number' },
  string: anyText,
  secret: anyText,
  regex: anyText,
  csv: { ...anyText, allowed: 'a comma-separated string' },
  url: anyText,
  date: { allowed: 'a date as YYYY-MM-DD', takes: (value) => typeof value === 'string' && isDay(value) },
  time: {
    allowed: 'a day or a time such as "2024-05-31", "2024-05-31T12:00" or "2024-05-31T12:00:00Z", or "0"',
    takes: (value) => isZero(value) || isTime(value),
  },
  duration: {
    allowed: 'numbers with the units ns, us, ms, s, m or h, such as "1h30m" (no days)',
    takes: (value) => isZero(value) || text(GO_DURATION)(value),
  },
  'duration-prom': {
    allowed: 'whole numbers with the units y, w, d, h, m, s or ms in this order, such as "30d" or "1h30m"',
    takes: (value) => isZero(value) || text(PROMETHEUS_DURATION)(value),
  },
  bytes: {
    allowed: 'a whole number, optionally with B, KB, MB, GB, TB, PB or EB, such as "3MB"',
    takes: (value) => (isWhole(value) && value >= 0) || text(BYTE_SIZE)(value),
  },
  'bytes-binary': {
    allowed: 'numbers with B, KB, KiB, MB, MiB, GB, GiB, ..., such as "64KiB"',
    takes: (value) => isZero(value) || text(BINARY_BYTE_SIZE)(value),
  },
} as const satisfies Readonly<Record<string, Form>>;

/** Types of scalar values. */
export type ScalarType = keyof typeof FORMS;

export const isScalarType = (type: string): type is ScalarType => Object.hasOwn(FORMS, type);

/** An environment variable that the system expands at start. The value stays a string, so it is invalid for numbers. */
const isPlaceholder = text(/\$\{[^}]+\}/);
const UNQUOTED: ReadonlySet<ScalarType> = new Set(['bool', 'int', 'uint', 'float']);

/** The error of an invalid value, as a sentence, or undefined. */
export function mistakeIn(type: ScalarType, value: unknown): string | undefined {
  const form: Form = FORMS[type];
  if (form.takes(value) || (isPlaceholder(value) && !UNQUOTED.has(type))) return undefined;
  return `found ${show(value)}, allowed is ${form.allowed}`;
}
