import { forAllPods, mergeProps, overChart } from '../../../../lib/constructs/workload/merge';
import type { WorkloadProps } from '../../../../lib/constructs/workload/props';

test('no layers result in no props', () => expect(mergeProps()).toEqual({}));

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
  ['a program', { command: ['/a', '-b'] }, { command: ['/c'] }],
  ['arguments by none', { extraArgs: ['-a'] }, { extraArgs: [] }],
  ['tolerations by none', { tolerations: [{ key: 'a' }] }, { tolerations: [] }],
  ['volumes by none', { volumes: [{ name: 'a' }] }, { volumes: [] }],
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

test.each<[string, WorkloadProps, WorkloadProps, WorkloadProps]>([
  ['arguments', { extraArgs: ['-a=1'] }, { extraArgs: ['-a=2'] }, { extraArgs: ['-a=1', '-a=2'] }],
  [
    'tolerations',
    { tolerations: [{ key: 'a' }] },
    { tolerations: [{ key: 'b' }] },
    { tolerations: [{ key: 'a' }, { key: 'b' }] },
  ],
  [
    'sources of variables',
    { envFrom: [{ configMapRef: { name: 'a' } }] },
    { envFrom: [{ secretRef: { name: 'a' } }] },
    { envFrom: [{ configMapRef: { name: 'a' } }, { secretRef: { name: 'a' } }] },
  ],
])('%s of a layer follow those below', (_, below, above, merged) => expect(mergeProps(below, above)).toEqual(merged));

test.each<[string, WorkloadProps, WorkloadProps, WorkloadProps]>([
  [
    'volumes by name',
    { volumes: [{ name: 'a', emptyDir: {} }, { name: 'b' }] },
    { volumes: [{ name: 'a', hostPath: { path: '/a' } }] },
    { volumes: [{ name: 'b' }, { name: 'a', hostPath: { path: '/a' } }] },
  ],
  [
    'mounts by path, so that one volume can be mounted twice',
    {
      volumeMounts: [
        { name: 'a', mountPath: '/a' },
        { name: 'a', mountPath: '/b' },
      ],
    },
    { volumeMounts: [{ name: 'c', mountPath: '/b' }] },
    {
      volumeMounts: [
        { name: 'a', mountPath: '/a' },
        { name: 'c', mountPath: '/b' },
      ],
    },
  ],
  [
    'containers by name',
    { containers: [{ name: 'a', image: '1' }], initContainers: [{ name: 'a', image: '1' }] },
    { containers: [{ name: 'b' }], initContainers: [{ name: 'a', image: '2' }] },
    { containers: [{ name: 'a', image: '1' }, { name: 'b' }], initContainers: [{ name: 'a', image: '2' }] },
  ],
  [
    'pull secrets',
    { imagePullSecrets: ['a', 'b'] },
    { imagePullSecrets: ['b', 'c'] },
    { imagePullSecrets: ['a', 'b', 'c'] },
  ],
  [
    'aliases of hosts by address',
    { hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }] },
    {
      hostAliases: [
        { ip: '10.0.0.2', hostnames: ['b'] },
        { ip: '10.0.0.1', hostnames: ['c'] },
      ],
    },
    {
      hostAliases: [
        { ip: '10.0.0.2', hostnames: ['b'] },
        { ip: '10.0.0.1', hostnames: ['c'] },
      ],
    },
  ],
  [
    'spreads by the key of the topology',
    { topologySpread: [{ topologyKey: 'zone' }, { topologyKey: 'host' }] },
    { topologySpread: [{ topologyKey: 'host', maxSkew: 2 }] },
    { topologySpread: [{ topologyKey: 'zone' }, { topologyKey: 'host', maxSkew: 2 }] },
  ],
])('%s are merged', (_, below, above, merged) => expect(mergeProps(below, above)).toEqual(merged));

test('spreads and tolerations of a user replace those of a chart', () => {
  const chart: WorkloadProps = {
    topologySpread: [{ topologyKey: 'host' }],
    tolerations: [{ key: 'a' }],
    extraArgs: ['-a'],
  };
  expect(overChart(chart, { tolerations: [{ key: 'b' }], extraArgs: ['-b'] })).toEqual({
    ...chart,
    tolerations: [{ key: 'b' }],
    extraArgs: ['-a', '-b'],
  });
  expect(overChart(chart, { topologySpread: [{ topologyKey: 'zone' }] })).toEqual({
    ...chart,
    topologySpread: [{ topologyKey: 'zone' }],
  });
  expect(overChart(chart, { topologySpread: [] }).topologySpread).toEqual([]);
  expect(overChart(chart, {})).toEqual(chart);
});

test('placement and labels apply to all pods, settings of a program to roles only', () => {
  const everywhere: WorkloadProps = {
    tolerations: [{ key: 'a' }],
    nodeSelector: { pool: 'a' },
    priorityClassName: 'high',
    imagePullSecrets: ['registry'],
    podLabels: { team: 'a' },
    disruptionBudget: { maxUnavailable: 1 },
  };
  const program: WorkloadProps = {
    image: { repository: 'loki' },
    command: ['/loki'],
    extraArgs: ['-log.level=debug'],
    env: { A: '1' },
    resources: { limits: { memory: '1Gi' } },
    readinessProbe: false,
    podSecurityContext: { runAsUser: 10001 },
    volumes: [{ name: 'a' }],
    replicas: 3,
  };
  expect(forAllPods({ ...everywhere, ...program })).toEqual(everywhere);
});

test('an undefined value keeps that of the layer below', () => {
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
