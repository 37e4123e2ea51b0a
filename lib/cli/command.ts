import { UserError } from '../errors';
import { checkNames, type Environments } from '../synth/environments';
import { ExitCode } from '../synth/exit-code';
import { type Command, type Options, parseOptions, usage } from './options';
import type { Layout } from './report';

/** What every command is given. */
export interface CommandProps {
  /** Arguments after the name of the program. */
  readonly args: readonly string[];
  readonly environments: Environments;
  /** How findings look. @default - without colour, and each sentence a line */
  readonly layout?: Layout;
  /** Writes a line for people or machines. @default - standard output */
  readonly print?: (line: string) => void;
  /** Writes a line about what went wrong. @default - standard error */
  readonly complain?: (line: string) => void;
}

/** What a command does its work with. */
export interface CommandRun<Flag extends string, Value extends string> {
  readonly options: Options<Flag, Value>;
  readonly layout: Layout;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

const toStdout = (line: string): void => void process.stdout.write(`${line}\n`);
const toStderr = (line: string): void => void process.stderr.write(`${line}\n`);

/** Reads the command line, and does what it asks for, unless that is help or nothing that it can. */
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
