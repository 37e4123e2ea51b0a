import { UserError } from '../../values/errors';
import { checkNames, type Environments } from '../synth/environments';
import { ExitCode } from '../synth/exit-code';
import { type Command, type Options, parseOptions, usage } from './options';
import type { Layout } from './report';

/** Input of a command. */
export interface CommandProps {
  /** Arguments after the name of the program. */
  readonly args: readonly string[];
  readonly environments: Environments;
  /** Layout of findings. @default - without colour, one line per sentence */
  readonly layout?: Layout;
  /** Prints a line of output. @default - standard output */
  readonly print?: (line: string) => void;
  /** Prints a line about an error. @default - standard error */
  readonly complain?: (line: string) => void;
}

/** Input of the action of a command. */
export interface CommandRun<Flag extends string, Value extends string> {
  readonly options: Options<Flag, Value>;
  readonly layout: Layout;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

const toStdout = (line: string): void => void process.stdout.write(`${line}\n`);
const toStderr = (line: string): void => void process.stderr.write(`${line}\n`);

/** Parses the command line and runs the command, or prints its help or an error. */
export async function runCommand<Flag extends string, Value extends string>(
  command: Command<Flag, Value>,
  { args, environments, layout = {}, print = toStdout, complain = toStderr }: CommandProps,
  act: (run: CommandRun<Flag, Value>) => Promise<ExitCode>,
): Promise<ExitCode> {
  const known = Object.keys(environments);
  let options: Options<Flag, Value>;
  try {
    checkNames(known);
    options = parseOptions(command, args, known);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    complain(`error: ${error.message}`);
    return ExitCode.wrongUse;
  }
  if (options.flags.has('help')) {
    print(usage(command, known));
    return ExitCode.done;
  }
  return act({ options, layout, print, complain });
}
