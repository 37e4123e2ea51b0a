import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../values/errors';
import { errorCode } from '../../values/files';
import type { Files } from './render';

export type ChangeKind = 'added' | 'changed' | 'removed';

/** Difference of one file from the expected content. */
export interface Change {
  readonly kind: ChangeKind;
  /** Name of the file in its folder. */
  readonly file: string;
}

/**
 * The changes of a folder that are needed so that it contains exactly these files, in the order of their names.
 * @throws UserError if the folder is a symbolic link: the swap would replace the link and not its target
 */
export function compare(folder: string, files: Files): Change[] {
  const found = readFolder(folder);
  const names = [...new Set([...found.keys(), ...files.keys()])].sort();
  return names.flatMap((file): Change[] => {
    const after = files.get(file);
    if (!found.has(file)) return [{ kind: 'added', file }];
    if (after === undefined) return [{ kind: 'removed', file }];
    return found.get(file)?.equals(Buffer.from(after)) ? [] : [{ kind: 'changed', file }];
  });
}

/** The entries of a folder; only regular files have content, other entries always differ. */
function readFolder(folder: string): Map<string, Buffer | undefined> {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return new Map();
  if (stats.isSymbolicLink()) throw new UserError(`${folder} is a symbolic link: replace it with a folder`);
  try {
    return new Map(
      readdirSync(folder, { withFileTypes: true }).map((entry) => [
        entry.name,
        entry.isFile() ? readFileSync(path.join(folder, entry.name)) : undefined,
      ]),
    );
  } catch (error) {
    // Another run has moved it aside in between.
    if (errorCode(error) === 'ENOENT') return new Map();
    throw error;
  }
}
