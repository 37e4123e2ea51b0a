import { type CommandProps, type CommandRun, runCommand } from '../lib/cli/command';
import type { Command } from '../lib/cli/options';
import { UserError } from '../lib/errors';
import { ExitCode } from '../lib/synth/exit-code';
import { CHECKS, type CheckName, chosen } from './checks';
import { readEnvironment } from './environment';
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
    diff: CHECKS.diff.summary,
    loki: CHECKS.loki.summary,
    mimir: CHECKS.mimir.summary,
    tempo: CHECKS.tempo.summary,
    prometheus: CHECKS.prometheus.summary,
    rules: CHECKS.rules.summary,
    'rule-tests': CHECKS['rule-tests'].summary,
    otelcol: CHECKS.otelcol.summary,
    promtail: CHECKS.promtail.summary,
    nginx: CHECKS.nginx.summary,
    'loki-ring': CHECKS['loki-ring'].summary,
    'tempo-ring': CHECKS['tempo-ring'].summary,
    json: 'print a JSON array of results',
  },
  takesNames: true,
  findings: 'something is rejected, or a program is missing while CI is set',
};

export interface ConformanceProps extends CommandProps {
  /** Folder that holds a folder for each environment. */
  readonly outDir: string;
  readonly places: Places;
  /** Whether nobody is there who could do something about what is missing. */
  readonly isCi: boolean;
}

/** Takes environments to the real programs, and says what came of it. */
export const runConformance = (props: ConformanceProps): Promise<ExitCode> =>
  runCommand(COMMAND, props, (run) => ask(props, run));

async function ask(
  { outDir, places, isCi }: ConformanceProps,
  { options, layout, print, complain }: CommandRun<Flag, never>,
): Promise<ExitCode> {
  let rows: Row[];
  try {
    rows = await runSuite({
      environments: options.environments.map((name) => readEnvironment(outDir, name)),
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
