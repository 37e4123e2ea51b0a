import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { App } from 'cdk8s';
import { Cluster } from '../checks/cluster';
import { manifestOf, objectsOf } from '../checks/manifest';
import { reasonOf } from '../files';
import { membersOf } from '../ring/members';
import { ringPicture } from '../ring/picture';
import { type RingReport, ringReport } from '../ring/report';
import { ringSystemsOf } from '../ring/ring-checks';
import { simulatedRing } from '../ring/simulated-ring';
import { withApp } from '../synth/environments';
import { ExitCode } from '../synth/exit-code';
import { makeFolder } from '../synth/publish';
import { type CommandProps, type CommandRun, runCommand } from './command';
import type { Command } from './options';
import { ringLines, type ShownRing } from './ring-lines';

type Flag = 'json';
type Value = 'out';

const COMMAND: Command<Flag, Value> = {
  name: 'ring',
  summary:
    'Shows the hash rings of environments: who owns which share of the keys, and what may be lost. Draws them too.',
  flags: { json: 'print an array of rings for machines' },
  values: { out: { placeholder: 'FOLDER', what: 'where the pictures go, a folder for each environment (rings)' } },
  takesNames: true,
  findings: 'an environment could not be made, or a picture not written',
};

export interface RingCommandProps extends CommandProps {
  /** Folder for the pictures, unless the arguments name another one. */
  readonly outDir: string;
}

/** Shows the rings of environments, and draws them. */
export const runRing = (props: RingCommandProps): Promise<ExitCode> =>
  runCommand(COMMAND, props, (run) => show(props, run));

async function show(
  { environments, ...props }: RingCommandProps,
  { options, layout, print, complain }: CommandRun<Flag, Value>,
): Promise<ExitCode> {
  const { flags, values } = options;
  const outDir = values.get('out') ?? props.outDir;
  let isWrong = false;
  const json: object[] = [];
  for (const [at, name] of options.environments.entries()) {
    const rings = await withApp(name, environments, flags.has('trace'), drawnRings);
    if ('complaints' in rings) {
      isWrong = true;
      for (const complaint of rings.complaints) complain(complaint);
      continue;
    }
    const folder = path.join(outDir, name);
    const failure = write(folder, rings);
    if (failure !== undefined) {
      isWrong = true;
      complain(`error: ${name}: cannot write ${folder}: ${failure}`);
    }
    const shown = rings.map(({ report, picture }): ShownRing => {
      const isWritten = picture !== undefined && failure === undefined;
      return { ...report, picture: isWritten ? shownPath(path.join(folder, picture.file)) : null };
    });
    if (flags.has('json')) json.push(...shown.map((ring) => ({ environment: name, ...ring })));
    else for (const line of [...(at === 0 ? [] : ['']), ...ringLines(name, shown, layout)]) print(line);
  }
  if (flags.has('json')) print(JSON.stringify(json, null, 2));
  return isWrong ? ExitCode.findings : ExitCode.done;
}

/** A ring with its picture, if keys are shared out by it. */
interface DrawnRing {
  readonly report: RingReport;
  readonly picture: { readonly file: string; readonly text: string } | undefined;
}

function drawnRings(app: App): DrawnRing[] {
  const cluster = new Cluster(objectsOf(manifestOf(app)));
  const files = new Set<string>();
  return ringSystemsOf(app)
    .flatMap((system) => membersOf(system, cluster))
    .map((members) => {
      const ring = simulatedRing(members);
      const report = ringReport(members, ring);
      if (report.shares === null) return { report, picture: undefined };
      const file = unusedName(`${report.system.toLowerCase()}-${report.ring}`, files);
      return { report, picture: { file, text: ringPicture({ title: `${report.system} ${report.ring}`, ring }) } };
    });
}

/** A name for a file: one system may run twice. */
function unusedName(name: string, used: Set<string>): string {
  let file = `${name}.svg`;
  for (let n = 2; used.has(file); n++) file = `${name}-${n}.svg`;
  used.add(file);
  return file;
}

/** Writes the pictures, and says why if that cannot be done. */
function write(folder: string, rings: readonly DrawnRing[]): string | undefined {
  const pictures = rings.flatMap(({ picture }) => picture ?? []);
  if (pictures.length === 0) return undefined;
  try {
    makeFolder(path.resolve(folder));
    for (const { file, text } of pictures) writeFileSync(path.join(folder, file), text);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** A file as it can be opened from here. */
function shownPath(file: string): string {
  const relative = path.relative('', file);
  return relative.startsWith('..') ? path.resolve(file) : relative;
}
