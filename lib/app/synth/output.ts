import path from 'node:path';
import { type Change, compare } from './compare';
import { publish } from './publish';
import type { Files } from './render';

/** The output folder and the files of its environments, by name. */
export interface Output {
  readonly outDir: string;
  readonly rendered: ReadonlyMap<string, Files>;
  /** Writes a line for people. */
  readonly print: (line: string) => void;
}

/** Prints the files that would change, and returns their number; writes nothing. */
export function check({ outDir, rendered, print }: Output): number {
  let count = 0;
  for (const [name, files] of rendered) {
    const changes = compare(path.join(outDir, name), files);
    for (const change of changes) print(changeLine(outDir, name, change));
    count += changes.length;
  }
  return count;
}

/** Writes each environment completely, and prints the files that changed. */
export function write({ outDir, rendered, print }: Output): void {
  for (const [name, files] of rendered) {
    const changes = compare(path.join(outDir, name), files);
    // A folder that is right already is left alone, so that nothing that watches it wakes up.
    if (changes.length > 0) publish(outDir, name, files);
    for (const change of changes) print(changeLine(outDir, name, change));
    // Most environments have nothing outside their cluster.
    if (files.size === 0 && changes.length === 0) continue;
    print(`${path.basename(outDir)}/${name}: ${counted(files.size)}, ${changes.length} changed`);
  }
}

const MARKS = { added: '+', changed: '~', removed: '-' } as const satisfies Record<Change['kind'], string>;
const changeLine = (outDir: string, name: string, { kind, file }: Change): string =>
  `  ${MARKS[kind]} ${path.basename(outDir)}/${name}/${file}`;

/** `3 files`. */
export const counted = (files: number): string => `${files} ${files === 1 ? 'file' : 'files'}`;
