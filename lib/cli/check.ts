import { stops } from '../checks/finding';
import { UserError } from '../errors';
import { checkNames, type Environments, makeEnvironment } from '../synth/environments';
import { ExitCode } from '../synth/exit-code';
import { type Command, type Options, parseOptions, usage } from './options';
import { findingJson, findingLines, type Layout, summary } from './report';

type Flag = 'json' | 'accepted';

const COMMAND: Command<Flag> = {
  name: 'check',
  summary: 'Checks environments: rings, links, what Kubernetes takes, and what is careless. Nothing is written.',
  flags: {
    json: 'print an array of findings for machines, accepted ones too',
    accepted: 'show accepted findings too, with their reasons',
  },
  takesNames: true,
  findings: 'errors were found',
};

export interface CheckCommandProps {
  /** Arguments after the name of the program. */
  readonly args: readonly string[];
  readonly environments: Environments;
  readonly layout: Layout;
  /** Writes a line for people or machines. */
  readonly print: (line: string) => void;
  /** Writes a line about what went wrong. */
  readonly complain: (line: string) => void;
}

/** Checks environments, and says what was found. */
export async function runCheck({ args, environments, layout, print, complain }: CheckCommandProps): Promise<ExitCode> {
  const known = Object.keys(environments);
  let options: Options<Flag>;
  try {
    checkNames(known);
    options = parseOptions(COMMAND, args, known);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    complain(`error: ${error.message}`);
    return ExitCode.wrongUse;
  }
  const { flags } = options;
  if (flags.has('help')) {
    print(usage(COMMAND, known));
    return ExitCode.done;
  }
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
