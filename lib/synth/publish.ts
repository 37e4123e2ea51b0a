import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from '../files';
import { isGenerated } from './header';
import type { Files } from './render';

// An environment is built beside its folder as `.<env>.next-<pid>` and swapped in: the folder that was there
// becomes `.<env>.previous-<pid>` and goes once the new one stands. No system call that Node has exchanges two
// folders, so between the two renames the old output is whole, but under its other name; `recover` puts it back.

/**
 * Makes the folder of an environment hold these files and no others, or leaves it as it is and throws.
 * Without files, there is no folder.
 */
export function publish(outDir: string, environment: string, files: Files): void {
  const next = path.join(outDir, `.${environment}.next-${process.pid}`);
  try {
    if (files.size > 0) makeFolder(next);
    for (const [name, text] of files) writeFileSync(path.join(next, name), text);
    swap(next, path.join(outDir, environment), path.join(outDir, `.${environment}.previous-${process.pid}`));
  } finally {
    removeLeftover(next);
  }
}

function swap(next: string, target: string, previous: string): void {
  rmSync(previous, { recursive: true, force: true });
  const hadPrevious = existsSync(target);
  if (hadPrevious) renameSync(target, previous);
  try {
    if (existsSync(next)) renameSync(next, target);
  } catch (error) {
    // Another run may have been faster; what it made is whole as well.
    if (hadPrevious && !existsSync(target)) renameSync(previous, target);
    throw error;
  }
  removeLeftover(previous);
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

/** What cannot be removed is in nobody's way: the output stands, and the next run tries again. */
function removeLeftover(leftover: string): void {
  try {
    rmSync(leftover, { recursive: true, force: true });
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}

/** Clears up after runs that were killed: puts back an output that was moved aside, and removes what is left over. */
export function recover(outDir: string, environment: string): void {
  const target = path.join(outDir, environment);
  for (const { name, kind } of leftovers(outDir, environment)) {
    const leftover = path.join(outDir, name);
    if (kind === 'previous' && !existsSync(target)) renameSync(leftover, target);
    else removeLeftover(leftover);
  }
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

interface Leftover {
  readonly name: string;
  readonly kind: string;
}

function leftovers(outDir: string, environment: string): Leftover[] {
  if (!existsSync(outDir)) return [];
  return readdirSync(outDir).flatMap((name): Leftover[] => {
    const [, owner, kind = '', pid] = /^\.(.+)\.(next|previous)-(\d+)$/.exec(name) ?? [];
    return owner === environment && !isRunning(Number(pid)) ? [{ name, kind }] : [];
  });
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    return errorCode(error) === 'EPERM';
  }
}
