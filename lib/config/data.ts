import { UserError } from '../errors';

/** No configuration is nested deeper; a map that refers to itself is, without end. */
const DEEPEST = 100;

/**
 * Finds in a configuration what no file can hold, and the compiler cannot tell or was not asked about.
 * @throws UserError that names the place
 */
export function checkData(config: unknown): void {
  visit(config, []);
}

function visit(value: unknown, path: readonly string[]): void {
  const found = (what: string): UserError =>
    new UserError(`config: ${path.slice(0, 5).join('.')}${path.length > 5 ? '...' : ''}: found ${what}`);
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    throw found(`a ${typeof value}, allowed are strings, numbers, true, false, lists and maps: set a plain value`);
  }
  if (typeof value !== 'object' || value === null) return;
  if (path.length > DEEPEST)
    throw found(`more than ${DEEPEST} levels, such as a map that contains itself: write it in full`);
  for (const [key, child] of Object.entries(value)) visit(child, [...path, key]);
}
