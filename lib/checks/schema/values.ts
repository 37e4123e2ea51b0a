import { listed, nearest, show } from '../../text';
import { formOf } from './forms';
import type { Schema } from './schema';

/** A value as a sentence names it: what is in a map or a list is not, and no text fills the screen. */
export function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  const text = show(value);
  return text.length > 80 ? `${text.slice(0, 80)}..."` : text;
}

/** The same of a value that nobody may read. */
export const concealed = (value: unknown): string =>
  typeof value === 'object' ? described(value) : typeof value === 'string' ? 'a text' : `a ${typeof value}`;

/** What is taken where a schema, of which all names are resolved, stands. */
export function allowedBy(schema: Schema): string {
  if (schema.enum) return `one of ${listed(schema.enum.map(String))}`;
  if (schema.type === 'array') return 'a list';
  if (schema.properties) return `a map with ${listed(Object.keys(schema.properties))}`;
  return schema.type === 'object' ? 'a map' : formOf(schema).allowed;
}

/** What to do about a value of a wrong type. */
export function remedyFor(schema: Schema, value: unknown): string {
  if (schema.type === 'array') return ': put it in a list';
  if (typeof value === 'object') return '';
  if (schema.type === 'string') return ': put it in quotes';
  // What would be of the right type if it were not a text.
  const bare = value === 'true' || value === 'false' ? value === 'true' : Number(value || Number.NaN);
  return typeof value === 'string' && formOf(schema).hasType(bare) ? ': take its quotes away' : '';
}

/** What is wrong with a value of the right type, as a sentence, or nothing. */
export function mistakeOf(schema: Schema, value: unknown, describe: (value: unknown) => string): string | undefined {
  const { takes, allowed } = formOf(schema);
  if (takes && !takes(value)) return `found ${describe(value)}, allowed is ${allowed}`;
  if (schema.enum && !schema.enum.includes(value)) {
    const words = schema.enum.map(String);
    const meant = nearest(String(value), words);
    const hint = meant === undefined ? '' : ` (did you mean "${meant}"?)`;
    return `found ${describe(value)}, allowed is one of ${words.map((word) => show(word)).join(', ')}${hint}`;
  }
  if (typeof value === 'string' && schema.pattern !== undefined && !regexOf(schema.pattern).test(value)) {
    return `found ${describe(value)}, allowed is a text like ${schema.pattern}`;
  }
  return beyondBounds(schema, value, describe);
}

/** What is wrong with the size of a value, as a sentence, or nothing. */
function beyondBounds(schema: Schema, value: unknown, describe: (value: unknown) => string): string | undefined {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  const [size, least, most, unit] =
    typeof value === 'number'
      ? [value, minimum, maximum, '']
      : typeof value === 'string'
        ? [value.length, minLength, maxLength, ' letters']
        : [Array.isArray(value) ? value.length : 0, minItems, maxItems, ' items'];
  if (least !== undefined && size < least) return `found ${describe(value)}, allowed is at least ${least}${unit}`;
  if (most !== undefined && size > most) return `found ${describe(value)}, allowed is at most ${most}${unit}`;
  return undefined;
}

/** Go writes at the front of an expression that the case does not matter. */
function regexOf(pattern: string): RegExp {
  const [before = '', ...after] = pattern.split('(?i)');
  return new RegExp(before + after.join(''), after.length > 0 ? 'iu' : 'u');
}
