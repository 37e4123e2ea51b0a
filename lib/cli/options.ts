import { parseArgs } from 'node:util';
import { UserError } from '../errors';
import { show, suggestion } from '../text';

/** A command of the project, as it is called by `npm run`. */
export interface Command<Flag extends string> {
  /** As npm knows it, such as `synth`. */
  readonly name: string;
  /** What it does, for its help. */
  readonly summary: string;
  /** What can be switched on, and what that means. */
  readonly flags: Readonly<Record<Flag, string>>;
  /** Whether environments may be named without `--env`. @default false */
  readonly takesNames?: boolean;
  /** What its exit code 1 means, for its help. */
  readonly findings: string;
}

export interface Options<Flag extends string> {
  /** Environments to look at, in the order in which they are known. */
  readonly environments: readonly string[];
  /** What is switched on. */
  readonly flags: ReadonlySet<Flag | 'help' | 'trace'>;
}

const COMMON = { trace: 'show where an error was thrown', help: 'show this help' } as const;

/** The help text of a command. */
export function usage<Flag extends string>(command: Command<Flag>, environments: readonly string[]): string {
  const lines = [
    ['--env NAME', `this environment only; may be given several times (${environments.join(', ')})`],
    ...Object.entries<string>({ ...command.flags, ...COMMON }).map(([flag, what]) => [
      flag === 'help' ? '--help, -h' : `--${flag}`,
      what,
    ]),
  ];
  return `Usage: npm run ${command.name} -- [options]${command.takesNames ? ' [environment ...]' : ''}

${command.summary}

Options:
${lines.map(([flag = '', what = '']) => `  ${flag.padEnd(13)}${what}`).join('\n')}

Exit codes: 0 done, 1 ${command.findings}, 2 wrong use.`;
}

/**
 * Reads a command line.
 * @throws UserError with one line that names what is allowed
 */
export function parseOptions<Flag extends string>(
  command: Command<Flag>,
  args: readonly string[],
  known: readonly string[],
): Options<Flag> {
  const flags: readonly string[] = [...Object.keys(command.flags), ...Object.keys(COMMON)];
  const allowed = ['--env', ...flags.map((flag) => `--${flag}`)];
  const wrongUse = (what: string): UserError => new UserError(`${what}, the options are: ${allowed.join(', ')}`);
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      env: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
      ...Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean', ...(flag === 'help' && { short: 'h' }) }])),
    },
    strict: false,
    tokens: true,
  });
  const named: string[] = [];
  const on = new Set<string>();
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (!command.takesNames) throw wrongUse(`unknown argument ${show(token.value)}`);
      named.push(token.value);
    } else if (token.kind === 'option') {
      if (token.name !== 'env' && !flags.includes(token.name)) {
        throw wrongUse(`unknown option ${token.rawName}${suggestion(token.rawName, allowed)}`);
      }
      if (token.name !== 'env') {
        if (token.value !== undefined) throw wrongUse(`${token.rawName} takes no value`);
        on.add(token.name);
      } else if (token.value) named.push(token.value);
      else throw new UserError(`--env needs a name, the environments are: ${known.join(', ')}`);
    }
  }
  const unknown = named.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UserError(
      `unknown environment ${show(unknown)}${suggestion(unknown, known)}, the environments are: ${known.join(', ')}`,
    );
  }
  return {
    environments: named.length === 0 ? known : known.filter((name) => named.includes(name)),
    flags: new Set([...on].filter((flag): flag is Flag | 'help' | 'trace' => flags.includes(flag))),
  };
}
