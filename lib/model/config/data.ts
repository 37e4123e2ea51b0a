import { UserError } from '../../values/errors';

/** Maximum depth of a configuration; a map that contains itself exceeds it. */
const DEEPEST = 100;

/**
 * Rejects values that cannot be written to a file, which the compiler does not check.
 * @throws UserError with the path
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
