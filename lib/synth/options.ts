import { parseArgs } from 'node:util';
import { UserError } from '../errors';
import { show, suggestion } from '../text';

export interface Options {
  /** Environments to make. */
  readonly environments: readonly string[];
  /** Only compare, and write nothing. */
  readonly check: boolean;
  readonly help: boolean;
  /** Show where an error was thrown. */
  readonly trace: boolean;
}

const OPTIONS = {
  env: { type: 'string', multiple: true },
  check: { type: 'boolean' },
  trace: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The help text. */
export const usage = (environments: readonly string[]): string => `Usage: npm run synth -- [options]

Synthesizes environments into dist/<environment>/, each as a whole or not at all.

Options:
  --env NAME   make this environment only; may be given several times (${environments.join(', ')})
  --check      write nothing; list the files that would change and exit with 1 if there are any
  --trace      show where an error was thrown
  --help, -h   show this help

Exit codes: 0 done, 1 something was found or would change, 2 wrong use.`;

/**
 * Reads the command line.
 * @throws UserError with one line that names what is allowed
 */
export function parseOptions(args: readonly string[], known: readonly string[]): Options {
  const { values, tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') throw wrongUse(`unknown argument ${show(token.value)}`);
    if (token.kind !== 'option') continue;
    if (!Object.hasOwn(OPTIONS, token.name)) {
      throw wrongUse(`unknown option ${token.rawName}${suggestion(token.rawName, ALLOWED)}`);
    }
    if (token.name === 'env' && !token.value)
      throw new UserError(`--env needs a name, the environments are: ${known.join(', ')}`);
    if (token.name !== 'env' && token.value !== undefined) throw wrongUse(`${token.rawName} takes no value`);
  }
  const named = [values.env ?? []].flat().map(String);
  const unknown = named.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UserError(
      `unknown environment ${show(unknown)}${suggestion(unknown, known)}, the environments are: ${known.join(', ')}`,
    );
  }
  return {
    environments: named.length === 0 ? known : known.filter((name) => named.includes(name)),
    check: values.check === true,
    help: values.help === true,
    trace: values.trace === true,
  };
}

const ALLOWED = Object.keys(OPTIONS).map((name) => `--${name}`);
const wrongUse = (what: string): UserError => new UserError(`${what}, the options are: ${ALLOWED.join(', ')}`);
