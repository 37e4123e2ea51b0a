import { minorOf, tagIn } from '../../values/image';
import { lookUp, suggestion } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import type { ContainerSpec } from '../objects';
import { type Instance, instancesOf } from '../programs/instances';
import { FLAG_TABLES, type FlagTable } from './flag-tables';

/** Arguments of Prometheus, agents and Grafana that the program does not have, or takes only once. */
export function* programFlags(cluster: Cluster): Generator<RuleFinding> {
  for (const instance of instancesOf(cluster)) {
    const table = lookUp(FLAG_TABLES, instance.program);
    const version = minorOf(tagIn(instance.container.image ?? ''));
    if (table === undefined || version === undefined || !table.versions.test(version)) continue;
    yield* mistakesIn(instance, table, version);
  }
}

function* mistakesIn(
  { program, pods, container }: Instance,
  table: FlagTable,
  version: string,
): Generator<RuleFinding> {
  const object = pods.owner.identity;
  const at = `${pods.path}.containers[${container.name}].args`;
  const seen = new Set<string>();
  for (const { word, name } of flagsIn(container, table)) {
    if (!isKnown(name, word, table)) {
      yield {
        id: 'flag/unknown',
        object,
        sentence: `${at}: found ${word}, which ${program} ${version} does not have${suggestion(`--${name}`, dashed(table))}, by which it ends as it starts: correct the name, or remove the flag`,
      };
    } else if (seen.has(name) && table.repeatable?.has(name) === false) {
      yield {
        id: 'flag/repeated',
        object,
        sentence: `${at}: found ${word} a second time, by which ${program} ends as it starts: remove one of the two`,
      };
    }
    seen.add(name);
  }
}

const dashed = ({ flags }: FlagTable): string[] => [...flags].map((flag) => `--${flag}`);

function isKnown(name: string, word: string, { flags, hasShortForm, isNegatable = false }: FlagTable): boolean {
  // "-h" and "-v" are letters of a flag.
  if (!word.startsWith('--') && !hasShortForm) return /^-[hv]$/.test(word);
  return flags.has(name) || (isNegatable && name.startsWith('no-') && flags.has(name.slice('no-'.length)));
}

/** Words that the program reads as flags; none of a command that is another one, such as a shell. */
function flagsIn({ command = [], args = [] }: ContainerSpec, table: FlagTable): Array<{ word: string; name: string }> {
  const [binary, ...others] = command;
  if (binary !== undefined && !table.binary.test(binary)) return [];
  const words = [...others, ...args];
  const { subcommand } = table;
  if (subcommand !== undefined && words[0] !== subcommand) return [];
  // Another subcommand has flags of its own.
  if (subcommand === undefined && words[0] !== undefined && !words[0].startsWith('-')) return [];
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? undefined : end).flatMap((argument) => {
    const [, word = '', name = ''] = /^(--?([A-Za-z][\w.-]*))(?:=|$)/.exec(argument) ?? [];
    return name === '' ? [] : [{ word, name }];
  });
}
