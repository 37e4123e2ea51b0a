import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../values/errors';
import { errorCode } from '../../values/files';
import { compare } from './compare';
import { exchange } from './exchange';
import { isGenerated } from './header';
import { isAbandoned, leftoversIn, nameOf, removeFolder, tolerant } from './leftovers';
import type { Files } from './render';

// Where two folders cannot be exchanged in one step, the old output is whole, but under another name, between two
// renames; `recover` puts it back, and every run begins with that.

/**
 * Makes the folder of an environment hold these files and no others, or leaves it as it is and throws.
 * Without files, there is no folder.
 */
export function publish(outDir: string, environment: string, files: Files): void {
  const target = path.join(outDir, environment);
  if (files.size === 0) {
    if (existsSync(target)) removeFolder(outDir, environment, target);
    return;
  }
  const next = path.join(outDir, nameOf(environment, 'next'));
  try {
    fill(next, files);
    if (compare(next, files).length > 0) throw disturbed(target);
    swap(outDir, environment, next);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || !existsSync(outDir) || existsSync(next)) throw error;
    throw disturbed(target);
  } finally {
    tolerant(() => removeFolder(outDir, environment, next));
  }
}

const disturbed = (target: string): UserError =>
  new UserError(`${target}: another run changed the output at the same time: run npm run synth again`);

/** Writes files into a new folder. */
function fill(folder: string, files: Files): void {
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
  for (const [name, text] of files) writeFileSync(path.join(folder, name), text);
}

/** Maximum number of runs at the same time; more are not expected. */
const MOST_RUNS = 20;

/** Puts a folder in the place of an environment's, however many other runs do the same. */
function swap(outDir: string, environment: string, next: string): void {
  const target = path.join(outDir, environment);
  // The old output is then where the new one was, which is removed in any case.
  if (existsSync(target) && exchange(next, target)) return;
  for (let attempt = 1; ; attempt++) {
    const previous = path.join(outDir, nameOf(environment, 'previous'));
    const hadPrevious = moveAside(target, previous);
    try {
      renameSync(next, target);
      return;
    } catch (error) {
      // Another run was faster; its output is complete as well, and is moved aside the same way.
      const isTaken = ['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '');
      if (!isTaken && hadPrevious && !existsSync(target)) renameSync(previous, target);
      if (!isTaken || attempt === MOST_RUNS) throw error;
    } finally {
      // Never the only one that is whole.
      if (hadPrevious && existsSync(target)) tolerant(() => removeFolder(outDir, environment, previous));
    }
  }
}

/** Whether there was anything to move. */
function moveAside(folder: string, name: string): boolean {
  try {
    renameSync(folder, name);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return false;
    if (code !== 'EBUSY') throw error;
    throw new UserError(
      `${folder}: found a mount point, which cannot be replaced atomically: mount ${path.dirname(folder)} or a folder above it instead`,
    );
  }
}

/** Level by level: Node's own way loops for ever where a folder takes none, such as /proc. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

/**
 * Clears up after runs that were killed: puts back an output that was moved aside, and removes leftovers. Errors are
 * ignored here: later steps that need the folder report them.
 */
export function recover(outDir: string): void {
  tolerant(() => {
    for (const leftover of leftoversIn(outDir)) {
      const { folder, environment, kind } = leftover;
      const target = path.join(outDir, environment);
      // It is safe to put back an output that a running run has moved aside: that run swaps again.
      if (kind === 'previous' && !existsSync(target) && tolerant(() => renameSync(folder, target))) continue;
      if (kind !== 'next' || isAbandoned(leftover)) tolerant(() => removeFolder(outDir, environment, folder));
    }
  });
}

/** Folders that earlier runs made for environments that are no more: they hold generated files and nothing else. */
export function staleEnvironments(outDir: string, known: readonly string[]): string[] {
  if (!existsSync(outDir)) return [];
  return readdirSync(outDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !known.includes(entry.name))
    .map(({ name }) => name)
    .filter((name) => holdsGenerated(path.join(outDir, name)));
}

function holdsGenerated(folder: string): boolean {
  const entries = readdirSync(folder, { withFileTypes: true });
  return (
    entries.length > 0 &&
    entries.every((entry) => entry.isFile() && isGenerated(readFileSync(path.join(folder, entry.name), 'utf8')))
  );
}
