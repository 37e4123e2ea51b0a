import { stops } from '../../checks/finding';
import { UserError } from '../../values/errors';
import { reasonOf } from '../../values/files';
import { type CommandProps, type CommandRun, runCommand } from '../cli/command';
import type { Command } from '../cli/options';
import { findingLines } from '../cli/report';
import { makeEnvironment } from './environments';
import { ExitCode } from './exit-code';
import { check, counted, type Output, write } from './output';
import { recover, staleEnvironments } from './publish';
import type { Files } from './render';

export interface RunProps extends CommandProps {
  /** Folder that contains a folder for each environment. */
  readonly outDir: string;
  /** Folder for documents outside of the cluster, one subfolder per environment. @default - not written */
  readonly documentsDir?: string | undefined;
}

type Flag = 'check';

const COMMAND: Command<Flag> = {
  name: 'synth',
  summary: 'Synthesizes environments into dist/<environment>/, each completely or not at all.',
  flags: { check: 'write nothing; list the files that would change and exit with 1 if there are any' },
  findings: 'errors were found, or files would change',
};

/** The command `synth`: all environments are rendered before the first one is written. */
export const run = (props: RunProps): Promise<ExitCode> =>
  runCommand(COMMAND, props, (command) => synth(props, command));

async function synth(
  { environments, outDir, documentsDir }: RunProps,
  { options, layout, print, complain }: CommandRun<Flag, never>,
): Promise<ExitCode> {
  const known = Object.keys(environments);
  // cdk8s leaves keys unsorted if this is set; the output shall not depend on it.
  delete process.env['CDK8S_DISABLE_SORT'];

  const rendered = new Map<string, Files>();
  const documents = new Map<string, Files>();
  const outputs: Output[] = [
    { outDir, rendered, print },
    ...(documentsDir === undefined ? [] : [{ outDir: documentsDir, rendered: documents, print }]),
  ];
  // A run that was killed may have moved an output aside, and this one may write nothing.
  for (const output of outputs) recover(output.outDir);

  for (const name of options.environments) {
    const made = await makeEnvironment(name, environments, options.flags.has('trace'));
    if ('complaints' in made) {
      for (const complaint of made.complaints) complain(complaint);
      continue;
    }
    for (const line of findingLines(name, made.findings, layout)) complain(line);
    if (made.findings.some(stops)) continue;
    rendered.set(name, made.files);
    documents.set(name, made.documents);
  }
  if (rendered.size < options.environments.length) {
    complain('nothing was written');
    return ExitCode.findings;
  }
  const isCheck = options.flags.has('check');
  let folder = outDir;
  try {
    if (options.environments.length === known.length) {
      // An environment that is gone has no files.
      for (const name of staleEnvironments(outDir, known)) rendered.set(name, new Map());
    }
    let changes = 0;
    for (const output of outputs) {
      folder = output.outDir;
      if (isCheck) changes += check(output);
      else write(output);
    }
    if (changes === 0) return ExitCode.done;
    print(`${counted(changes)} would change: run npm run synth and commit the result`);
    return ExitCode.findings;
  } catch (error) {
    const failed = `cannot ${isCheck ? 'read' : 'write'} ${folder}: ${reasonOf(error)}`;
    complain(`error: ${error instanceof UserError ? error.message : failed}`);
    return ExitCode.findings;
  }
}
