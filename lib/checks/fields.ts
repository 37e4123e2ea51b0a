import { type Data, isMap } from '../values/data';

// Configurations have not been validated, so each step of reading them checks the types.

export type Fields = Data;

/** The fields of an object; none of anything else. */
export const fieldsOf = (value: unknown): Fields => (isMap(value) ? value : {});

/** The items of a list; none of anything else. */
export const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A text, or a number as text; nothing else. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The texts of a list. */
export const textsOf = (value: unknown): string[] => itemsOf(value).flatMap((item) => textOf(item) ?? []);
