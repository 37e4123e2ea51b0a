import { NetworkPolicies, type NetworkPolicyProps } from '../../lib/network-policies';
import { type KubernetesObject, objectAt, render } from '../objects';
import { system } from './example-system';

const policies = (props: NetworkPolicyProps = {}): Record<string, KubernetesObject> =>
  render(
    (scope) =>
      new NetworkPolicies(scope, 'policies', {
        system,
        entrances: ['gateway', 'distributor'],
        entrancePort: 'http',
        metricsPorts: ['http', 'http-metrics'],
        props,
      }),
  );
const specOf = (suffix: string, props?: NetworkPolicyProps): KubernetesObject['spec'] =>
  objectAt(policies(props), `NetworkPolicy/prod-loki-${suffix}`)['spec'];

const everyPod = { matchLabels: system.selector };
const tcp = (port: number | string) => ({ port, protocol: 'TCP' });
const podSelector = { matchLabels: { app: 'a' } };
const namespaceSelector = { matchLabels: { team: 'b' } };

test('by default there are those that every installation needs, and no others', () => {
  const objects = policies();
  expect(Object.keys(objects)).toEqual([
    'NetworkPolicy/prod-loki-namespace-only',
    'NetworkPolicy/prod-loki-egress-dns',
    'NetworkPolicy/prod-loki-ingress',
    'NetworkPolicy/prod-loki-ingress-metrics',
  ]);
  for (const { metadata } of Object.values(objects)) {
    expect(metadata).toMatchObject({ namespace: 'logs', labels: system.labels });
  }
});

test('pods speak with pods of their own namespace, and with nobody else unless they are told', () =>
  expect(specOf('namespace-only')).toEqual({
    podSelector: everyPod,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector: {} }] }],
    egress: [{ to: [{ podSelector: {} }] }],
  }));

test('all pods ask the DNS of any namespace, and nothing else of it', () =>
  expect(specOf('egress-dns')).toEqual({
    podSelector: everyPod,
    policyTypes: ['Egress'],
    egress: [
      {
        to: [{ namespaceSelector: {} }],
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
      },
    ],
  }));

describe('requests', () => {
  test('come from everybody, to the one port of those that take them', () =>
    expect(specOf('ingress')).toEqual({
      podSelector: {
        ...everyPod,
        matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'In', values: ['gateway', 'distributor'] }],
      },
      policyTypes: ['Ingress'],
      ingress: [{ ports: [tcp('http')] }],
    }));

  test.each<[string, NonNullable<NetworkPolicyProps['ingress']>, object]>([
    ['pods of every namespace', { podSelector }, { podSelector, namespaceSelector: {} }],
    ['every pod of some namespaces', { namespaceSelector }, { namespaceSelector }],
    ['some pods of some namespaces', { podSelector, namespaceSelector }, { podSelector, namespaceSelector }],
  ])('may come from %s alone', (_, ingress, peer) =>
    expect(specOf('ingress', { ingress }).ingress).toEqual([{ from: [peer], ports: [tcp('http')] }]),
  );
});

describe('metrics', () => {
  test.each<[string, NetworkPolicyProps['metrics'], readonly object[] | undefined]>([
    ['everybody', undefined, undefined],
    ['everybody if nobody is named', { cidrs: [] }, undefined],
    ['some pods', { podSelector }, [{ podSelector, namespaceSelector: {} }]],
    [
      'networks',
      { cidrs: ['10.0.0.0/8', '192.168.0.0/16'] },
      [{ ipBlock: { cidr: '10.0.0.0/8' } }, { ipBlock: { cidr: '192.168.0.0/16' } }],
    ],
    [
      'pods and networks',
      { namespaceSelector, cidrs: ['10.0.0.0/8'] },
      [{ namespaceSelector }, { ipBlock: { cidr: '10.0.0.0/8' } }],
    ],
  ])('are scraped by %s', (_, metrics, from) =>
    expect(specOf('ingress-metrics', { metrics })).toEqual({
      podSelector: everyPod,
      policyTypes: ['Ingress'],
      ingress: [{ ...(from && { from }), ports: [tcp('http'), tcp('http-metrics')] }],
    }),
  );
});

test.each([
  ['alertmanager', 'egress-alertmanager'],
  ['discovery', 'egress-discovery'],
] as const)('the %s is reached on its port, if it is named', (key, suffix) => {
  const props: NetworkPolicyProps = { [key]: { port: 9093, namespaceSelector } };
  expect(specOf(suffix, props)).toEqual({
    podSelector: everyPod,
    policyTypes: ['Egress'],
    egress: [{ to: [{ namespaceSelector }], ports: [tcp(9093)] }],
  });
  expect(Object.keys(policies(props))).toHaveLength(5);
});

test.each<[string, NonNullable<NetworkPolicyProps['externalStorage']>, object]>([
  ['anywhere', { ports: [443] }, { ports: [tcp(443)] }],
  [
    'in some networks',
    { ports: [443, 9000], cidrs: ['10.0.0.0/8'] },
    { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [tcp(443), tcp(9000)] },
  ],
])('objects are stored %s on the ports that are named', (_, externalStorage, rule) =>
  expect(specOf('egress-external-storage', { externalStorage })).toEqual({
    podSelector: everyPod,
    policyTypes: ['Egress'],
    egress: [rule],
  }),
);
