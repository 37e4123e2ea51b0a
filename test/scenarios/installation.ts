import { parse } from 'yaml';
import type { KubernetesObject } from '../objects';
import { type Change, type Changes, changesBetween } from './delta';

/** Objects by `Kind/name`. */
export type Objects = Readonly<Record<string, KubernetesObject>>;

/** What an installation has that another has not, for people to read. */
export interface InstallationDelta {
  readonly removed?: readonly string[];
  readonly added?: Readonly<Record<string, unknown>>;
  readonly changed?: ReadonlyArray<{
    readonly in: readonly string[];
    readonly fields: Readonly<Record<string, unknown>>;
  }>;
}

export function deltaOf(base: Objects, scenario: Objects): InstallationDelta {
  const [before, after] = [withParsedFiles(base), withParsedFiles(scenario)];
  const removed = Object.keys(before).filter((name) => !(name in after));
  const known = { ...before };
  const added: Record<string, unknown> = {};
  for (const [name, object] of Object.entries(after)) {
    if (name in before) continue;
    added[name] = shortest(name, object, known);
    known[name] = object;
  }
  const changed = grouped(
    Object.keys(after)
      .filter((name) => name in before)
      .map((name) => [name, changesBetween(before[name], after[name])]),
  );
  return {
    ...(removed.length > 0 && { removed }),
    ...(Object.keys(added).length > 0 && { added }),
    ...(changed.length > 0 && { changed }),
  };
}

type Content = Readonly<Record<string, unknown>>;

/** Configurations in ConfigMaps and Secrets as data instead of text, so that changes in them have a path. */
function withParsedFiles(objects: Objects): Readonly<Record<string, Content>> {
  const parsed = (files: unknown) =>
    Object.fromEntries(
      Object.entries(files ?? {}).map(([file, text]) => [file, /\.(ya?ml|json)$/.test(file) ? parse(text) : text]),
    );
  return Object.fromEntries(
    Object.entries(objects).map(([name, object]) => [
      name,
      {
        ...object,
        ...(object['data'] && { data: parsed(object['data']) }),
        ...(object['stringData'] && { stringData: parsed(object['stringData']) }),
      },
    ]),
  );
}

/** An object as its changes against a similar one of its kind, where that takes less than half as much to read. */
function shortest(name: string, object: Content, known: Readonly<Record<string, Content>>): unknown {
  const kind = name.split('/')[0];
  const { apiVersion: _, kind: __, ...whole } = object;
  let best: unknown = whole;
  let length = JSON.stringify(whole).length / 2;
  for (const [like, other] of Object.entries(known)) {
    if (!like.startsWith(`${kind}/`)) continue;
    const [from, to] = differentEnds(like, name);
    const renamed = from && to ? JSON.parse(JSON.stringify(other).replace(wholeWord(from), to)) : other;
    const candidate = {
      like: from && to ? `${like} with "${to}" for "${from}"` : like,
      ...readable(changesBetween(renamed, object)),
    };
    const candidateLength = JSON.stringify(candidate).length;
    if (candidateLength < length) [best, length] = [candidate, candidateLength];
  }
  return best;
}

const wholeWord = (word: string): RegExp => new RegExp(`(?<![A-Za-z0-9])${word}(?![A-Za-z0-9])`, 'g');

/** What two names end with after the words that they begin with. */
function differentEnds(one: string, other: string): readonly [string, string] {
  const [words, others] = [one.split('-'), other.split('-')];
  const same = words.findIndex((word, index) => word !== others[index]);
  return same < 0 ? ['', ''] : [words.slice(same).join('-'), others.slice(same).join('-')];
}

/** Each change once, with all objects that have it. */
function grouped(all: ReadonlyArray<readonly [string, Changes]>): NonNullable<InstallationDelta['changed']> {
  const objectsOf = new Map<string, { path: string; change: Change; names: string[] }>();
  for (const [name, changes] of all) {
    for (const [path, change] of changes) {
      const key = JSON.stringify([path, change]);
      const entry = objectsOf.get(key) ?? { path, change, names: [] };
      entry.names.push(name);
      objectsOf.set(key, entry);
    }
  }
  const groups = new Map<string, { in: string[]; changes: Map<string, Change> }>();
  for (const { path, change, names } of objectsOf.values()) {
    const group = groups.get(names.join()) ?? { in: names, changes: new Map() };
    group.changes.set(path, change);
    groups.set(names.join(), group);
  }
  return [...groups.values()].map((group) => ({ in: group.in, fields: readable(group.changes) }));
}

const readable = (changes: Changes): Record<string, unknown> =>
  Object.fromEntries(
    [...changes].map(([path, change]) => [path, 'lines' in change ? `${change.lines.join('\n')}\n` : change]),
  );
