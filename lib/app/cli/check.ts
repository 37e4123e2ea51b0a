import { stops } from '../../checks/finding';
import { type Environments, makeEnvironment } from '../synth/environments';
import { ExitCode } from '../synth/exit-code';
import { type CommandProps, type CommandRun, runCommand } from './command';
import type { Command } from './options';
import { findingJson, findingLines, summary } from './report';

type Flag = 'json' | 'accepted';

const COMMAND: Command<Flag> = {
  name: 'check',
  summary: 'Checks environments: rings, links, monitoring, Kubernetes schemas and policies. Writes nothing.',
  flags: {
    json: 'print a JSON array of findings, including accepted ones',
    accepted: 'also show accepted findings with their reasons',
  },
  takesNames: true,
  findings: 'errors were found',
};

/** The command `check`: checks environments and reports findings. */
export const runCheck = (props: CommandProps): Promise<ExitCode> =>
  runCommand(COMMAND, props, (run) => check(props.environments, run));

async function check(
  environments: Environments,
  { options, layout, print, complain }: CommandRun<Flag, never>,
): Promise<ExitCode> {
  const { flags } = options;
  let isWrong = false;
  const json: object[] = [];
  for (const name of options.environments) {
    const made = await makeEnvironment(name, environments, flags.has('trace'));
    if ('complaints' in made) {
      isWrong = true;
      for (const complaint of made.complaints) complain(complaint);
      continue;
    }
    const { findings } = made;
    isWrong ||= findings.some(stops);
    if (flags.has('json')) json.push(...findings.map((finding) => findingJson(name, finding)));
    else {
      const lines = findingLines(name, findings, { ...layout, accepted: flags.has('accepted') });
      for (const line of lines.length > 0 ? lines : [`${name}: ${summary(findings)}`]) print(line);
    }
  }
  if (flags.has('json')) print(JSON.stringify(json, null, 2));
  return isWrong ? ExitCode.findings : ExitCode.done;
}
