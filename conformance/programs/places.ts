import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { runProgram } from '../exec';
import { cached, make } from './build';
import type { Places } from './locate';
import type { Program } from './program';

/** Folder of the built programs. */
const cacheFolder = (): string =>
  path.join(process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'cdk8s-lgtm');

/**
 * The current machine.
 * @param tell prints a message before a long step
 */
export const machine = (tell: (line: string) => void, cache = cacheFolder()): Places => ({
  variable: (name) => process.env[name],
  onPath,
  cached: (program) => cached(cache, program),
  versionOf,
  make: async (program) => {
    tell(`building ${program.name} ${program.version} once, which may take minutes`);
    return make(cache, program);
  },
});

function onPath(name: string): string | undefined {
  // nginx is in a folder that only the PATH of root has.
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin'].filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The output of a program for its version; some print none, others print it to stderr. */
async function versionOf(file: string, { versionArgs = ['--version'], says }: Program): Promise<string | undefined> {
  const { code, text } = await runProgram(file, versionArgs, { seconds: 30 });
  return code === 0 ? (says.exec(text)?.[1] ?? 'unknown') : undefined;
}
