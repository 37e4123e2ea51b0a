import type { Colocation, Topology } from '../../model/ring/deployed-ring';
import type { Pods } from '../cluster';
import { type Selector, selects } from '../objects';
import { nodeLabelsOf } from '../scheduling';

/** Members with the pods that run them. */
export interface ScheduledGroup {
  readonly pods: Pick<Pods, 'labels' | 'spec'>;
  readonly count: number;
}

const ZONE_LABELS = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'];
/** Labels of nodes whose values are in any zone. Others, such as node groups, may well be those of zones. */
const IN_EVERY_ZONE = [
  'kubernetes.io/hostname',
  'kubernetes.io/os',
  'kubernetes.io/arch',
  'node.kubernetes.io/instance-type',
];
/** A replication factor of 3 needs as many. */
const ZONES = 3;

/** Pods that are in different zones are on different nodes, too. */
const separates = (topologyKey: string, topology: Topology): boolean =>
  ZONE_LABELS.includes(topologyKey) || (topology === 'node' && topologyKey === 'kubernetes.io/hostname');

/**
 * Number of members that may run on one node, or in one zone, by hard constraints of the scheduler: required
 * anti-affinity, spread with `DoNotSchedule`, node selectors and required node affinity. It assumes
 * as many nodes as members, and three zones.
 */
export function colocationOf(groups: readonly ScheduledGroup[], topology: Topology): Colocation {
  const mayShare = groups.map((one) => groups.map((other) => !areSeparated(one, other, topology)));
  const cases = largestSets(mayShare).map((together) => {
    const limits = groups.map((_, index) => (together.includes(index) ? limitOf(groups, index, topology) : 0));
    return spreadLimits(groups, together, topology).reduce(limitSum, limits);
  });
  return { cases, preferred: isPreferred(groups, topology) };
}

/** Whether pods of two groups, or two pods of one, never share a node or zone. */
function areSeparated(one: ScheduledGroup, other: ScheduledGroup, topology: Topology): boolean {
  return repels(one, other, topology) || repels(other, one, topology) || areOnOtherNodes(one, other, topology);
}

/** A term without a selector selects no pods. */
const isSelected = (selector: Selector | undefined, labels: Pods['labels']): boolean =>
  selector !== undefined && selects(selector, labels);

const repels = ({ pods }: ScheduledGroup, other: ScheduledGroup, topology: Topology): boolean =>
  (pods.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).some(
    ({ topologyKey, labelSelector }) =>
      separates(topologyKey, topology) && isSelected(labelSelector, other.pods.labels),
  );

function areOnOtherNodes(one: ScheduledGroup, other: ScheduledGroup, topology: Topology): boolean {
  const others = nodeLabelsOf(other.pods.spec);
  return [...nodeLabelsOf(one.pods.spec)].some(
    ([key, values]) =>
      (topology === 'node' || !IN_EVERY_ZONE.includes(key)) &&
      others.has(key) &&
      !values.some((value) => others.get(key)?.includes(value)),
  );
}

/** Maximum number of members of a group in one place: 1 if they repel each other. */
const limitOf = (groups: readonly ScheduledGroup[], index: number, topology: Topology): number => {
  const group = groups[index];
  if (group === undefined) return 0;
  return repels(group, group, topology) ? Math.min(1, group.count) : group.count;
};

/** So many members of these groups, by their indexes, may be together. */
interface Limit {
  readonly groups: readonly number[];
  readonly members: number;
}

/** Limits by `DoNotSchedule` constraints of groups in one place. */
const spreadLimits = (groups: readonly ScheduledGroup[], together: readonly number[], topology: Topology): Limit[] =>
  together.flatMap((index) =>
    (groups[index]?.pods.spec.topologySpreadConstraints ?? [])
      .filter(
        ({ topologyKey, whenUnsatisfiable }) =>
          whenUnsatisfiable === 'DoNotSchedule' && separates(topologyKey, topology),
      )
      .map(({ topologyKey, maxSkew, labelSelector }) => {
        const counted = [...groups.entries()].filter(([, { pods }]) => isSelected(labelSelector, pods.labels));
        const all = counted.reduce((sum, [, { count }]) => sum + count, 0);
        const domains = ZONE_LABELS.includes(topologyKey) ? ZONES : Math.max(1, all);
        // The fullest domain, if all others have `maxSkew` fewer.
        const members = Math.max(1, Math.floor((all + (domains - 1) * maxSkew) / domains));
        return { groups: counted.map(([n]) => n), members };
      }),
  );

/** Removes members of the fullest group until no more than the limit are together. */
function limitSum(counts: readonly number[], limit: Limit): number[] {
  const rest = [...counts];
  let excess = limit.groups.reduce((sum, group) => sum + (rest[group] ?? 0), 0) - limit.members;
  while (excess > 0) {
    const fullest = limit.groups.reduce((one, other) => ((rest[other] ?? 0) > (rest[one] ?? 0) ? other : one));
    rest[fullest] = (rest[fullest] ?? 0) - 1;
    excess--;
  }
  return rest;
}

/** Whether the scheduler tries to separate all members, by terms that it need not obey. */
const isPreferred = (groups: readonly ScheduledGroup[], topology: Topology): boolean =>
  groups.every((one, n) =>
    groups.every(
      (other, m) => (n === m && one.count < 2) || avoids(one, other, topology) || avoids(other, one, topology),
    ),
  );

const avoids = ({ pods: { spec } }: ScheduledGroup, other: ScheduledGroup, topology: Topology): boolean =>
  [
    ...(spec.affinity?.podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
      ({ podAffinityTerm }) => podAffinityTerm,
    ),
    ...(spec.topologySpreadConstraints ?? []),
  ].some(
    ({ topologyKey, labelSelector }) =>
      separates(topologyKey, topology) && isSelected(labelSelector, other.pods.labels),
  );

/** The largest sets of groups that may all be together, by the algorithm of Bron and Kerbosch. */
function largestSets(mayShare: ReadonlyArray<readonly boolean[]>): number[][] {
  const extend = (chosen: readonly number[], candidates: readonly number[], seen: readonly number[]): number[][] => {
    if (candidates.length === 0) return seen.length === 0 && chosen.length > 0 ? [[...chosen]] : [];
    return candidates.flatMap((next, index) => {
      const fits = (other: number): boolean => other !== next && mayShare[next]?.[other] === true;
      const before = [...seen, ...candidates.slice(0, index)];
      return extend([...chosen, next], candidates.slice(index + 1).filter(fits), before.filter(fits));
    });
  };
  return extend([], [...mayShare.keys()], []);
}
