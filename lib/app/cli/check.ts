import type { LocatedFinding } from '../../checks/check';
import { stops } from '../../checks/finding';
import { KUBERNETES_VERSIONS } from '../../checks/schema/versions';
import { UserError } from '../../values/errors';
import { type CheckedManifests, checkManifests } from '../manifests/check';
import { INPUT_NAME } from '../manifests/read';
import { type Environments, makeEnvironment } from '../synth/environments';
import { ExitCode } from '../synth/exit-code';
import { type CommandProps, type CommandRun, runCommand } from './command';
import type { Command } from './options';
import { findingJson, findingLines, summary } from './report';
import { type SarifProps, sarif } from './sarif';

type Flag = 'json' | 'sarif' | 'accepted';
type Value = 'manifests' | 'external' | 'kubernetes';

const COMMAND: Command<Flag, Value> = {
  name: 'check',
  summary: 'Checks environments: rings, links, monitoring, Kubernetes schemas and policies. Writes nothing.',
  flags: {
    json: 'print a JSON array of findings, including accepted ones',
    sarif: 'print SARIF 2.1.0, as code scanning of GitHub reads it',
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
  runCommand(COMMAND, props, async (run) => {
    const { flags, lists } = run.options;
    if (flags.has('json') && flags.has('sarif')) {
      run.complain('error: found --json and --sarif, allowed is one of them: run the command twice');
      return ExitCode.wrongUse;
    }
    return lists.has('manifests') ? manifests(props, run) : check(props.environments, run);
  });

async function check(environments: Environments, run: CommandRun<Flag, Value>): Promise<ExitCode> {
  const { options, complain } = run;
  for (const name of ['external', 'kubernetes'] as const) {
    if (!options.values.has(name)) continue;
    complain(`error: --${name} is an option of --manifests: in an environment, set ${name} of EnvironmentChecks`);
    return ExitCode.wrongUse;
  }
  const subjects: SarifProps[] = [];
  let isWrong = false;
  for (const name of options.environments) {
    const made = await makeEnvironment(name, environments, options.flags.has('trace'));
    if ('complaints' in made) {
      isWrong = true;
      for (const complaint of made.complaints) complain(complaint);
    } else {
      subjects.push({ name, findings: made.findings, fileOf: () => `environments/${name}.ts` });
    }
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
  return report([{ name: 'manifests', findings: checked.findings, fileOf }], run, checked.complaints.length > 0);
}

/** The file of a finding about manifests: the place of its object. */
const fileOf = ({ at }: LocatedFinding): string | undefined => (at === '' || at === INPUT_NAME ? undefined : at);

/** @param isWrong whether something could not be checked */
function report(subjects: readonly SarifProps[], run: CommandRun<Flag, Value>, isWrong: boolean): ExitCode {
  const { flags } = run.options;
  if (flags.has('json')) {
    const json = subjects.flatMap(({ name, findings }) => findings.map((finding) => findingJson(name, finding)));
    run.print(JSON.stringify(json, null, 2));
  } else if (flags.has('sarif')) {
    run.print(JSON.stringify(sarif(subjects, !isWrong), null, 2));
  } else {
    for (const { name, findings } of subjects) {
      const lines = findingLines(name, findings, { ...run.layout, accepted: flags.has('accepted') });
      for (const line of lines.length > 0 ? lines : [`${name}: ${summary(findings)}`]) run.print(line);
    }
  }
  return isWrong || subjects.some(({ findings }) => findings.some(stops)) ? ExitCode.findings : ExitCode.done;
}
