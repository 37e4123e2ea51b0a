import { parseArgs } from 'node:util';
import { UserError } from '../../values/errors';
import { show, suggestion } from '../../values/text';

/** A command of the project, as it is called by `npm run`. */
export interface Command<Flag extends string, Value extends string = never> {
  /** Name of the npm script, such as `synth`. */
  readonly name: string;
  /** Description, for its help. */
  readonly summary: string;
  /** Flags, with their descriptions. */
  readonly flags: Readonly<Record<Flag, string>>;
  /** Options with a value. @default - none */
  readonly values?: Readonly<Record<Value, ValueOption>>;
  /** Whether environments may be given without `--env`. @default false */
  readonly takesNames?: boolean;
  /** Meaning of exit code 1, for its help. */
  readonly findings: string;
}

/** An option that takes a value. */
export interface ValueOption {
  /** Placeholder of the value, such as `FOLDER`. */
  readonly placeholder: string;
  /** Description, for the help. */
  readonly what: string;
}

export interface Options<Flag extends string, Value extends string = never> {
  /** Selected environments, in the order in which they are known. */
  readonly environments: readonly string[];
  /** Flags that are set. */
  readonly flags: ReadonlySet<Flag | 'help' | 'trace'>;
  /** Values that are set; the last one wins. */
  readonly values: ReadonlyMap<Value, string>;
  /** All values that are set, of options that may be repeated. */
  readonly lists: ReadonlyMap<Value, readonly string[]>;
  /** Whether environments were named, be it by `--env`. */
  readonly isNamed: boolean;
}

const COMMON = { trace: 'show the stack trace of an error', help: 'show this help' } as const;

/** The help text of a command. */
export function usage<Flag extends string, Value extends string>(
  command: Command<Flag, Value>,
  environments: readonly string[],
): string {
  const lines = [
    ['--env NAME', `only this environment; may be repeated (${environments.join(', ')})`],
    ...Object.entries<ValueOption>(command.values ?? {}).map(([name, { placeholder, what }]) => [
      `--${name} ${placeholder}`,
      what,
    ]),
    ...Object.entries<string>({ ...command.flags, ...COMMON }).map(([flag, what]) => [
      flag === 'help' ? '--help, -h' : `--${flag}`,
      what,
    ]),
  ];
  const width = Math.max(...lines.map(([option = '']) => option.length)) + 2;
  return `Usage: npm run ${command.name} -- [options]${command.takesNames ? ' [environment ...]' : ''}

${command.summary}

Options:
${lines.map(([option = '', what = '']) => `  ${option.padEnd(width)}${what}`).join('\n')}

Exit codes: 0 success, 1 ${command.findings}, 2 wrong usage.`;
}

/**
 * Parses a command line.
 * @throws UserError with one line that lists the allowed values
 */
export function parseOptions<Flag extends string, Value extends string = never>(
  command: Command<Flag, Value>,
  args: readonly string[],
  known: readonly string[],
): Options<Flag, Value> {
  const flags: readonly string[] = [...Object.keys(command.flags), ...Object.keys(COMMON)];
  const values = new Map(Object.entries<ValueOption>(command.values ?? {}));
  const allowed = ['--env', ...[...values.keys(), ...flags].map((name) => `--${name}`)];
  const wrongUse = (what: string): UserError => new UserError(`${what}, allowed options are: ${allowed.join(', ')}`);
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      env: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
      ...Object.fromEntries([...values.keys()].map((name) => [name, { type: 'string' }])),
      ...Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean', ...(flag === 'help' && { short: 'h' }) }])),
    },
    strict: false,
    tokens: true,
  });
  const named: string[] = [];
  const on = new Set<string>();
  const set = new Map<Value, string>();
  const lists = new Map<Value, string[]>();
  const isValue = (name: string): name is Value => values.has(name);
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (!command.takesNames) throw wrongUse(`unknown argument ${show(token.value)}`);
      named.push(token.value);
    } else if (token.kind === 'option') {
      const { name, rawName, value } = token;
      if (name === 'env') {
        if (!value) throw new UserError(`--env requires a name, the environments are: ${known.join(', ')}`);
        named.push(value);
      } else if (isValue(name)) {
        // A single dash stands for standard input.
        if (!value || (!token.inlineValue && /^-./.test(value)))
          throw wrongUse(`${rawName} requires a ${values.get(name)?.placeholder}`);
        set.set(name, value);
        lists.set(name, [...(lists.get(name) ?? []), value]);
      } else if (flags.includes(name)) {
        if (value !== undefined) throw wrongUse(`${rawName} takes no value`);
        on.add(name);
      } else throw wrongUse(`unknown option ${rawName}${suggestion(rawName, allowed)}`);
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
    values: set,
    lists,
    isNamed: named.length > 0,
  };
}
