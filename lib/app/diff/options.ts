import { parseArgs } from 'node:util';
import { isDay } from '../../model/config/value-types';
import { UserError } from '../../values/errors';
import { listed, show, suggestion } from '../../values/text';
import { EFFECTS, type Effect } from './model';

export type Format = 'terminal' | 'markdown' | 'json';

/** The two sides of a comparison: two folders, or a folder and a git revision or a cluster. */
export type Sides =
  | { readonly kind: 'folders'; readonly before: string; readonly after: string }
  | { readonly kind: 'revision'; readonly revision: string }
  | { readonly kind: 'cluster'; readonly folder: string };

export interface DiffOptions {
  readonly sides: Sides;
  readonly format: Format;
  readonly failOn: readonly Effect[];
  /** Environments to look at; all of them if none is named. */
  readonly environments: readonly string[];
  readonly today: string | undefined;
  readonly context: string | undefined;
  readonly kubeconfig: string | undefined;
  readonly selector: string | undefined;
  readonly kubectl: string | undefined;
  readonly help: boolean;
}

const TEXT = { type: 'string' } as const;
const OPTIONS = {
  base: TEXT,
  live: TEXT,
  context: TEXT,
  kubeconfig: TEXT,
  selector: TEXT,
  kubectl: TEXT,
  format: TEXT,
  'fail-on': TEXT,
  today: TEXT,
  env: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

export const USAGE = `Usage: npm run diff -- [options] [OLD NEW]

Compares two sets of manifests, and says what applying the newer one does: restarts, what the API server refuses,
what becomes of rings, which data is at risk. Without OLD and NEW, dist/ of a revision is compared with dist/ as it is.

Options:
  --base REVISION     branch, tag or commit whose dist/ is the older one (main)
  --live FOLDER       compare what a cluster has with a folder of manifests, through kubectl
  --context NAME      context of kubectl, with --live
  --kubeconfig FILE   configuration of kubectl, with --live
  --selector LABELS   also look for objects with these labels that no manifest has any more, with --live
  --kubectl FILE      the program, with --live (kubectl)
  --env NAME          this environment only; may be given several times
  --format FORMAT     terminal, markdown (a comment of a pull request) or json (terminal)
  --fail-on EFFECTS   exit with 1 if one of these is found, such as data-loss,refused,outage
  --today DATE        the day by which a period of a schema is in the past, as YYYY-MM-DD (today)
  --help, -h          show this help

Effects: ${EFFECTS.join(', ')}.
Exit codes: 0 done, 1 something of --fail-on was found, 2 wrong use.`;

/**
 * Reads the command line.
 * @throws UserError with one line that lists the allowed values
 */
export function parseDiffOptions(args: readonly string[]): DiffOptions {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const known = Object.keys(OPTIONS).map((name) => `--${name}`);
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (!Object.hasOwn(OPTIONS, token.name)) {
      throw new UserError(
        `unknown option ${token.rawName}${suggestion(token.rawName, known)}, the options are: ${known.join(', ')}`,
      );
    }
    const needsValue = token.name !== 'help';
    if (needsValue && (!token.value || (!token.inlineValue && token.value.startsWith('-')))) {
      throw new UserError(`${token.rawName} needs a value, see npm run diff -- --help`);
    }
  }
  const text = (name: keyof typeof OPTIONS): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const today = text('today');
  if (today !== undefined && !isDay(today)) {
    throw new UserError(`--today: found ${show(today)}, allowed is a day as YYYY-MM-DD`);
  }
  return {
    sides: sidesOf(positionals, text('base'), text('live')),
    format: formatOf(text('format') ?? 'terminal'),
    failOn: effectsOf(text('fail-on')),
    environments: Array.isArray(values.env) ? values.env.filter((name) => typeof name === 'string') : [],
    today,
    context: text('context'),
    kubeconfig: text('kubeconfig'),
    selector: text('selector'),
    kubectl: text('kubectl'),
    help: values.help === true,
  };
}

function sidesOf(folders: readonly string[], base: string | undefined, live: string | undefined): Sides {
  const [before, after, ...more] = folders;
  const ways = [before !== undefined, base !== undefined, live !== undefined].filter(Boolean).length;
  if (ways > 1) throw new UserError('found more than one of OLD NEW, --base and --live: choose one');
  if (live !== undefined) return { kind: 'cluster', folder: live };
  if (before === undefined) return { kind: 'revision', revision: base ?? 'main' };
  if (after === undefined || more.length > 0) {
    throw new UserError(`found ${folders.length} folders (${folders.join(', ')}), allowed are two: OLD NEW`);
  }
  return { kind: 'folders', before, after };
}

const FORMATS: readonly Format[] = ['terminal', 'markdown', 'json'];

function formatOf(text: string): Format {
  const format = FORMATS.find((name) => name === text);
  if (format !== undefined) return format;
  throw new UserError(`--format: found ${show(text)}${suggestion(text, FORMATS)}, allowed are: ${listed(FORMATS)}`);
}

function effectsOf(text: string | undefined): Effect[] {
  return (text ?? '').split(',').flatMap((word) => {
    const name = word.trim();
    if (name === '') return [];
    const effect = EFFECTS.find((one) => one === name);
    if (effect !== undefined) return [effect];
    throw new UserError(`--fail-on: found ${show(name)}${suggestion(name, EFFECTS)}, allowed are: ${listed(EFFECTS)}`);
  });
}
