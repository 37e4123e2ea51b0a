import { isBlocked, judge, type Stored } from '../../conformance/checks/network-policies';
import { tenants } from '../../conformance/environments/tenants';
import { endsOf, keyOf, OUTSIDE } from '../../conformance/network-policies/ends';
import { EXPECTED_FLOWS } from '../../conformance/network-policies/expected';
import { type Outcome, outcomesIn, probesBetween } from '../../conformance/network-policies/network';
import { rulesetOf, type Selection } from '../../conformance/network-policies/ruleset';
import { selectorText } from '../../conformance/network-policies/selection';
import { Cluster, namespaceOf } from '../../lib/checks/cluster';
import type { Policy } from '../../lib/checks/flows/policy-evaluation';
import { manifestOf, objectsOf } from '../../lib/checks/manifest';
import { selects } from '../../lib/checks/objects';
import { NAMESPACE_LABEL } from '../../lib/values/names';

const cluster = new Cluster(objectsOf(manifestOf(tenants())));
const ends = endsOf(cluster);
const policies: Policy[] = cluster.of('NetworkPolicy').map((policy) => ({
  identity: policy.identity,
  namespace: namespaceOf(policy),
  spec: policy.content.spec,
}));
const namespaces = new Map(
  ends.flatMap(({ pod }) => (pod ? [[pod.metadata.namespace, { [NAMESPACE_LABEL]: pod.metadata.namespace }]] : [])),
);
const stored: Stored = { policies, namespaces };
const probes = probesBetween(ends);

const modelled = probes.map((probe): Outcome => (isBlocked(stored, probe) ? 'blocked' : 'passed'));
const expected = EXPECTED_FLOWS['tenants'] ?? [];

describe('the environment with tenants', () => {
  test('has an end for each pod, for others of each namespace, for DNS and for the outside, each with an address', () => {
    expect(new Set(ends.map(({ ip }) => ip)).size).toBe(ends.length);
    expect(ends.filter(({ pod }) => pod === undefined).map(({ name }) => name)).toEqual([OUTSIDE]);
  });

  test('have rules for the required connections, and for no forbidden one', () => {
    expect(expected.filter(({ outcome }) => outcome === 'blocked').length).toBeGreaterThan(20);
    expect(judge({ cluster, probes, outcomes: modelled, stored, expected }).refusals).toEqual([]);
  });
});

describe('findings', () => {
  const first = expected.find(({ outcome }) => outcome === 'blocked');
  const at = probes.findIndex(
    ({ from, to, port }) => from.name === first?.from && to.name === first.to && port === first.port,
  );

  test('include an allowed connection that must be blocked', () => {
    const outcomes = modelled.map((outcome, index) => (index === at ? 'passed' : outcome));
    expect(judge({ cluster, probes, outcomes, stored, expected }).refusals).toEqual([
      expect.stringMatching(/^DaemonSet\/agents\/promtail to .*distributor port 3100 TCP: was passed, and lib\/checks/),
      expect.stringMatching(/port 3100 TCP: was passed, and has to be blocked$/),
    ]);
  });

  test('include a blocked connection that a configuration needs', () => {
    const name = 'DaemonSet/agents/promtail to Deployment/logs/loki-loki-distributed-gateway port 8080 TCP';
    const outcomes = modelled.map((outcome, index): Outcome => {
      const { from, to, port } = probes[index] ?? {};
      return `${from?.name} to ${to?.name} port ${port} TCP` === name ? 'blocked' : outcome;
    });
    expect(judge({ cluster, probes, outcomes, stored, expected }).refusals).toContain(
      `${name}: a configuration asks for it, and it was blocked`,
    );
  });

  test('include a connection without a result', () =>
    expect(
      judge({
        cluster,
        probes,
        outcomes: modelled.map((outcome, index) => (index === at ? undefined : outcome)),
        stored,
        expected,
      }).refusals[0],
    ).toMatch('was not answered'));
});

test('answers of probes are parsed by their numbers, and a missing answer is unknown', () =>
  expect(outcomesIn('2 passed\n0 blocked\n1 silent\n', 4)).toEqual(['blocked', undefined, 'passed', undefined]));

test('selectors are written as kubectl takes them', () =>
  expect(
    selectorText({
      matchLabels: { a: 'b' },
      matchExpressions: [
        { key: 'c', operator: 'In', values: ['d', 'e'] },
        { key: 'f', operator: 'NotIn', values: ['g'] },
        { key: 'h', operator: 'Exists' },
        { key: 'i', operator: 'DoesNotExist' },
      ],
    }),
  ).toBe('a=b,c in (d,e),f notin (g),h,!i'));

describe('rules of nftables', () => {
  const [client, server] = [
    { name: 'client', ip: '10.77.0.1', ports: [], pod: podOf('client') },
    { name: 'server', ip: '10.77.0.2', ports: [{ name: 'http', containerPort: 8080 }], pod: podOf('server') },
  ];
  const both = [client, server];
  const selection: Selection = {
    pods: async (selector) =>
      new Set(both.filter(({ pod }) => selects(selector, pod.metadata.labels)).map(({ pod }) => keyOf(pod))),
    namespaces: async () => new Set(['logs']),
  };
  const rulesOf = (spec: Policy['spec']) =>
    rulesetOf([{ identity: 'NetworkPolicy/logs/a', namespace: 'logs', spec }], both, selection);
  const select = (app: string) => ({ matchLabels: { app } });

  test('reject all connections of a pod with a policy, except the allowed ones', async () => {
    const rules = await rulesOf({
      podSelector: select('server'),
      ingress: [{ from: [{ podSelector: select('client') }], ports: [{ port: 'http', protocol: 'TCP' }] }],
    });
    expect(rules).toContain(
      'chain ingress_1 {\n    ip saddr { 10.77.0.1 } tcp dport 8080 return\n    reject with icmp type admin-prohibited',
    );
    expect(rules).toContain('ip daddr 10.77.0.2 jump ingress_1');
    expect(rules).not.toContain('egress_');
  });

  test('name ports by the pods that answer, ranges, and networks without pods', async () => {
    const rules = await rulesOf({
      podSelector: select('client'),
      policyTypes: ['Egress'],
      egress: [
        { to: [{ podSelector: select('server') }], ports: [{ port: 'http' }] },
        { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['192.0.2.0/24'] } }], ports: [{ port: 1, endPort: 9 }] },
        { ports: [{ port: 53, protocol: 'UDP' }] },
      ],
    });
    for (const rule of [
      'ip daddr 10.77.0.2 tcp dport 8080 return',
      'ip daddr 0.0.0.0/0 ip daddr != { 10.77.0.0/16, 192.0.2.0/24 } tcp dport 1-9 return',
      '\n    udp dport 53 return',
    ]) {
      expect(rules).toContain(rule);
    }
  });

  test('allow no connections by a rule whose peers select no pods', async () => {
    const rules = await rulesOf({
      podSelector: select('server'),
      ingress: [{ from: [{ podSelector: select('none') }] }],
    });
    expect(rules).toContain('chain ingress_1 {\n    reject');
  });

  function podOf(app: string) {
    return { apiVersion: 'v1', kind: 'Pod', metadata: { name: app, namespace: 'logs', labels: { app } }, spec: {} };
  }
});
