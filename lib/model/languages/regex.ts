import { RE2JS, RE2JSException } from 're2js';

/** Letters that have no meaning of their own, alternatives of them, and "anything": always valid, and by far the most frequent. */
const PLAIN = /^[\w ;:,@/-]*(?:\|[\w ;:,@/-]+)*$|^\(?\.[+*]\)?$/;

const known = new Map<string, RE2JS | string>();

/** A compiled expression, or the error message of RE2. */
function compiled(expression: string): RE2JS | string {
  const before = known.get(expression);
  if (before !== undefined) return before;
  const result = compile(expression);
  known.set(expression, result);
  return result;
}

function compile(expression: string): RE2JS | string {
  try {
    return RE2JS.compile(expression);
  } catch (error) {
    if (error instanceof RE2JSException) return error.message;
    throw error;
  }
}

/** The error of a regular expression of Go (RE2), in the words of Go; nothing if it is valid. */
export function regexMistake(expression: string): string | undefined {
  if (PLAIN.test(expression)) return undefined;
  const result = compiled(expression);
  return typeof result === 'string' ? result : undefined;
}

/** Whether an expression matches an empty text as a whole, as matchers of labels are compared; invalid ones do not. */
export function matchesEmpty(expression: string): boolean {
  if (expression === '') return true;
  const result = compiled(expression);
  return typeof result !== 'string' && result.matches('');
}

/** Names of the groups of a valid expression, in no fixed order. */
export function groupNames(expression: string): readonly string[] {
  const result = compiled(expression);
  return typeof result === 'string' ? [] : Object.keys(result.namedGroups());
}
