import path from 'node:path';
import { UserError } from '../../values/errors';
import { listed, show, suggestion } from '../../values/text';
import type { Layout } from '../cli/report';
import { ExitCode } from '../synth/exit-code';
import { compareManifests } from './compare-manifests';
import type { EnvironmentDiff } from './model';
import { type DiffOptions, parseDiffOptions, USAGE } from './options';
import { readCluster } from './read/cluster';
import { readFolder } from './read/folder';
import { readRevision } from './read/git';
import type { Texts } from './read/manifests';
import { environmentsOf } from './read/manifests';
import type { KnownSystem } from './rings/systems';
import { diffJson } from './show/json';
import { markdownText } from './show/markdown';
import { terminalLines } from './show/terminal';

export interface DiffCommandProps {
  /** Arguments after the name of the program. */
  readonly args: readonly string[];
  /** Folder that holds a folder for each environment. */
  readonly outDir: string;
  /** The systems whose rings are compared, loaded when something has changed. */
  readonly systems: () => Promise<readonly KnownSystem[]>;
  /** Today, as `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Layout in a terminal. @default - without colour, and each sentence on one line */
  readonly layout?: Layout;
  readonly print: (text: string) => void;
  readonly complain: (line: string) => void;
}

/** Reports the effects of applying manifests. */
export async function runDiff(props: DiffCommandProps): Promise<ExitCode> {
  const { args, print, complain, layout = {} } = props;
  try {
    const options = parseDiffOptions(args);
    if (options.help) {
      print(USAGE);
      return ExitCode.done;
    }
    const diffs = await diffsOf(options, props);
    if (options.format === 'json') print(JSON.stringify(diffs.map(diffJson), null, 2));
    else if (options.format === 'markdown') print(markdownText(diffs));
    else for (const line of terminalLines(diffs, layout)) print(line);
    const isFound = diffs.some(({ statements }) => statements.some(({ effect }) => options.failOn.includes(effect)));
    return isFound ? ExitCode.findings : ExitCode.done;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const sentence of error.sentences) complain(`error: ${sentence}`);
    return ExitCode.wrongUse;
  }
}

async function diffsOf(options: DiffOptions, props: DiffCommandProps): Promise<EnvironmentDiff[]> {
  const [before, after] = chosen(sidesOf(options, props), options.environments);
  if (isSame(before, after)) return [];
  const today = options.today ?? props.today();
  return compareManifests({ before, after, systems: await props.systems(), today });
}

function sidesOf(
  { sides, context, kubeconfig, selector, kubectl }: DiffOptions,
  { outDir }: DiffCommandProps,
): [Texts, Texts] {
  if (sides.kind === 'folders') return [readFolder(sides.before), readFolder(sides.after)];
  if (sides.kind === 'revision') return [readRevision(outDir, sides.revision), readFolder(outDir)];
  const name = path.basename(path.resolve(sides.folder));
  const below = (texts: Texts): Texts => new Map([...texts].map(([file, text]) => [`${name}/${file}`, text]));
  const connection = [
    ...(context === undefined ? [] : [`--context=${context}`]),
    ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
  ];
  const cluster = readCluster({ folder: sides.folder, connection, selector, kubectl });
  return [below(cluster), below(readFolder(sides.folder))];
}

/** @throws UserError if neither side has an environment of a name */
function chosen([before, after]: [Texts, Texts], names: readonly string[]): [Texts, Texts] {
  if (names.length === 0) return [before, after];
  const known = new Set([before, after].flatMap((texts) => [...environmentsOf(texts).keys()]));
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw new UserError(
      `--env: found ${show(unknown)}${suggestion(unknown, known)}, the environments are: ${listed(known)}`,
    );
  }
  const only = (texts: Texts): Texts =>
    new Map([...texts].filter(([file]) => names.includes(file.split('/')[0] ?? '')));
  return [only(before), only(after)];
}

const isSame = (before: Texts, after: Texts): boolean =>
  before.size === after.size && [...before].every(([file, text]) => after.get(file) === text);
