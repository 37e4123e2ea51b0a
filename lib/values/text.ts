import { closest, distance } from 'fastest-levenshtein';

/** The value of a key that the table itself has; words such as "constructor" are none. */
export const lookUp = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** No value fills the screen, and names of Kubernetes are shown whole. */
const SHOWN_LENGTH = 300;

/** A value as it is shown in a message: `"text"`, `3`, `[1,2]`, and only the beginning of a long value. */
export function show(value: unknown): string {
  const text = shownWhole(value);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}...` : text;
}

function shownWhole(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // It refers to itself, or is nested too deeply.
    return Array.isArray(value) ? 'a list' : 'a map';
  }
}

/** `a, b, c` in a fixed order, so that a message never depends on how a set was filled. */
export const listed = (words: Iterable<string>): string => [...words].sort().join(', ');

/** The one of the words that is near enough to be meant, if one is. */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  const candidates = [...words];
  if (candidates.length === 0) return undefined;
  const found = closest(word, candidates);
  return distance(word, found) <= Math.max(2, word.length / 3) ? found : undefined;
}

/** ` (did you mean "x"?)` if one of the words is near enough to be meant, else nothing. */
export function suggestion(word: string, words: Iterable<string>): string {
  const found = nearest(word, words);
  return found === undefined ? '' : ` (did you mean "${found}"?)`;
}
