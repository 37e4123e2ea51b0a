import type { RuleFinding } from '../../checks/catalog';
import type { Cluster, Pods } from '../../checks/cluster';
import type { ContainerSpec } from '../../checks/objects';
import { leavesOf } from '../../model/config/effective';
import { listed } from '../../values/text';
import type { RoleProcess } from './processes';

/** `${NAME}`; one with a default, or behind another `$`, which escapes it, is none. */
const VARIABLE = /(?<!\$)\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

type Process = Pick<RoleProcess<string, unknown>, 'role' | 'pods' | 'container' | 'commandLine'>;

/** Variables that a configuration names, and that no role has or that the program does not put in. */
export function* missingVariables(
  config: object,
  processes: readonly Process[],
  cluster: Cluster,
): Generator<RuleFinding> {
  const named = [...leavesOf(config)].flatMap(({ path, value }) =>
    typeof value === 'string' ? [...value.matchAll(VARIABLE)].map(([, name = '']) => ({ path, name })) : [],
  );
  const [first] = named;
  if (first === undefined || processes.length === 0) return;
  const literal = processes.filter(
    ({ commandLine }) => commandLine.settings.findLast(({ flag }) => flag === 'config.expand-env')?.text !== 'true',
  );
  if (literal.length > 0) {
    yield {
      id: 'config/variable',
      sentence: `config.${first.path}: found \${${first.name}}, and ${listed(new Set(literal.map(({ role }) => role)))} read the configuration without -config.expand-env=true, so that the text stays as it is: add the flag`,
    };
  }
  const known = processes.map(({ container, pods }) => variablesOf(container, pods, cluster));
  // A role may leave out what only others use. Whether a Secret from elsewhere has the name is not known.
  if (known.includes('unknown')) return;
  const all = new Set(known.flatMap((names) => [...names]));
  for (const { path, name } of named) {
    if (all.has(name)) continue;
    yield {
      id: 'config/variable',
      sentence: `config.${path}: found \${${name}}, and no role has a variable of this name, so that the value is empty: set it (defaults.env), or write the value`,
    };
  }
}

function variablesOf(
  { env = [], envFrom = [] }: ContainerSpec,
  { namespace }: Pods,
  cluster: Cluster,
): ReadonlySet<string> | 'unknown' {
  const names = new Set(env.map(({ name }) => name));
  for (const { configMapRef, secretRef, prefix = '' } of envFrom) {
    const map = configMapRef?.name && cluster.find('ConfigMap', namespace, configMapRef.name);
    const secret = secretRef?.name && cluster.find('Secret', namespace, secretRef.name);
    const source = map || secret;
    if (!source) return 'unknown';
    const { data = {} } = source.content;
    const texts = 'stringData' in source.content ? source.content.stringData : undefined;
    for (const name of Object.keys({ ...data, ...texts })) names.add(`${prefix}${name}`);
  }
  return names;
}
