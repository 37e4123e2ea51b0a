import type { RuleFinding } from '../../checks/catalog';
import { valueAt } from '../../model/config/effective';
import { listed, show } from '../../values/text';
import type { RoleProcess } from './processes';

type Process = Pick<RoleProcess<string, unknown>, 'role' | 'pods' | 'commandLine' | 'config'>;

/** Mistakes in the arguments of roles. */
export function* flagFindings(processes: readonly Process[]): Generator<RuleFinding> {
  for (const { role, pods, commandLine } of processes) {
    const object = pods.owner.identity;
    for (const { kind, sentence } of commandLine.mistakes) yield { id: `flag/${kind}`, object, sentence };
    const target = commandLine.settings.findLast(({ flag }) => flag === 'target')?.text;
    if (target !== undefined && target !== role && !target.includes('$(')) {
      yield {
        id: 'flag/target',
        object,
        sentence: `args: found -target=${target}, and the pods are those of the ${role}, so that they run another role behind its Services: remove the flag`,
      };
    }
  }
  yield* unevenFlags(processes);
}

/** Settings of rings that all roles have to have in common. Zones differ on purpose while a migration lasts. */
const SHARED = /(^|[._])(replication_factor|cluster_label)$|\.kvstore\.store$/;

/** Flags for settings of rings that not all roles have: the others read the configuration file. */
function* unevenFlags(processes: readonly Process[]): Generator<RuleFinding> {
  const settings = processes.flatMap(({ commandLine }) => commandLine.settings);
  const shared = new Map(
    settings.flatMap(({ path, flag }) => (path !== undefined && SHARED.test(path) ? [[path, flag] as const] : [])),
  );
  for (const [path, flag] of shared) {
    // Without the file, its value is not known.
    const known = processes.filter(({ config }) => config !== undefined);
    const rolesBy = new Map<string, Set<string>>();
    for (const { role, config } of known) {
      const value = show(valueAt(config, path));
      rolesBy.set(value, new Set([...(rolesBy.get(value) ?? []), role]));
    }
    if (rolesBy.size <= 1) continue;
    const found = [...rolesBy].map(([value, roles]) => `${value} for ${listed(roles)}`).join(', and ');
    yield {
      id: 'flag/uneven',
      sentence: `config.${path}: found ${found} (by -${flag}), so that roles disagree about the ring: set it in the configuration, for all roles`,
    };
  }
}
