import { labelsAt, numberAt, textAt } from '../../../values/data';
import type { Change } from '../compare/changes';
import type { Comparison, Statement } from '../model';
import { containersOf, type DiffObject } from '../read/objects';
import type { PodTemplate, World } from '../world';
import { isRefused } from './refused';

/** Requests that fail while pods are replaced, or afterwards. Rings have rules of their own. */
export function* outages(change: Change, comparison: Comparison): Generator<Statement> {
  if (isRefused(change)) return;
  const { after: world, before: old } = comparison;
  if (change.kind === 'removed' || change.kind === 'renamed') {
    const { before } = change;
    const { kind, metadata } = before.content;
    if (kind === 'Namespace') {
      yield outage('outage/namespace', before.identity, 'all objects in it are deleted once it is pruned or deleted');
    } else if (kind === 'Service') {
      const callers = callersOf(world, metadata.name, metadata.namespace ?? 'default');
      if (callers.length > 0) {
        yield outage(
          'outage/service-removed',
          before.identity,
          `is removed, and ${callers.slice(0, 3).join(', ')} still ${callers.length === 1 ? 'uses' : 'use'} its address: change the address there, or keep the Service`,
        );
      }
    }
  }
  if (change.kind !== 'changed') return;
  const { before, after } = change;
  const object = after.identity;
  if (after.content.kind === 'Service') {
    if (old.hasPodsBehind(before) && !world.hasPodsBehind(after) && selects(after.content)) {
      yield outage(
        'outage/selector',
        object,
        'spec.selector: found no pods that have these labels, so that it has no endpoints: use the labels of the pod template',
      );
    }
    return;
  }
  const [from, to] = [old.podsOf(before), world.podsOf(after)];
  if (from !== undefined && to !== undefined && from.replicas > 0 && numberAt(after.content, 'spec.replicas') === 0) {
    yield outage('outage/no-pods', object, `spec.replicas: ${from.replicas} → 0: no pod is left`);
    return;
  }
  const rollout = comparison.rolloutOf(change);
  if (rollout === undefined || rollout.away < rollout.pods.replicas) return;
  // Ring members have rules of their own, and clients work without a cache.
  if (comparison.ringMembers.has(after.key) || isCache(rollout.pods)) return;
  if (world.servicesOf(rollout.pods).length === 0) return;
  yield outage(
    'outage/restart',
    object,
    `all pods are unavailable during the rollout (${rollout.away} of ${rollout.pods.replicas}), and a Service selects them: ${textAt(after.content, 'spec.strategy.type') === 'Recreate' ? 'expect it, or use RollingUpdate if two pods may run at the same time' : 'run at least 2 replicas'}`,
  );
}

const outage = (rule: string, object: string, sentence: string): Statement => ({
  effect: 'outage',
  rule,
  object,
  sentence,
});

const selects = (content: unknown): boolean => Object.keys(labelsAt(content, 'spec.selector')).length > 0;

/** Whether these are pods of a cache. */
const isCache = ({ pod }: PodTemplate): boolean =>
  containersOf(pod).some((container) => /(^|\/)memcached([:@]|$)/.test(textAt(container, 'image') ?? ''));

/** Objects of which a text names a Service by its address. */
function callersOf(world: World, name: string, namespace: string): string[] {
  const address = new RegExp(`(^|[^\\w.-])${name.replaceAll('.', '\\.')}(\\.${namespace}|:\\d|["'/]|$)`, 'm');
  return world
    .mentioning(name)
    .filter(
      ({ content }) =>
        content.kind !== 'Service' &&
        ['ConfigMap', 'Ingress', 'Deployment', 'StatefulSet', 'DaemonSet'].includes(content.kind),
    )
    .filter(({ content }) => content.metadata.name !== name || content.kind === 'ConfigMap')
    .filter(({ content }) => textsOf(content).some((text) => address.test(text)))
    .map(({ identity }) => identity);
}

/** Fields that name other things than Services. */
const OTHER_NAMES = /^(image|serviceName|serviceAccountName|claimName|secretName|key)$/;

/** Texts that may hold an address; names of the object itself and of its labels are none. */
function textsOf({ metadata: _, ...content }: DiffObject['content']): string[] {
  const texts: string[] = [];
  // Containers and volumes have names of their own; an Ingress names Services by this field.
  const isOther = (key: string): boolean =>
    OTHER_NAMES.test(key) || (key === 'name' && content.kind !== 'Ingress') || /[lL]abels$|^selector$/.test(key);
  const walk = (value: unknown, key: string): void => {
    if (isOther(key)) return;
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, entry] of Object.entries(value)) walk(entry, Array.isArray(value) ? '' : name);
    }
  };
  walk(content, '');
  return texts;
}
