import { mergeProps } from '../../../lib/workload/merge';
import type { WorkloadProps } from '../../../lib/workload/props';

test('no layer says nothing', () => expect(mergeProps()).toEqual({}));

test.each([
  'env',
  'nodeSelector',
  'labels',
  'annotations',
  'podLabels',
  'podAnnotations',
  'serviceLabels',
  'serviceAnnotations',
  'appProtocols',
] as const)('%s of all layers are one map, in which the last one has the last word', (key) =>
  expect(
    mergeProps({ [key]: { a: '1', b: '1', c: '1' } }, {}, { [key]: { b: '2', c: '2' } }, { [key]: { c: '3', d: '3' } }),
  ).toEqual({ [key]: { a: '1', b: '2', c: '3', d: '3' } }),
);

test('antiAffinity of all layers is one, in which the last one has the last word', () =>
  expect(
    mergeProps(
      { antiAffinity: { hosts: 'preferred', zoneLabel: 'rack' } },
      { antiAffinity: { zones: 'none' } },
      { antiAffinity: { hosts: 'none' } },
    ),
  ).toEqual({ antiAffinity: { hosts: 'none', zoneLabel: 'rack', zones: 'none' } }));

test.each<[string, WorkloadProps, WorkloadProps]>([
  ['a number', { replicas: 1 }, { replicas: 0 }],
  ['a list', { extraArgs: ['-a', '-b'] }, { extraArgs: ['-c'] }],
  ['a list by an empty one', { extraArgs: ['-a'] }, { extraArgs: [] }],
  [
    'resources',
    { resources: { requests: { cpu: 1 }, limits: { memory: '1Gi' } } },
    { resources: { requests: { memory: '2Gi' } } },
  ],
  ['an autoscaler', { autoscaling: { minReplicas: 2, maxReplicas: 9 } }, { autoscaling: { maxReplicas: 4 } }],
  ['an image', { image: { repository: 'a', tag: '1' } }, { image: { repository: 'b' } }],
  ['a security context', { podSecurityContext: { runAsUser: 1 } }, { podSecurityContext: { fsGroup: 2 } }],
  ['a probe', { livenessProbe: { periodSeconds: 1 } }, { livenessProbe: false }],
  ['a probe that was away', { livenessProbe: false }, { livenessProbe: { periodSeconds: 1 } }],
  ['a budget', { disruptionBudget: { maxUnavailable: 1 } }, { disruptionBudget: { minAvailable: 1 } }],
  ['a budget by none', { disruptionBudget: { maxUnavailable: 1 } }, { disruptionBudget: false }],
  ['persistence', { persistence: { claims: [{ size: '1Gi' }] } }, { persistence: { emptyDir: {} } }],
])('a layer replaces %s', (_, below, above) => expect(mergeProps(below, above)).toEqual(above));

test('what a layer leaves undefined, stays as it was below', () => {
  const below: WorkloadProps = {
    replicas: 3,
    livenessProbe: false,
    extraArgs: ['-a'],
    labels: { team: 'a' },
    env: { A: '1' },
  };
  const above: WorkloadProps = {
    replicas: undefined,
    livenessProbe: undefined,
    extraArgs: undefined,
    labels: undefined,
    env: undefined,
  };
  expect(mergeProps(below, above)).toEqual(below);
  expect(mergeProps(below, above, { replicas: 4, labels: { tier: 'b' } })).toEqual({
    ...below,
    replicas: 4,
    labels: { team: 'a', tier: 'b' },
  });
});

test('layers stay as they were', () => {
  const below: WorkloadProps = { labels: { a: '1' } };
  const above: WorkloadProps = { labels: { b: '2' } };
  mergeProps(below, above);
  expect([below, above]).toEqual([{ labels: { a: '1' } }, { labels: { b: '2' } }]);
});
