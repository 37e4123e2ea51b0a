import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CommandProps, type CommandRun, runCommand } from '../lib/app/cli/command';
import type { Command } from '../lib/app/cli/options';
import type { Environments } from '../lib/app/synth/environments';
import { ExitCode } from '../lib/app/synth/exit-code';
import { UserError } from '../lib/values/errors';
import { CHECKS, type CheckName, chosen } from './checks';
import { leftovers } from './cleanup';
import { readEnvironment, type WrittenEnvironment } from './environment';
import { writeEnvironment } from './environments';
import { locate, type Places } from './programs/locate';
import { PROGRAMS } from './programs/table';
import { type Row, runSuite } from './suite';
import { fails, tableLines } from './table';

type Flag = CheckName | 'json';

const COMMAND: Command<Flag> = {
  name: 'conformance',
  summary: `Runs the real programs on the output of synth, and reports what they accept. Options select single checks.
Missing programs are built once, which takes minutes.`,
  flags: {
    kubernetes: CHECKS.kubernetes.summary,
    'kubernetes-refusals': CHECKS['kubernetes-refusals'].summary,
    evictions: CHECKS.evictions.summary,
    diff: CHECKS.diff.summary,
    loki: CHECKS.loki.summary,
    'loki-3': CHECKS['loki-3'].summary,
    mimir: CHECKS.mimir.summary,
    tempo: CHECKS.tempo.summary,
    prometheus: CHECKS.prometheus.summary,
    rules: CHECKS.rules.summary,
    'rule-tests': CHECKS['rule-tests'].summary,
    otelcol: CHECKS.otelcol.summary,
    promtail: CHECKS.promtail.summary,
    nginx: CHECKS.nginx.summary,
    'loki-refusals': CHECKS['loki-refusals'].summary,
    'loki-3-refusals': CHECKS['loki-3-refusals'].summary,
    'tempo-refusals': CHECKS['tempo-refusals'].summary,
    'language-refusals': CHECKS['language-refusals'].summary,
    'network-policies': CHECKS['network-policies'].summary,
    'loki-ring': CHECKS['loki-ring'].summary,
    'loki-3-ring': CHECKS['loki-3-ring'].summary,
    'tempo-ring': CHECKS['tempo-ring'].summary,
    'loki-tenants': CHECKS['loki-tenants'].summary,
    'tempo-tenants': CHECKS['tempo-tenants'].summary,
    json: 'print a JSON array of results',
  },
  takesNames: true,
  findings: 'something is rejected, or a program is missing while CI is set',
};

export interface ConformanceProps extends CommandProps {
  /** Folder that holds a folder for each environment. */
  readonly outDir: string;
  /** Environments that are not in `outDir`, and are written to a temporary folder. @default - none */
  readonly testEnvironments?: Environments;
  readonly places: Places;
  /** Whether the run is unattended (CI), so that a missing program is a failure. */
  readonly isCi: boolean;
}

/** Checks environments with the real programs, and prints the results. */
export const runConformance = (props: ConformanceProps): Promise<ExitCode> =>
  runCommand(COMMAND, { ...props, environments: { ...props.environments, ...props.testEnvironments } }, async (run) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'conformance-'));
    const forget = leftovers.add(() => rmSync(folder, { recursive: true, force: true }));
    try {
      return await ask(props, run, folder);
    } finally {
      forget();
    }
  });

async function ask(
  { outDir, testEnvironments = {}, places, isCi }: ConformanceProps,
  { options, layout, print, complain }: CommandRun<Flag, never>,
  folder: string,
): Promise<ExitCode> {
  let rows: Row[];
  try {
    const environments: WrittenEnvironment[] = [];
    for (const name of options.environments) {
      environments.push(
        name in testEnvironments
          ? await writeEnvironment(name, testEnvironments, folder)
          : readEnvironment(outDir, name),
      );
    }
    rows = await runSuite({
      environments,
      checks: chosen(options.flags),
      locate: (name) => locate(PROGRAMS[name], places),
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const sentence of error.sentences) complain(`error: ${sentence}`);
    return ExitCode.wrongUse;
  }
  if (options.flags.has('json')) print(JSON.stringify(rows, null, 2));
  else for (const line of tableLines(rows, layout.color)) print(line);
  return fails(rows, isCi) ? ExitCode.findings : ExitCode.done;
}
