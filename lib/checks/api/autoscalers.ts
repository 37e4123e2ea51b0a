import { amountOf } from '../../values/amount';
import { type Data, isMap, mapAt, mapsAt, numberAt, textAt } from '../../values/data';
import { listed, show } from '../../values/text';
import { type Complaint, complaint, type Rule } from './complaint';

const found = (at: string, sentence: string): Complaint => complaint('api/autoscaler', at, sentence);

/** The field of each type of metric, and the kinds of targets that it takes. */
const METRICS: Readonly<Record<string, { readonly field: string; readonly targets: readonly string[] }>> = {
  Resource: { field: 'resource', targets: ['averageUtilization', 'averageValue'] },
  ContainerResource: { field: 'containerResource', targets: ['averageUtilization', 'averageValue'] },
  Pods: { field: 'pods', targets: ['averageValue'] },
  Object: { field: 'object', targets: ['averageValue', 'value'] },
  External: { field: 'external', targets: ['averageValue', 'value'] },
};
const TARGETS = ['averageUtilization', 'averageValue', 'value'];
const NOT_SCALED: ReadonlySet<string> = new Set(['DaemonSet', 'Job', 'CronJob', 'Pod']);
/** Seconds: one hour and half an hour. */
const LONGEST_WINDOW = 3600;
const LONGEST_PERIOD = 1800;

/** HorizontalPodAutoscalers of both versions. */
export const autoscalerRules: Rule = function* (object) {
  const spec = mapAt(object, 'spec');
  const least = numberAt(spec, 'minReplicas') ?? 1;
  const most = numberAt(spec, 'maxReplicas');
  const metrics = mapsAt(spec, 'metrics');
  const scalesToZero = metrics.some(({ type }) => type === 'Object' || type === 'External');
  if (least < 0 || (least === 0 && !scalesToZero)) {
    yield found('spec.minReplicas', `found ${least}, allowed is at least 1: raise it`);
  }
  if (most !== undefined && most < 1) yield found('spec.maxReplicas', `found ${most}, allowed is at least 1: raise it`);
  else if (most !== undefined && most < least) {
    yield found('spec.maxReplicas', `found ${most}, allowed is at least minReplicas, which is ${least}: raise it`);
  }
  const scaled = textAt(spec, 'scaleTargetRef.kind') ?? '';
  if (NOT_SCALED.has(scaled)) {
    yield found(
      'spec.scaleTargetRef.kind',
      `found ${show(scaled)}, which has no number of replicas, allowed are kinds that have one, such as "Deployment" and "StatefulSet": remove the autoscaler`,
    );
  }
  const utilization = numberAt(spec, 'targetCPUUtilizationPercentage');
  if (utilization !== undefined && utilization < 1) {
    yield found('spec.targetCPUUtilizationPercentage', `found ${utilization}, allowed is at least 1 percent: raise it`);
  }
  for (const [index, metric] of metrics.entries()) yield* metricRules(metric, `spec.metrics[${index}]`);
  for (const direction of ['scaleUp', 'scaleDown'] as const) {
    const rules = mapAt(spec, 'behavior')[direction];
    if (isMap(rules)) yield* scalingRules(rules, `spec.behavior.${direction}`);
  }
};

function* metricRules(metric: Data, at: string): Generator<Complaint> {
  const type = textAt(metric, 'type') ?? '';
  const known = Object.hasOwn(METRICS, type) ? METRICS[type] : undefined;
  const others = Object.values(METRICS).filter(({ field }) => isMap(metric[field]) && field !== known?.field);
  if (known === undefined) {
    yield found(`${at}.type`, `found ${show(type)}, allowed are ${listed(Object.keys(METRICS))}: use one of those`);
    return;
  }
  for (const { field } of others) {
    yield found(
      `${at}.${field}`,
      `found a source beside type ${show(type)}, allowed is only ${known.field}: remove it`,
    );
  }
  const source = metric[known.field];
  if (!isMap(source)) {
    yield found(`${at}.${known.field}`, `missing for type ${show(type)}: set it`);
    return;
  }
  const target = mapAt(source, 'target');
  const path = `${at}.${known.field}.target`;
  const set = TARGETS.filter((field) => target[field] !== undefined && target[field] !== null);
  if (!set.some((field) => known.targets.includes(field))) {
    yield found(path, `found no target, allowed is one of ${listed(known.targets)}: set it`);
  }
  if (set.length > 1) yield found(path, `found ${listed(set)}, allowed is one of them: remove the others`);
  for (const field of set) {
    const amount = amountOf(target[field]);
    if (amount !== undefined && amount <= 0) {
      yield found(`${path}.${field}`, `found ${show(target[field])}, allowed is more than 0: raise it`);
    }
  }
}

function* scalingRules(rules: Data, at: string): Generator<Complaint> {
  const window = numberAt(rules, 'stabilizationWindowSeconds');
  if (window !== undefined && (window < 0 || window > LONGEST_WINDOW)) {
    yield found(
      `${at}.stabilizationWindowSeconds`,
      `found ${window}, allowed are 0 to ${LONGEST_WINDOW} seconds: correct it`,
    );
  }
  const { policies } = rules;
  if (Array.isArray(policies) && policies.length === 0) {
    yield found(`${at}.policies`, 'found none, allowed is at least one: add one, or remove the list');
  }
  for (const [index, policy] of mapsAt(rules, 'policies').entries()) {
    for (const [field, longest] of [
      ['value', Number.POSITIVE_INFINITY],
      ['periodSeconds', LONGEST_PERIOD],
    ] as const) {
      const value = numberAt(policy, field);
      if (value === undefined || (value > 0 && value <= longest)) continue;
      const most = Number.isFinite(longest) ? ` and at most ${longest}` : '';
      yield found(`${at}.policies[${index}].${field}`, `found ${value}, allowed is more than 0${most}: correct it`);
    }
  }
}
