import { UserError } from '../errors';
import { reasonOf } from '../files';
import { checkNames, type Environments, makeEnvironment } from './environments';
import { type Options, parseOptions, usage } from './options';
import { check, write } from './output';
import { staleEnvironments } from './publish';
import type { Files } from './render';

export interface RunProps {
  /** Arguments after the name of the program. */
  readonly args: readonly string[];
  readonly environments: Environments;
  /** Folder that holds a folder for each environment. */
  readonly outDir: string;
  /** Folder for what belongs to environments outside the cluster, one folder each. @default - it is not written */
  readonly documentsDir?: string | undefined;
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
export async function run(props: RunProps): Promise<ExitCode> {
  const { args, environments, outDir, documentsDir, print = toStdout, complain = toStderr } = props;
  const known = Object.keys(environments);
  let options: Options;
  try {
    checkNames(known);
    options = parseOptions(args, known);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    complain(`error: ${error.message}`);
    return ExitCode.wrongUse;
  }
  if (options.help) {
    print(usage(known));
    return ExitCode.done;
  }
  // cdk8s leaves keys unsorted if this is set; the output shall not depend on it.
  delete process.env['CDK8S_DISABLE_SORT'];

  const rendered = new Map<string, Files>();
  const documents = new Map<string, Files>();
  for (const name of options.environments) {
    const made = await makeEnvironment(name, environments, options.trace);
    if ('files' in made) {
      rendered.set(name, made.files);
      documents.set(name, made.documents);
    } else for (const complaint of made.complaints) complain(complaint);
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
    const outputs = [
      { outDir, rendered, print },
      ...(documentsDir === undefined ? [] : [{ outDir: documentsDir, rendered: documents, print }]),
    ];
    if (options.check) return check(outputs) === 0 ? ExitCode.done : ExitCode.findings;
    for (const output of outputs) write(output);
    return ExitCode.done;
  } catch (error) {
    const failed = `cannot ${options.check ? 'read' : 'write'} ${outDir}: ${reasonOf(error)}`;
    complain(`error: ${error instanceof UserError ? error.message : failed}`);
    return ExitCode.findings;
  }
}
