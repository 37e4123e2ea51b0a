import { type Data, isMap, labelsAt, mapAt, mapsAt, numberAt, textAt } from '../../values/data';
import { show } from '../../values/text';
import { claimRules } from './claims';
import { type Complaint, complaint, type Rule } from './complaint';
import { labelsMatch, selectorRules } from './labels';
import { longest } from './name-lengths';
import { podRules } from './pods';
import { isNothing, shareRules } from './shares';

/** Deployments, StatefulSets, DaemonSets and ReplicaSets. */
const controllerRules: Rule = function* (object) {
  const spec = mapAt(object, 'spec');
  const template = mapAt(spec, 'template');
  yield* podRules(template, 'spec.template');
  yield* restartRules(template, 'spec.template', ['Always']);
  yield* selectionRules(spec);
  for (const field of ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'] as const) {
    const value = numberAt(spec, field);
    if (value !== undefined && value < 0) {
      yield complaint('api/workload', `spec.${field}`, `found ${value}, allowed is at least 0: correct it`);
    }
  }
};

/** The selector of a controller finds the pods of its own template. */
function* selectionRules(spec: Data): Generator<Complaint> {
  const { selector } = spec;
  if (!isMap(selector)) return;
  yield* selectorRules(selector, 'spec.selector');
  const labels = labelsAt(spec, 'template.metadata.labels');
  const asks = Object.keys(mapAt(selector, 'matchLabels')).length + mapsAt(selector, 'matchExpressions').length;
  if (asks === 0) {
    yield complaint(
      'api/selector',
      'spec.selector',
      'found an empty selector, allowed is one that asks for labels of the template: add matchLabels',
    );
  } else if (!labelsMatch(selector, labels)) {
    yield complaint(
      'api/selector',
      'spec.selector',
      `found ${show(selector)}, but spec.template.metadata.labels are ${show(labels)}, and the pods of the template must match: add the labels to the template, or correct the selector`,
    );
  }
}

/** The restart policies that a controller takes. The server makes a missing one "Always". */
export function* restartRules(template: Data, at: string, allowed: readonly string[]): Generator<Complaint> {
  const policy = textAt(template, 'spec.restartPolicy');
  if (allowed.includes(policy ?? 'Always')) return;
  yield complaint(
    'api/restart-policy',
    `${at}.spec.restartPolicy`,
    `found ${policy === undefined ? 'none, which stands for "Always"' : show(policy)}, allowed is ${allowed.map(show).join(' or ')}: set it`,
  );
}

export const deploymentRules: Rule = function* (object, at) {
  yield* controllerRules(object, at);
  const strategy = mapAt(object, 'spec.strategy');
  const { rollingUpdate } = strategy;
  if (textAt(strategy, 'type') === 'Recreate' && isMap(rollingUpdate)) {
    yield complaint(
      'api/strategy',
      'spec.strategy.rollingUpdate',
      `found ${show(rollingUpdate)} with type "Recreate", allowed is none: remove it, or use "RollingUpdate"`,
    );
  }
  if (isMap(rollingUpdate)) yield* rollingRules(rollingUpdate, 'spec.strategy.rollingUpdate', 'api/strategy');
  const { minReadySeconds = 0, progressDeadlineSeconds = 600 } = mapAt(object, 'spec');
  if (Number(progressDeadlineSeconds) <= Number(minReadySeconds)) {
    yield complaint(
      'api/workload',
      'spec.progressDeadlineSeconds',
      `found ${show(progressDeadlineSeconds)}, allowed is more than minReadySeconds, which is ${show(minReadySeconds)}: raise it`,
    );
  }
};

export const daemonSetRules: Rule = function* (object, at) {
  yield* controllerRules(object, at);
  const rollingUpdate = mapAt(object, 'spec.updateStrategy.rollingUpdate');
  const { maxUnavailable = 1, maxSurge = 0 } = rollingUpdate;
  yield* shareRules(rollingUpdate, ['maxUnavailable', 'maxSurge'], 'spec.updateStrategy.rollingUpdate', 'api/strategy');
  if (isNothing(maxUnavailable) === isNothing(maxSurge)) {
    yield complaint(
      'api/strategy',
      'spec.updateStrategy.rollingUpdate',
      `found maxUnavailable ${show(maxUnavailable)} and maxSurge ${show(maxSurge)}, allowed is exactly one of them above 0: set the other one to 0`,
    );
  }
};

export const statefulSetRules: Rule = function* (object, at) {
  yield* controllerRules(object, at);
  yield* longest(
    object,
    52,
    'the label controller-revision-hash of its pods is the name and 11 characters more, and must not be longer than 63',
  );
  const strategy = mapAt(object, 'spec.updateStrategy');
  const { rollingUpdate } = strategy;
  if (textAt(strategy, 'type') === 'OnDelete' && isMap(rollingUpdate)) {
    yield complaint(
      'api/strategy',
      'spec.updateStrategy.rollingUpdate',
      `found ${show(rollingUpdate)} with type "OnDelete", allowed is none: remove it, or use "RollingUpdate"`,
    );
  }
  const partition = numberAt(rollingUpdate, 'partition');
  if (partition !== undefined && partition < 0) {
    yield complaint(
      'api/strategy',
      'spec.updateStrategy.rollingUpdate.partition',
      `found ${partition}, allowed is at least 0: correct it`,
    );
  }
  if (isMap(rollingUpdate)) {
    yield* shareRules(rollingUpdate, ['maxUnavailable'], 'spec.updateStrategy.rollingUpdate', 'api/strategy');
    if ('maxUnavailable' in rollingUpdate && isNothing(rollingUpdate['maxUnavailable'])) {
      yield complaint(
        'api/strategy',
        'spec.updateStrategy.rollingUpdate.maxUnavailable',
        `found ${show(rollingUpdate['maxUnavailable'])}, allowed is more than 0: raise it`,
      );
    }
  }
  const names = new Set<string>();
  for (const [index, claim] of mapsAt(object, 'spec.volumeClaimTemplates').entries()) {
    const name = textAt(claim, 'metadata.name') ?? '';
    const path = `spec.volumeClaimTemplates[${name || index}]`;
    if (names.has(name)) {
      yield complaint(
        'api/duplicate-name',
        path,
        `found ${show(name)} a second time, allowed is each name once: rename one`,
      );
    }
    names.add(name);
    yield* claimRules(claim, path);
  }
};

export const replicaSetRules = controllerRules;

function* rollingRules(rollingUpdate: Data, at: string, id: 'api/strategy'): Generator<Complaint> {
  yield* shareRules(rollingUpdate, ['maxUnavailable', 'maxSurge'], at, id);
  // The server sets the one that is missing to 25%.
  const { maxUnavailable = '25%', maxSurge = '25%' } = rollingUpdate;
  if (!isNothing(maxUnavailable) || !isNothing(maxSurge)) return;
  yield complaint(
    id,
    at,
    `found maxUnavailable ${show(maxUnavailable)} and maxSurge ${show(maxSurge)}, with which no pod could be replaced: raise one of them`,
  );
}
