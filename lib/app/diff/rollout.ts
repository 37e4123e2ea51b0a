import { type Data, mapAt, numberAt, textAt, valueAt } from '../../values/data';
import { type FieldChange, fieldChanges } from './compare/fields';
import { metadataOf, templateDefaults } from './compare/normalize';
import type { DiffObject } from './read/objects';
import { counted } from './words';
import type { PodTemplate, World } from './world';

/** Replacement of the pods of a workload. */
export interface Rollout {
  readonly pods: PodTemplate;
  /** Fields that differ in the pod template. */
  readonly reasons: readonly FieldChange[];
  /** Whether only the order of lists differs whose items the server tells from each other by a key. */
  readonly isOrder: boolean;
  /** Whether a controller replaces the pods; else they stay as they are until they are deleted. */
  readonly isAutomatic: boolean;
  /** Maximum number of pods that are unavailable at the same time. */
  readonly away: number;
  /** The group of StatefulSets of which one at a time is replaced. */
  readonly group?: string;
  /** The pods and their order. */
  readonly order: string;
}

/** Rollout of an object's pods; undefined if they are not replaced, or it has none. */
export function rollout(
  before: DiffObject,
  after: DiffObject,
  { before: earlier, after: later }: Worlds,
): Rollout | undefined {
  const [old, pods] = [earlier.podsOf(before), later.podsOf(after)];
  if (old === undefined || pods === undefined) return undefined;
  const { kind } = after.content;
  const reasons = fieldChanges(templateOf(old), templateOf(pods), 'template', templateDefaults(kind));
  const replace = REPLACED_BY[kind];
  if (reasons.length === 0 || replace === undefined || pods.replicas === 0) return undefined;
  const isOrder = reasons.every(({ path, reordered }) => reordered === true && KEYED.test(path));
  return { pods, reasons, isOrder, ...replace(pods, later) };
}

/** A pod template as its controller compares it: without the fields that the server adds. */
const templateOf = ({ template }: PodTemplate): Data => ({
  ...template,
  metadata: metadataOf(mapAt(template, 'metadata')),
});

interface Worlds {
  readonly before: World;
  readonly after: World;
}

/** Lists that the server merges item by item, and whose order it keeps when they are applied on its side. */
const KEYED =
  /\.(containers|initContainers|env|ports|volumes|volumeMounts|volumeDevices|imagePullSecrets|hostAliases)$/;

type Replaced = Pick<Rollout, 'isAutomatic' | 'away' | 'group' | 'order'>;

const REPLACED_BY: Readonly<Record<string, (pods: PodTemplate, world: World) => Replaced>> = {
  Deployment: byDeployment,
  StatefulSet: byStatefulSet,
  DaemonSet: byDaemonSet,
};

function byDeployment({ owner: { content }, replicas }: PodTemplate): Replaced {
  if (textAt(content, 'spec.strategy.type') === 'Recreate') {
    const order = `all ${counted(replicas, 'pod')} stop, and the new ones start when they are gone (Recreate)`;
    return { isAutomatic: true, away: replicas, order };
  }
  const rolling = mapAt(content, 'spec.strategy.rollingUpdate');
  const surge = amount(rolling['maxSurge'] ?? '25%', replicas, Math.ceil);
  const unavailable = amount(rolling['maxUnavailable'] ?? '25%', replicas, Math.floor);
  // The controller takes one where both would be none.
  const away = surge === 0 && unavailable === 0 ? 1 : Math.min(unavailable, replicas);
  return {
    isAutomatic: true,
    away,
    order: `${counted(replicas, 'pod')} ${replicas === 1 ? 'is' : 'are'} replaced, with up to ${surge} more (maxSurge) and up to ${away} less (maxUnavailable) at a time`,
  };
}

/** A number, or a part of all. */
export function amount(value: unknown, all: number, round: (value: number) => number): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.endsWith('%') ? round((Number.parseFloat(value) / 100) * all) : 0;
}

/** The rollout operator knows its StatefulSets by this label, and how many pods it may replace at a time. */
const GROUP = 'rollout-group';
const MAX_UNAVAILABLE = 'rollout-max-unavailable';

function byStatefulSet({ owner, namespace, replicas }: PodTemplate, world: World): Replaced {
  const { content } = owner;
  const { name, labels = {}, annotations = {} } = content.metadata;
  const start = numberAt(content, 'spec.ordinals.start') ?? 0;
  if (textAt(content, 'spec.updateStrategy.type') === 'OnDelete') {
    const group = labels[GROUP];
    if (group === undefined || !world.hasRolloutOperator(namespace)) {
      return {
        isAutomatic: false,
        away: 0,
        order: `no pod is replaced until somebody deletes it (OnDelete): delete ${podNames(name, start, replicas)} one after the other, each when the one before is ready`,
      };
    }
    const zones = world
      .of('StatefulSet')
      .filter(
        (other) =>
          other.content.metadata.labels?.[GROUP] === group &&
          (other.content.metadata.namespace ?? 'default') === namespace,
      )
      .map((other) => other.content.metadata.name)
      .sort();
    const away = Math.min(replicas, Math.max(1, Number(annotations[MAX_UNAVAILABLE] ?? 1) || 1));
    return {
      isAutomatic: true,
      away,
      group,
      order: `the rollout operator deletes up to ${counted(away, 'pod')} at a time (OnDelete), and one StatefulSet of group ${group} after the other: ${zones.join(', ')}`,
    };
  }
  const partition = numberAt(content, 'spec.updateStrategy.rollingUpdate.partition') ?? 0;
  const replaced = Math.max(0, start + replicas - Math.max(partition, start));
  if (replaced === 0) {
    return {
      isAutomatic: false,
      away: 0,
      order: `no pod is replaced: partition ${partition} leaves out all ${replicas}`,
    };
  }
  const held = partition > start ? `; those below partition ${partition} stay as they are` : '';
  return {
    isAutomatic: true,
    away: 1,
    order: `${podNames(name, start + replicas - replaced, replaced)} ${replaced === 1 ? 'restarts' : 'restart one after the other, each when the one before is ready'}${held}`,
  };
}

/** Names of pods of a StatefulSet, the one that goes first at the front. */
export function podNames(name: string, start: number, count: number): string {
  if (count === 1) return `${name}-${start}`;
  if (count === 2) return `${name}-${start + 1}, ${name}-${start}`;
  return `${name}-${start + count - 1} to ${name}-${start}`;
}

function byDaemonSet({ owner: { content } }: PodTemplate): Replaced {
  if (textAt(content, 'spec.updateStrategy.type') === 'OnDelete') {
    return { isAutomatic: false, away: 0, order: 'no pod is replaced until somebody deletes it (OnDelete)' };
  }
  const unavailable = valueAt(content, 'spec.updateStrategy.rollingUpdate.maxUnavailable') ?? 1;
  return {
    isAutomatic: true,
    away: 0,
    order: `the pod of each node is replaced, ${unavailable} ${unavailable === 1 ? 'node' : 'nodes'} at a time (maxUnavailable)`,
  };
}
