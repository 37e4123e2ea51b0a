import { isDay } from '../../model/config/value-types';
import type { Schema } from './json-schema';

/** Allowed form of a value, or of a list as a whole. */
export interface Form {
  /** Ends the sentence "allowed is ...". */
  readonly allowed: string;
  /** Whether a value is of the right type at all. */
  readonly hasType: (value: unknown) => boolean;
  /** Whether a value of the right type is one that is taken. @default - all are */
  readonly takes?: (value: unknown) => boolean;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isWhole = (value: unknown): value is number => isNumber(value) && Number.isInteger(value);
const isIn =
  (least: number, most: number) =>
  (value: unknown): boolean =>
    !isNumber(value) || (value >= least && value <= most);
const isInt32 = isIn(-(2 ** 31), 2 ** 31 - 1);

// As the parsers of Kubernetes read them: resource.ParseQuantity, RFC 3339 and Go's base64.StdEncoding.
const QUANTITY = /^[+-]?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
const TIME = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function isBase64(value: unknown): boolean {
  const text = String(value).replaceAll(/[\r\n]/g, '');
  return text.length % 4 === 0 && BASE64.test(text);
}

const ANYTHING: Form = { allowed: 'anything', hasType: () => true };
const WHOLE: Form = { allowed: 'a whole number', hasType: isWhole };
const NUMBER: Form = { allowed: 'a number', hasType: isNumber };
const TEXT: Form = { allowed: 'a string', hasType: isText };

const INT_OR_STRING: Form = {
  allowed: 'a whole number or a string',
  hasType: (value) => isText(value) || isWhole(value),
  takes: isInt32,
};

const TYPES: ReadonlyMap<string, Form> = new Map([
  ['string', TEXT],
  ['boolean', { allowed: 'true or false', hasType: (value: unknown) => typeof value === 'boolean' }],
  ['integer', WHOLE],
  ['number', NUMBER],
  ['array', { allowed: 'a list', hasType: Array.isArray }],
]);

const FORMATS: ReadonlyMap<string, Form> = new Map([
  ['int32', { ...WHOLE, allowed: 'a whole number from -2147483648 to 2147483647', takes: isInt32 }],
  ['int64', { ...WHOLE, takes: isIn(-(2 ** 63), 2 ** 63) }],
  [
    'quantity',
    {
      allowed: 'a quantity such as 2, "500m" or "1Gi"',
      hasType: (value: unknown) => isText(value) || isNumber(value),
      takes: (value: unknown) => isNumber(value) || QUANTITY.test(String(value).trim()),
    },
  ],
  [
    'date-time',
    {
      allowed: 'a time such as "2024-01-31T12:00:00Z"',
      hasType: isText,
      takes: (value: unknown) => TIME.test(String(value)) && isDay(String(value).slice(0, 10)),
    },
  ],
  ['byte', { allowed: 'a string in base64', hasType: isText, takes: isBase64 }],
]);

/** The form of a value that is not a map. Unknown formats are ignored. */
export function formOf(schema: Schema): Form {
  if (schema['x-kubernetes-int-or-string']) return INT_OR_STRING;
  return FORMATS.get(schema.format ?? '') ?? TYPES.get(schema.type ?? '') ?? ANYTHING;
}
