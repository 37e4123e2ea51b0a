import { changesBetween, objectOf } from './compare/changes';
import { type ChangeRule, type Comparison, EFFECTS, type EnvironmentDiff, type Statement } from './model';
import { type Chunk, chunksOf, environmentsOf, Reader, type Texts } from './read/manifests';
import { memberKeys } from './rings/members';
import { installedPairs } from './rings/pairs';
import type { KnownSystem } from './rings/systems';
import { rollout } from './rollout';
import { configurations, shorterRetention } from './rules/configurations';
import { disks } from './rules/data';
import { objects } from './rules/objects';
import { outages } from './rules/outages';
import { isRefused, refused } from './rules/refused';
import { restarts, unread } from './rules/restarts';
import { rings } from './rules/rings';
import { services } from './rules/services';
import { World } from './world';

/** Rules for a single change. */
const CHANGE_RULES: readonly ChangeRule[] = [refused, disks, outages, restarts, unread, services, objects];

export interface CompareProps {
  readonly before: Texts;
  readonly after: Texts;
  /** Systems whose rings are compared. */
  readonly systems: readonly KnownSystem[];
  /** Today, as `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * Compares manifests by environment and states the effects of applying `after` to a cluster that runs `before`.
 * Environments without a change are left out.
 * @throws UserError if a file holds something else than objects of Kubernetes
 */
export function compareManifests({ before, after, systems, today }: CompareProps): EnvironmentDiff[] {
  const [earlier, later] = [environmentsOf(before), environmentsOf(after)];
  const reader = new Reader();
  const names = [...new Set([...earlier.keys(), ...later.keys()])].sort();
  return names.flatMap((environment) => {
    const [old, now] = [earlier.get(environment) ?? new Map(), later.get(environment) ?? new Map()];
    const [one, other] = [chunksOf(unlike(old, now)), chunksOf(unlike(now, old))];
    const [gone, come] = [without(one, other), without(other, one)];
    if (gone.length === 0 && come.length === 0) return [];
    const read = (chunk: Chunk) => reader.objectsIn(chunk);
    const changes = changesBetween(gone.flatMap(read), come.flatMap(read));
    if (changes.length === 0) return [];
    const worlds = { before: new World(old, read), after: new World(now, read) };
    return [{ environment, changes, statements: sorted(statementsOf({ changes, ...worlds, today }, systems)) }];
  });
}

/** Files that the other side does not have, or not with this text. */
const unlike = (files: Texts, others: Texts): Texts =>
  new Map([...files].filter(([file, text]) => others.get(file) !== text));

/** Chunks whose text the other side does not have: only those are read. */
function without(chunks: readonly Chunk[], others: readonly Chunk[]): Chunk[] {
  const texts = new Set(others.map(({ text }) => text));
  return chunks.filter(({ text }) => !texts.has(text));
}

type Compared = Pick<Comparison, 'changes' | 'before' | 'after' | 'today'>;

function statementsOf(compared: Compared, systems: readonly KnownSystem[]): Statement[] {
  const pairs = installedPairs(compared, systems);
  // Several rules ask for the same rollout.
  const rollouts = new Map(
    compared.changes.flatMap((change) =>
      change.kind === 'changed' && !isRefused(change)
        ? [[change.after.key, rollout(change.before, change.after, compared)] as const]
        : [],
    ),
  );
  const comparison: Comparison = {
    ...compared,
    rolloutOf: (change) => rollouts.get(objectOf(change).key),
    ringMembers: new Set(pairs.flatMap(({ after }) => memberKeys(after))),
  };
  const read = new Set(pairs.map(({ after }) => after.object));
  const { changes } = comparison;
  return [
    ...pairs.flatMap((pair) => [...configurations(pair, comparison), ...rings(pair, comparison)]),
    ...changes.flatMap((change) => [
      ...shorterRetention(change, read),
      ...CHANGE_RULES.flatMap((rule) => [...rule(change, comparison)]),
    ]),
  ];
}

const sorted = (statements: readonly Statement[]): Statement[] =>
  EFFECTS.flatMap((effect) => statements.filter((statement) => statement.effect === effect));
