import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../lib/values/errors';
import { errorCode } from '../../lib/values/files';
import { leftovers } from '../cleanup';
import { runProgram } from '../exec';
import type { DebianSource, GoModule, GoSource, Program } from './program';

/** Folder of a program below that of all programs. */
const folderOf = ({ name, version }: Program): string => `${name}-${version}`;

const fileOf = ({ name, source }: Program): string => (source.from === 'debian' ? source.file : name);

/** The file of a program that was built earlier. */
export function cached(cache: string, program: Program): string | undefined {
  const file = path.join(cache, folderOf(program), fileOf(program));
  return existsSync(file) ? file : undefined;
}

/**
 * Builds a program into a folder of its own. Two concurrent runs do not conflict: each builds in a temporary folder,
 * and the first one to finish moves its folder into place.
 * @throws UserError with the reason if it cannot be built
 */
export async function make(cache: string, program: Program): Promise<string> {
  const { source } = program;
  if (source.from === 'nowhere') throw new UserError(source.reason);
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(path.join(cache, `.${folderOf(program)}-`));
  const forget = leftovers.add(() => rmSync(work, { recursive: true, force: true }));
  const made = path.join(work, 'made');
  mkdirSync(made);
  try {
    if (source.from === 'go') await build(work, path.join(made, program.name), program, source);
    else await unpack(work, made, source);
    putInPlace(made, path.join(cache, folderOf(program)));
  } finally {
    forget();
  }
  const file = cached(cache, program);
  if (file === undefined) throw new UserError(`the build has no file ${fileOf(program)}`);
  return file;
}

function putInPlace(made: string, target: string): void {
  try {
    renameSync(made, target);
  } catch (error) {
    // Another run finished first.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
  }
}

async function build(folder: string, target: string, { version }: Program, source: GoSource): Promise<void> {
  writeFileSync(path.join(folder, 'go.mod'), goMod(source.module));
  writeFileSync(path.join(folder, 'go.sum'), (source.module.sums ?? []).map((line) => `${line}\n`).join(''));
  if (source.module.main !== undefined) writeFileSync(path.join(folder, 'main.go'), source.module.main);
  const variables = (source.versionVariables ?? []).map((variable) => `-X ${variable}=${version}`);
  const ldflags = [...variables, ...(source.ldflags === undefined ? [] : [source.ldflags])].join(' ');
  await call(folder, 'go', 'build', '-mod=mod', '-buildvcs=false', `-ldflags=${ldflags}`, '-o', target, source.package);
}

/** The text of `go.mod`. */
export function goMod({ go = '1.21', require, replace = {}, exclude = [] }: GoModule): string {
  const block = (word: string, lines: readonly string[]): string =>
    lines.length === 0 ? '' : `\n${word} (\n${lines.map((line) => `\t${line}\n`).join('')})\n`;
  return [
    `module conformance\n\ngo ${go}\n`,
    block(
      'require',
      Object.entries(require).map(([module, version]) => `${module} ${version}`),
    ),
    block(
      'replace',
      Object.entries(replace).map(([module, other]) => `${module} => ${other}`),
    ),
    block('exclude', exclude),
  ].join('');
}

async function unpack(folder: string, target: string, source: DebianSource): Promise<void> {
  await call(folder, 'apt-get', 'download', source.package);
  const archive = readdirSync(folder).find((name) => name.endsWith('.deb'));
  if (archive === undefined) throw new UserError(`apt-get downloaded no ${source.package}`);
  await call(folder, 'dpkg-deb', '-x', archive, target);
}

/** @throws UserError if it fails, with the last line of its output */
async function call(cwd: string, program: string, ...args: readonly string[]): Promise<void> {
  // All of them can be built without a C compiler.
  const { code, stderr } = await runProgram(program, args, { cwd, env: { CGO_ENABLED: '0' }, seconds: 30 * 60 });
  if (code === undefined) throw new UserError(`it requires ${program}, which is missing or was terminated`);
  if (code !== 0) throw new UserError(`${program} failed with "${stderr.trim().split('\n').at(-1) ?? ''}"`);
}
