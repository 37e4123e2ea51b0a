import { numberAt } from '../../../values/data';
import { type Change, objectOf } from '../compare/changes';
import type { Comparison, Statement } from '../model';
import { podNames } from '../rollout';
import { counted, pathsText } from '../words';
import { sourcesOf } from '../world';
import { isRefused, runsAgain } from './refused';

/** Pods that restart, their order, and changes of a workload that restart none. */
export function* restarts(change: Change, comparison: Comparison): Generator<Statement> {
  if (change.kind !== 'changed' || isRefused(change)) return;
  const { before, after, fields } = change;
  const { kind } = after.content;
  const object = after.identity;
  yield* scaling(change, comparison);
  const rollout = comparison.rolloutOf(change);
  if (rollout !== undefined) {
    const { isAutomatic, order, reasons } = rollout;
    const sentence = `${order}; changed: ${pathsText(reasons)}`;
    if (rollout.isOrder) {
      yield {
        effect: 'restart',
        rule: 'restart/order',
        object,
        sentence: `only the order differs: ${pathsText(reasons)}: kubectl apply restarts pods for it (${order}), and kubectl apply --server-side keeps the order that is there`,
      };
      return;
    }
    yield isAutomatic
      ? { effect: 'restart', rule: 'restart/rollout', object, sentence }
      : { effect: 'none', rule: 'restart/by-hand', object, sentence };
  } else if (kind === 'CronJob' && fields.some(({ path }) => path.startsWith('spec.jobTemplate'))) {
    yield {
      effect: 'none',
      rule: 'restart/next-run',
      object,
      sentence: 'the next run has the change; one that runs goes on as it is',
    };
  } else if (kind === 'Job' && runsAgain(before) && fields.some(({ path }) => path.startsWith('spec.template'))) {
    yield {
      effect: 'restart',
      rule: 'restart/job',
      object,
      sentence:
        'runs again: ArgoCD replaces it, and for kubectl it deletes itself when it is done; while it is still there, the API server refuses the change',
    };
  } else if (
    fields.every(({ path }) => !/^spec\.(replicas$|template)/.test(path)) &&
    comparison.after.podsOf(after) !== undefined
  ) {
    yield {
      effect: 'none',
      rule: 'restart/none',
      object,
      sentence: `no pod restarts: ${pathsText(fields)} is not in the pod template`,
    };
  }
}

function* scaling(change: Change, { after: world, before: old }: Comparison): Generator<Statement> {
  if (change.kind !== 'changed') return;
  const { before, after } = change;
  const { kind, metadata } = after.content;
  if (kind !== 'StatefulSet' && kind !== 'Deployment') return;
  if (world.autoscalerOf(after) !== undefined) {
    if (
      numberAt(after.content, 'spec.replicas') !== undefined ||
      numberAt(before.content, 'spec.replicas') === undefined
    )
      return;
    yield {
      effect: 'none',
      rule: 'scale/autoscaler',
      object: after.identity,
      sentence:
        'spec.replicas is left to the autoscaler: apply with --server-side, since kubectl apply alone sets it to 1 for a moment',
    };
    return;
  }
  if (old.autoscalerOf(before) !== undefined) return;
  const [from, to] = [numberAt(before.content, 'spec.replicas') ?? 1, numberAt(after.content, 'spec.replicas') ?? 1];
  if (from === to) return;
  const start = numberAt(after.content, 'spec.ordinals.start') ?? 0;
  const difference = Math.abs(to - from);
  const names =
    kind === 'StatefulSet'
      ? `${podNames(metadata.name, start + Math.min(from, to), difference)}`
      : counted(difference, 'pod');
  const verb = difference === 1 ? 'is' : 'are';
  yield {
    effect: 'none',
    rule: to > from ? 'scale/up' : 'scale/down',
    object: after.identity,
    sentence: `spec.replicas: ${from} → ${to}: ${names} ${verb} ${to > from ? 'added' : 'removed, and claims stay'}; the pods that stay do not restart for it`,
  };
}

/** ConfigMaps and Secrets whose pods do not restart, and so may go on with the text that they have read. */
export function* unread(change: Change, comparison: Comparison): Generator<Statement> {
  if (change.kind !== 'changed' || isRefused(change)) return;
  const { before, after, fields } = change;
  const { kind, metadata } = after.content;
  if ((kind !== 'ConfigMap' && kind !== 'Secret') || !fields.some(({ path }) => path.startsWith('data'))) return;
  const namespace = metadata.namespace ?? 'default';
  const restarted = new Set(
    comparison.changes.flatMap((other) => (comparison.rolloutOf(other)?.isAutomatic ? [objectOf(other).key] : [])),
  );
  const users = comparison.after
    .podsMentioning(metadata.name, namespace)
    .filter(
      (pods) =>
        !['Job', 'CronJob'].includes(pods.owner.content.kind) &&
        sourcesOf(pods.pod).some((source) => source.kind === kind && source.name === metadata.name),
    );
  const staying = users.filter(({ owner }) => !restarted.has(owner.key));
  if (staying.length === 0) return;
  const isUpdated = staying.every(({ pod }) =>
    sourcesOf(pod).every((source) => source.kind !== kind || source.name !== metadata.name || source.isUpdated),
  );
  const names = staying.map(({ owner }) => owner.identity);
  const shown = `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
  yield {
    effect: 'none',
    rule: 'restart/config-unread',
    object: before.identity,
    sentence: isUpdated
      ? `no pod of ${shown} restarts: the file is replaced within about a minute, and counts once the program reads it again`
      : `no pod of ${shown} restarts, and none sees the change (environment variable or subPath): restart with \`kubectl -n ${namespace} rollout restart\``,
  };
}
