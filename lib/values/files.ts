import { readFileSync } from 'node:fs';
import { types } from 'node:util';
import { UserError } from './errors';

/** The code of a system error, such as `ENOENT`; nothing for any other error. */
export function errorCode(error: unknown): string | undefined {
  const code = types.isNativeError(error) && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'it is in use',
  EEXIST: 'a file of this name already exists',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links form a loop: replace them with folders',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'there is no such file',
  ENOSPC: 'no space is left on the device',
  ENOTDIR: 'a part of the path is not a folder',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
};

/** The reason of an error: that of a system error in plain words, else its message. */
export function reasonOf(error: unknown): string {
  const reason = REASONS[errorCode(error) ?? ''];
  return reason ?? (types.isNativeError(error) ? error.message : String(error));
}

/**
 * The text of a file that a user named.
 * @throws UserError with the reason if it cannot be read
 */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`${file}: cannot be read, ${reasonOf(error)}`);
  }
}
