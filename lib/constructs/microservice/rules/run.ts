import type { RuleFinding } from '../../../checks/catalog';
import type { Cluster } from '../../../checks/cluster';
import type { ConfigSchema } from '../../../model/config/config-schema';
import { withDefaults, withOverrides } from '../../../model/config/effective';
import { overridesOf } from '../../../model/config/flags';
import type { Day } from '../../../model/config/types';
import { configMistakes } from '../../../model/config/validate';
import type { RoleProcess } from '../processes';
import type { Rule, RuleSubject } from './rule';

export interface ConfigRulesProps<Role extends string, Config extends object, Installation> {
  readonly schema: ConfigSchema;
  readonly installation: Installation;
  readonly runs: (role: Role) => boolean;
  /** The configuration in the file. */
  readonly config: Config;
  readonly processes: ReadonlyArray<RoleProcess<Role, Config>>;
  readonly today: Day | undefined;
  readonly rules: ReadonlyArray<Rule<RuleSubject<Role, Config, Installation>>>;
}

/** Mistakes in the configuration of a system, as its parser and its own validation find them. */
export function* configFindings<Role extends string, Config extends object, Installation>(
  props: ConfigRulesProps<Role, Config, Installation>,
  cluster: Cluster,
): Generator<RuleFinding> {
  const { schema, config, rules, processes } = props;
  const inForm = configMistakes(schema, config);
  for (const { kind, sentence } of inForm) yield { id: `config/${kind}`, sentence: `config.${sentence}` };
  // A rule would stumble over values of the wrong form, which are named already.
  if (inForm.some(({ kind }) => kind === 'value')) return;
  const flags = flagsByPath(processes);
  const subject = subjectOf(props, cluster);
  for (const rule of rules) {
    for (const { path, mistake, ...finding } of rule(subject)) {
      const flag = flags.get(path);
      // Limits of tenants are in a file of their own.
      const place = path.startsWith('runtimeConfig.') ? path : `config.${path}`;
      yield { ...finding, sentence: `${place}${flag === undefined ? '' : ` (by the flag -${flag})`}: ${mistake}` };
    }
  }
}

function subjectOf<Role extends string, Config extends object, Installation>(
  { schema, config, installation, runs, processes, today }: ConfigRulesProps<Role, Config, Installation>,
  cluster: Cluster,
): RuleSubject<Role, Config, Installation> {
  const overrides = overridesOf(processes.flatMap(({ commandLine }) => commandLine.settings));
  const set = withOverrides(config, overrides);
  const inFile = withDefaults(schema, config);
  const whole = withOverrides(inFile, overrides);
  const known = new Map<Role, Config>();
  const of = (role: Role): Config => {
    const process = processes.find((candidate) => candidate.role === role);
    if (process?.config === undefined || process.config === config) return known.get(role) ?? whole;
    const found = known.get(role) ?? withOverrides(inFile, overridesOf(process.commandLine.settings));
    known.set(role, found);
    return found;
  };
  return { installation, runs, set, config: whole, of, processes, cluster, today };
}

/** Names of the flags that override keys, by the path of the key. */
const flagsByPath = (processes: ReadonlyArray<Pick<RoleProcess<string, unknown>, 'commandLine'>>) =>
  new Map(
    processes.flatMap(({ commandLine }) =>
      commandLine.settings.flatMap(({ path, flag }) => (path === undefined ? [] : [[path, flag] as const])),
    ),
  );
