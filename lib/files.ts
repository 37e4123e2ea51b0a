import { readFileSync } from 'node:fs';
import { UserError } from './errors';

/** The code of a system error, such as `ENOENT`; nothing for any other error. */
export function errorCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file',
};

/**
 * The text of a file that a user named.
 * @throws UserError that says why it cannot be read
 */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    throw new UserError(`${file}: cannot be read, ${REASONS[code] ?? code}`);
  }
}
