import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from '../files';
import type { Files } from './render';

export type ChangeKind = 'added' | 'changed' | 'removed';

/** How one file of a folder differs from what it should be. */
export interface Change {
  readonly kind: ChangeKind;
  /** Name of the file in its folder. */
  readonly file: string;
}

/** What has to happen to a folder so that it holds these files and no others, in the order of their names. */
export function compare(folder: string, files: Files): Change[] {
  const found = readFolder(folder);
  const names = [...new Set([...found.keys(), ...files.keys()])].sort();
  return names.flatMap((file): Change[] => {
    const [before, after] = [found.get(file), files.get(file)];
    if (before === undefined) return [{ kind: 'added', file }];
    if (after === undefined) return [{ kind: 'removed', file }];
    return before.equals(Buffer.from(after)) ? [] : [{ kind: 'changed', file }];
  });
}

function readFolder(folder: string): Map<string, Buffer> {
  return new Map(
    listFiles(folder).map((file) => [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file)]),
  );
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => path.join(entry.parentPath, entry.name));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
