import type { LocatedFinding } from '../../checks/check';
import { stops } from '../../checks/finding';
import { KUBERNETES_VERSIONS } from '../../checks/schema/versions';
import { UserError } from '../../values/errors';
import { type CheckedManifests, checkManifests } from '../manifests/check';
import { type Environments, makeEnvironment } from '../synth/environments';
import { ExitCode } from '../synth/exit-code';
import { type CommandProps, type CommandRun, runCommand } from './command';
import type { Command } from './options';
import { findingJson, findingLines, summary } from './report';

type Flag = 'json' | 'accepted';
type Value = 'manifests' | 'external' | 'kubernetes';

const COMMAND: Command<Flag, Value> = {
  name: 'check',
  summary: 'Checks environments: rings, links, monitoring, Kubernetes schemas and policies. Writes nothing.',
  flags: {
    json: 'print a JSON array of findings, including accepted ones',
    accepted: 'also show accepted findings with their reasons',
  },
  values: {
    manifests: {
      placeholder: 'PLACE',
      what: 'check YAML of any origin instead: a folder, a file, or - for standard input; may be repeated',
    },
    external: {
      placeholder: 'OBJECT',
      what: 'object that the manifests refer to and that is elsewhere, as Kind/namespace/name; may be repeated',
    },
    kubernetes: {
      placeholder: 'VERSION',
      what: `version of Kubernetes of the manifests (${KUBERNETES_VERSIONS.join(', ')})`,
    },
  },
  takesNames: true,
  findings: 'errors were found',
};

export interface CheckCommandProps extends CommandProps {
  /** Text of standard input. @default - that of the process */
  readonly input?: () => string;
}

/** The command `check`: checks environments and reports findings. */
export const runCheck = (props: CheckCommandProps): Promise<ExitCode> =>
  runCommand(COMMAND, props, (run) =>
    run.options.lists.has('manifests') ? manifests(props, run) : check(props.environments, run),
  );

async function check(environments: Environments, run: CommandRun<Flag, Value>): Promise<ExitCode> {
  const { options, complain } = run;
  for (const name of ['external', 'kubernetes'] as const) {
    if (!options.values.has(name)) continue;
    complain(`error: --${name} is an option of --manifests: in an environment, set ${name} of EnvironmentChecks`);
    return ExitCode.wrongUse;
  }
  const subjects: Subject[] = [];
  let isWrong = false;
  for (const name of options.environments) {
    const made = await makeEnvironment(name, environments, options.flags.has('trace'));
    if ('complaints' in made) {
      isWrong = true;
      for (const complaint of made.complaints) complain(complaint);
    } else subjects.push({ name, findings: made.findings });
  }
  return report(subjects, run, isWrong);
}

async function manifests({ input }: CheckCommandProps, run: CommandRun<Flag, Value>): Promise<ExitCode> {
  const { options, complain } = run;
  if (options.isNamed) {
    complain('error: found an environment and --manifests, allowed is one of them: run the command twice');
    return ExitCode.wrongUse;
  }
  let checked: CheckedManifests;
  try {
    checked = checkManifests({
      places: options.lists.get('manifests') ?? [],
      external: options.lists.get('external') ?? [],
      kubernetes: options.values.get('kubernetes'),
      input,
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const sentence of error.sentences) complain(`error: ${sentence}`);
    return ExitCode.wrongUse;
  }
  for (const complaint of checked.complaints) complain(`error: ${complaint}`);
  return report([{ name: 'manifests', findings: checked.findings }], run, checked.complaints.length > 0);
}

/** An environment, or the manifests, with their findings. */
interface Subject {
  readonly name: string;
  readonly findings: readonly LocatedFinding[];
}

/** @param isWrong whether something could not be checked */
function report(subjects: readonly Subject[], run: CommandRun<Flag, Value>, isWrong: boolean): ExitCode {
  const { flags } = run.options;
  if (flags.has('json')) {
    const json = subjects.flatMap(({ name, findings }) => findings.map((finding) => findingJson(name, finding)));
    run.print(JSON.stringify(json, null, 2));
  } else {
    for (const { name, findings } of subjects) {
      const lines = findingLines(name, findings, { ...run.layout, accepted: flags.has('accepted') });
      for (const line of lines.length > 0 ? lines : [`${name}: ${summary(findings)}`]) run.print(line);
    }
  }
  return isWrong || subjects.some(({ findings }) => findings.some(stops)) ? ExitCode.findings : ExitCode.done;
}
