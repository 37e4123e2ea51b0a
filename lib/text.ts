import { closest, distance } from 'fastest-levenshtein';

/** The value of a key that the table itself has; words such as "constructor" are none. */
export const lookUp = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** A value as it is shown in a message: `"text"`, `3`, `[1,2]`. */
export const show = (value: unknown): string => JSON.stringify(value) ?? String(value);

/** `a, b, c` in a fixed order, so that a message never depends on how a set was filled. */
export const listed = (words: Iterable<string>): string => [...words].sort().join(', ');

/** ` (did you mean "x"?)` if one of the words is near enough to be meant, else nothing. */
export function suggestion(word: string, words: Iterable<string>): string {
  const candidates = [...words];
  if (candidates.length === 0) return '';
  const nearest = closest(word, candidates);
  return distance(word, nearest) <= Math.max(2, word.length / 3) ? ` (did you mean "${nearest}"?)` : '';
}
