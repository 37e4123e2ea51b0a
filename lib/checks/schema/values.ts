import { listed, show, suggestion } from '../../values/text';
import type { Schema } from './json-schema';
import { type Form, formOf } from './value-types';

/** A value in a message: maps and lists are not expanded, long texts are shortened. */
export function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  const text = show(value);
  return text.length > 80 ? `${text.slice(0, 80)}..."` : text;
}

/** A secret value in a message: only its type. */
export const concealed = (value: unknown): string =>
  typeof value === 'object' ? described(value) : typeof value === 'string' ? 'a string' : `a ${typeof value}`;

const oneOf = (words: readonly string[]): string => `one of ${listed(words.map(show))}`;

/** Allowed values of a schema with resolved references. */
export function allowedBy(schema: Schema): string {
  if (schema.enum) return oneOf(schema.enum.map(String));
  if (schema.properties) return `a map with ${listed(Object.keys(schema.properties))}`;
  return schema.type === 'object' ? 'a map' : formOf(schema).allowed;
}

/** Fix for a value of the wrong type. */
export function remedyFor(schema: Schema, value: unknown): string {
  if (schema.type === 'array') return ': put it in a list';
  if (typeof value === 'object') return '';
  if (schema.type === 'string') return ': put it in quotes';
  // A quoted value that would have the right type without its quotes.
  const bare = value === 'true' || value === 'false' ? value === 'true' : Number(value || Number.NaN);
  return typeof value === 'string' && formOf(schema).hasType(bare) ? ': remove its quotes' : '';
}

/** The error of an invalid value of the right type, as a sentence, or undefined. */
export function mistakeOf(
  schema: Schema,
  { takes, allowed }: Form,
  value: unknown,
  describe: (value: unknown) => string,
): string | undefined {
  if (takes && !takes(value)) return `found ${describe(value)}, allowed is ${allowed}`;
  if (schema.enum && !schema.enum.includes(value)) {
    const words = schema.enum.map(String);
    return `found ${describe(value)}, allowed is ${oneOf(words)}${suggestion(String(value), words)}`;
  }
  if (typeof value === 'string' && schema.pattern !== undefined && !matches(schema.pattern, value)) {
    return `found ${describe(value)}, allowed is a string that matches ${schema.pattern}`;
  }
  return beyondBounds(schema, value, describe);
}

/** The error of a value that is too small or too large, as a sentence, or undefined. */
function beyondBounds(schema: Schema, value: unknown, describe: (value: unknown) => string): string | undefined {
  const { least, most, what } = boundsFor(schema, value);
  const size = typeof value === 'number' ? value : sizeOf(value);
  if (least !== undefined && size < least) return `found ${describe(value)}, allowed is ${what}at least ${least}`;
  if (most !== undefined && size > most) return `found ${describe(value)}, allowed is ${what}at most ${most}`;
  return undefined;
}

const sizeOf = (value: unknown): number => (typeof value === 'string' || Array.isArray(value) ? value.length : 0);

interface Bounds {
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  readonly what: '' | 'a length of ';
}

function boundsFor(schema: Schema, value: unknown): Bounds {
  if (typeof value === 'number') return { least: schema.minimum, most: schema.maximum, what: '' };
  if (typeof value === 'string') return { least: schema.minLength, most: schema.maxLength, what: 'a length of ' };
  return { least: schema.minItems, most: schema.maxItems, what: 'a length of ' };
}

/** Whether a text matches a pattern of Go. Definitions of any origin may have one that JavaScript cannot read. */
function matches(pattern: string, text: string): boolean {
  try {
    return regexOf(pattern).test(text);
  } catch {
    return true;
  }
}

/** Go writes at the front of an expression that the case does not matter. */
export function regexOf(pattern: string): RegExp {
  const [before = '', ...after] = pattern.split('(?i)');
  return new RegExp(before + after.join(''), after.length > 0 ? 'iu' : 'u');
}
