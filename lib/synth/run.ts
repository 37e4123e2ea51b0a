import path from 'node:path';
import { inspect, types } from 'node:util';
import type { App } from 'cdk8s';
import { Construct } from 'constructs';
import { UserError } from '../errors';
import { reasonOf } from '../files';
import { type Change, compare } from './compare';
import { header } from './header';
import { type Options, parseOptions, usage } from './options';
import { publish, recover, staleEnvironments } from './publish';
import { type Files, render } from './render';

/** Environments by name. Each is loaded when it is made, so that one does not wait for the code of the others. */
export type Environments = Readonly<Record<string, () => Promise<App>>>;

export interface RunProps {
  /** Arguments after the name of the program. */
  readonly args: readonly string[];
  readonly environments: Environments;
  /** Folder that holds a folder for each environment. */
  readonly outDir: string;
  /** Writes a line for people. @default - standard output */
  readonly print?: (line: string) => void;
  /** Writes a line about what went wrong. @default - standard error */
  readonly complain?: (line: string) => void;
}

/** Exit codes of `npm run synth`. */
export const ExitCode = { done: 0, findings: 1, wrongUse: 2 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

const toStdout = (line: string): void => void process.stdout.write(`${line}\n`);
const toStderr = (line: string): void => void process.stderr.write(`${line}\n`);

/** Synthesizes: all environments are rendered before the first one is written. */
export async function run({
  args,
  environments,
  outDir,
  print = toStdout,
  complain = toStderr,
}: RunProps): Promise<ExitCode> {
  const known = Object.keys(environments);
  let options: Options;
  try {
    checkNames(known);
    options = parseOptions(args, known);
  } catch (error) {
    complain(`error: ${messageOf(error)}`);
    return ExitCode.wrongUse;
  }
  if (options.help) {
    print(usage(known));
    return ExitCode.done;
  }
  // cdk8s leaves keys unsorted if this is set; the output shall not depend on it.
  delete process.env['CDK8S_DISABLE_SORT'];

  const rendered = new Map<string, Files>();
  for (const name of options.environments) {
    const files = await renderEnvironment(name, environments, options.trace, complain);
    if (files) rendered.set(name, files);
  }
  if (rendered.size < options.environments.length) {
    complain('nothing was written');
    return ExitCode.findings;
  }
  try {
    if (options.environments.length === known.length) {
      // An environment that is gone has no files.
      for (const name of staleEnvironments(outDir, known)) rendered.set(name, new Map());
    }
    return options.check ? check(outDir, rendered, print) : write(outDir, rendered, print);
  } catch (error) {
    const what =
      error instanceof UserError
        ? error.message
        : `cannot ${options.check ? 'read' : 'write'} ${outDir}: ${reasonOf(error)}`;
    complain(`error: ${what}`);
    return ExitCode.findings;
  }
}

/** Names become folders, so they may not lead out of the output folder or look like an option. */
function checkNames(names: readonly string[]): void {
  const wrong = names.find((name) => !/^[a-z0-9][a-z0-9.-]*$/.test(name));
  if (wrong !== undefined) {
    throw new UserError(
      `found environment ${inspect(wrong)}, a name has lower-case letters, digits, "-" and ".": rename it in main.ts`,
    );
  }
}

async function renderEnvironment(
  name: string,
  environments: Environments,
  trace: boolean,
  complain: (line: string) => void,
): Promise<Files | undefined> {
  try {
    const app = await environments[name]?.();
    if (!Construct.isConstruct(app)) throw new UserError(`makes ${inspect(app, { depth: 0 })}: return an App`);
    return render(app, header(name));
  } catch (error) {
    const sentences = error instanceof UserError ? error.sentences : [messageOf(error)];
    for (const sentence of sentences) complain(`error: ${name}: ${sentence}`);
    if (trace && types.isNativeError(error)) complain(error.stack ?? '');
    else if (!(error instanceof UserError)) complain('run again with --trace to see where this was thrown');
    return undefined;
  }
}

function check(outDir: string, rendered: ReadonlyMap<string, Files>, print: (line: string) => void): ExitCode {
  let count = 0;
  for (const [name, files] of rendered) {
    const changes = compare(path.join(outDir, name), files);
    for (const change of changes) print(changeLine(outDir, name, change));
    count += changes.length;
  }
  if (count === 0) return ExitCode.done;
  print(`${counted(count)} would change: run npm run synth and commit the result`);
  return ExitCode.findings;
}

function write(outDir: string, rendered: ReadonlyMap<string, Files>, print: (line: string) => void): ExitCode {
  for (const [name, files] of rendered) {
    recover(outDir, name);
    const changes = compare(path.join(outDir, name), files);
    // A folder that is right already is left alone, so that nothing that watches it wakes up.
    if (changes.length > 0) publish(outDir, name, files);
    for (const change of changes) print(changeLine(outDir, name, change));
    print(`${shown(outDir)}/${name}: ${counted(files.size)}, ${changes.length} changed`);
  }
  return ExitCode.done;
}

const counted = (files: number): string => `${files} ${files === 1 ? 'file' : 'files'}`;
/** What to say of anything that code can throw. */
function messageOf(error: unknown): string {
  if (types.isNativeError(error)) return error.message || error.name;
  return typeof error === 'string' ? error : inspect(error);
}

const MARKS = { added: '+', changed: '~', removed: '-' } as const satisfies Record<Change['kind'], string>;
const changeLine = (outDir: string, name: string, { kind, file }: Change): string =>
  `  ${MARKS[kind]} ${shown(outDir)}/${name}/${file}`;
const shown = (outDir: string): string => path.basename(outDir);
