import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { App } from 'cdk8s';
import { ringsOf } from '../../checks/rings/ring-checks';
import { ringPicture } from '../../model/ring/picture';
import { type RingReport, ringReport } from '../../model/ring/report';
import { simulatedRing } from '../../model/ring/simulated-ring';
import { reasonOf } from '../../values/files';
import { withApp } from '../synth/environments';
import { ExitCode } from '../synth/exit-code';
import { makeFolder } from '../synth/publish';
import { type CommandProps, type CommandRun, runCommand } from './command';
import type { Command } from './options';
import { ringLines, type ShownRing } from './ring-lines';

type Flag = 'json';
type Value = 'out' | 'tenant';

const COMMAND: Command<Flag, Value> = {
  name: 'ring',
  summary:
    'Shows the hash rings of environments: shares of keys, tolerated losses, and what rollouts, drains and scaling do. Draws them as SVG.',
  flags: { json: 'print a JSON array of rings' },
  values: {
    out: { placeholder: 'FOLDER', what: 'folder for the pictures, with a subfolder for each environment (rings)' },
    tenant: { placeholder: 'NAME', what: 'show the members that this tenant uses' },
  },
  takesNames: true,
  findings: 'an environment or a picture could not be created',
};

export interface RingCommandProps extends CommandProps {
  /** Folder for the pictures, without `--out`. */
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
    const rings = await withApp(name, environments, flags.has('trace'), (app) => drawnRings(app, values.get('tenant')));
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

/** A ring with its picture; a ring that assigns no keys has none. */
interface DrawnRing {
  readonly report: RingReport;
  readonly picture: { readonly file: string; readonly text: string } | undefined;
}

function drawnRings(app: App, tenant: string | undefined): DrawnRing[] {
  const files = new Set<string>();
  return ringsOf(app).map((deployed) => {
    const ring = simulatedRing(deployed);
    const report = ringReport(deployed, ring, tenant);
    if (report.shares === null) return { report, picture: undefined };
    const file = unusedName(`${report.system.toLowerCase()}-${report.ring}`, files);
    return { report, picture: { file, text: ringPicture({ title: `${report.system} ${report.ring}`, ring }) } };
  });
}

/** A unique file name: an environment may have several installations of one system. */
function unusedName(name: string, used: Set<string>): string {
  let file = `${name}.svg`;
  for (let n = 2; used.has(file); n++) file = `${name}-${n}.svg`;
  used.add(file);
  return file;
}

/** Writes the pictures. @returns the reason if that fails */
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

/** Path of a file, relative to the working directory if it is below it. */
function shownPath(file: string): string {
  const relative = path.relative('', file);
  return relative.startsWith('..') ? path.resolve(file) : relative;
}
