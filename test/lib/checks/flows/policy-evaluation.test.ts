import fc from 'fast-check';
import {
  blockOf,
  type Connection,
  closedToOthers,
  type PodEnd,
  type Policy,
} from '../../../../lib/checks/flows/policy-evaluation';
import type { NetworkPolicySpec } from '../../../../lib/checks/objects';

const pod = (namespace: string, app: string): PodEnd => ({
  namespace,
  namespaceLabels: { 'kubernetes.io/metadata.name': namespace, team: namespace.toUpperCase() },
  labels: { app },
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});
const a = pod('one', 'a');
const b = pod('two', 'b');
const policy = (namespace: string, spec: NetworkPolicySpec): Policy => ({
  identity: `NetworkPolicy/${namespace}/p`,
  namespace,
  spec,
});
const ingress = (rules: NetworkPolicySpec['ingress']): Policy[] => [
  policy('two', { podSelector: {}, policyTypes: ['Ingress'], ingress: rules ?? [] }),
];
const egress = (rules: NetworkPolicySpec['egress']): Policy[] => [
  policy('one', { podSelector: {}, policyTypes: ['Egress'], egress: rules ?? [] }),
];
const connection = (change: Partial<Connection> = {}): Connection => ({
  from: a,
  to: b,
  port: 8080,
  protocol: 'TCP',
  ...change,
});
const ofNamespace = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });

test.each<[string, readonly Policy[], Partial<Connection>, 'egress' | 'ingress' | undefined]>([
  ['no policies', [], {}, undefined],
  ['policies of other pods', [policy('two', { podSelector: { matchLabels: { app: 'x' } } })], {}, undefined],
  ['policies of another namespace', [policy('three', { podSelector: {} })], {}, undefined],
  ['a policy without rules', [policy('two', { podSelector: {} })], {}, 'ingress'],
  ['a policy of the other direction', [policy('one', { podSelector: {} })], {}, undefined],
  [
    'egress rules without policyTypes, which hold for both directions',
    [policy('one', { podSelector: {}, egress: [{}] })],
    {},
    undefined,
  ],
  ['egress without rules', egress([]), {}, 'egress'],
  ['a rule for everybody', ingress([{}]), {}, undefined],
  ['empty lists, which are everybody and everything', ingress([{ from: [], ports: [] }]), {}, undefined],
  ['pods of the own namespace', ingress([{ from: [{ podSelector: {} }] }]), {}, 'ingress'],
  ['pods of every namespace', ingress([{ from: [{ namespaceSelector: {} }] }]), {}, undefined],
  ['the namespace by its name', ingress([{ from: [{ namespaceSelector: ofNamespace('one') }] }]), {}, undefined],
  ['another namespace', ingress([{ from: [{ namespaceSelector: ofNamespace('two') }] }]), {}, 'ingress'],
  [
    'a label of the namespace',
    ingress([{ from: [{ namespaceSelector: { matchLabels: { team: 'ONE' } } }] }]),
    {},
    undefined,
  ],
  [
    'namespace and pod',
    ingress([{ from: [{ namespaceSelector: ofNamespace('one'), podSelector: { matchLabels: { app: 'a' } } }] }]),
    {},
    undefined,
  ],
  [
    'namespace and another pod',
    ingress([{ from: [{ namespaceSelector: ofNamespace('one'), podSelector: { matchLabels: { app: 'b' } } }] }]),
    {},
    'ingress',
  ],
  ['a network, for a pod', ingress([{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }]), {}, 'ingress'],
  ['the port by number', ingress([{ ports: [{ port: 8080 }] }]), {}, undefined],
  ['the port by name', ingress([{ ports: [{ port: 'http' }] }]), {}, undefined],
  ['a range of ports', ingress([{ ports: [{ port: 8000, endPort: 8080 }] }]), {}, undefined],
  ['a range below it', ingress([{ ports: [{ port: 8000, endPort: 8079 }] }]), {}, 'ingress'],
  ['the port of a Service', ingress([{ ports: [{ port: 80 }] }]), {}, 'ingress'],
  ['another name', ingress([{ ports: [{ port: 'dns', protocol: 'UDP' }] }]), {}, 'ingress'],
  ['a name that is of another protocol', ingress([{ ports: [{ port: 'dns' }] }]), { port: 53 }, 'ingress'],
  [
    'a label that pods do not have, by NotIn',
    [policy('two', { podSelector: { matchExpressions: [{ key: 'x', operator: 'NotIn', values: ['y'] }] } })],
    {},
    'ingress',
  ],
  ['another protocol', ingress([{ ports: [{ port: 53 }] }]), { port: 53, protocol: 'UDP' }, 'ingress'],
  ['the protocol alone', ingress([{ ports: [{ protocol: 'UDP' }] }]), { port: 53, protocol: 'UDP' }, undefined],
  ['a port by name in egress', egress([{ ports: [{ port: 'http' }] }]), {}, undefined],
  ['egress to a host outside', egress([{ ports: [{ port: 443 }] }]), { to: {}, port: 443 }, undefined],
  [
    'egress to pods, for a host outside',
    egress([{ to: [{ namespaceSelector: {} }] }]),
    { to: {}, port: 443 },
    'egress',
  ],
  [
    'egress to some network, for a host of unknown address',
    egress([{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }]),
    { to: {} },
    undefined,
  ],
  [
    'egress to the network of an address',
    egress([{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }]),
    { to: { ip: '10.1.2.3' } },
    undefined,
  ],
  [
    'egress to another network',
    egress([{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }]),
    { to: { ip: '11.1.2.3' } },
    'egress',
  ],
  [
    'egress to a network but for the address',
    egress([{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }]),
    { to: { ip: '10.1.2.3' } },
    'egress',
  ],
  ['two policies, of which one allows it', [...ingress([]), ...ingress([{}])], {}, undefined],
])('%s', (_, policies, change, side) => expect(blockOf(policies, connection(change))?.side).toBe(side));

test('both sides have to allow a connection, and the side that opens it is named first', () => {
  expect(blockOf([...egress([]), ...ingress([])], connection())?.side).toBe('egress');
  expect(blockOf([...egress([{}]), ...ingress([])], connection())?.side).toBe('ingress');
  expect(blockOf([...egress([{}]), ...ingress([{}])], connection())).toBeUndefined();
});

test.each<[string, NetworkPolicySpec['ingress'], boolean]>([
  ['everybody', [{}], false],
  ['a namespace', [{ from: [{ namespaceSelector: ofNamespace('monitoring') }] }], false],
  ['a network', [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }], false],
  ['other pods of the namespace', [{ from: [{ podSelector: { matchLabels: { app: 'prometheus' } } }] }], false],
  ['pods like itself', [{ from: [{ podSelector: { matchLabels: { app: 'b' } } }] }], true],
  ['another port', [{ ports: [{ port: 9090 }] }], true],
  ['nobody', [], true],
])('a port that is open to %s is closed to others: %s', (_, rules, isClosed) =>
  expect(closedToOthers(ingress(rules), b, 8080, 'TCP') !== undefined).toBe(isClosed),
);

const peer = fc.record(
  {
    podSelector: fc.constantFrom({}, { matchLabels: { app: 'a' } }, { matchLabels: { app: 'b' } }),
    namespaceSelector: fc.constantFrom({}, ofNamespace('one'), ofNamespace('two')),
  },
  { requiredKeys: [] },
);
const port = fc.record({ port: fc.constantFrom(8080, 53, 'http'), protocol: fc.constantFrom('TCP', 'UDP') });
const rule = fc.record({
  from: fc.array(peer, { maxLength: 2 }),
  to: fc.array(peer, { maxLength: 2 }),
  ports: fc.array(port, { maxLength: 2 }),
});
const anyPolicy = fc
  .record({
    namespace: fc.constantFrom('one', 'two'),
    podSelector: fc.constantFrom({}, { matchLabels: { app: 'a' } }, { matchLabels: { app: 'b' } }),
    policyTypes: fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
    ingress: fc.array(rule, { maxLength: 2 }),
    egress: fc.array(rule, { maxLength: 2 }),
  })
  .map(({ namespace, ...spec }) => policy(namespace, spec));
const anyConnection = fc.record({
  from: fc.constantFrom(a, b),
  to: fc.constantFrom(a, b),
  port: fc.constantFrom(8080, 53),
  protocol: fc.constantFrom('TCP', 'UDP'),
});

test('a rule more never closes a connection that was open', () =>
  fc.assert(
    fc.property(
      fc.array(anyPolicy, { minLength: 1, maxLength: 4 }),
      anyConnection,
      rule,
      fc.nat(),
      (policies, each, more, at) => {
        fc.pre(blockOf(policies, each) === undefined);
        const index = at % policies.length;
        const widened = policies.map((own, position) =>
          position === index
            ? {
                ...own,
                spec: {
                  ...own.spec,
                  ingress: [...(own.spec.ingress ?? []), more],
                  egress: [...(own.spec.egress ?? []), more],
                },
              }
            : own,
        );
        expect(blockOf(widened, each)).toBeUndefined();
      },
    ),
  ));
