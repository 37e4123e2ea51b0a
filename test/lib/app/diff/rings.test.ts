import {
  config,
  type IngesterProps,
  ingesters,
  type Manifest,
  set,
  workload,
} from '../../../../conformance/diff/objects';
import { statementsBetween, testPairs } from './example';

const IMAGE = { image: '2' };
const RF = (count: number): string => `ingester: {ring: {replication_factor: ${count}}}`;
const mimir = (changes: IngesterProps['changes'] = {}, props: IngesterProps = {}): Manifest =>
  ingesters('mimir', 'ingester', { ...props, changes });
const CONFIG = 'ConfigMap/a/mimir-config';
const UNREAD = `restart/config-unread ${CONFIG}`;
const ZONES = 'ingester: {ring: {zone_awareness_enabled: true}}';
const zones = (names: string, props: IngesterProps = {}): Manifest[] =>
  [...names].map((name) => ingesters('mimir', `ingester-zone-${name}`, { zone: `zone-${name}`, ...props }));
const operated: IngesterProps['changes'] = {
  'metadata.labels': { 'rollout-group': 'ingester' },
  'spec.updateStrategy': { type: 'OnDelete' },
};
const operator = workload('Deployment', 'rollout-operator', {
  'spec.template.spec.containers.0.image': 'grafana/rollout-operator:v0.9.0',
});

testPairs([
  [
    'one member more',
    [mimir(), config('mimir')],
    [mimir({ 'spec.replicas': 4 }), config('mimir')],
    [`ring/members ${CONFIG}`, 'scale/up StatefulSet/a/ingester'],
    /Mimir ingester ring: members 3 → 4: 128 tokens are added, removed or moved, and 7\d\.\d % of the keys get at least one new replica/,
  ],
  [
    'a member less, which a quorum bears',
    [mimir(), config('mimir')],
    [mimir({ 'spec.replicas': 2 }), config('mimir')],
    [
      `ring/members ${CONFIG}`,
      `ring/tolerance ${CONFIG}`,
      `ring/tolerance ${CONFIG}`,
      `ring/scale-down ${CONFIG}`,
      'scale/down StatefulSet/a/ingester',
    ],
    /writes tolerate the loss of no member of 2; before: 1 of 3/,
  ],
  [
    'more members less than a quorum bears',
    [mimir({ 'spec.replicas': 6 }), config('mimir')],
    [mimir({ 'spec.replicas': 3 }), config('mimir')],
    [`data/scale-down ${CONFIG}`, `ring/members ${CONFIG}`, 'scale/down StatefulSet/a/ingester'],
    /3 members are removed together with unflushed data, and replication factor 3 tolerates the loss of 1: flush first \(POST \/ingester\/shutdown\)/,
  ],
  [
    'too few members for a quorum',
    [mimir({ 'spec.replicas': 2 }), config('mimir')],
    [mimir({ 'spec.replicas': 1 }), config('mimir')],
    [
      `data/scale-down ${CONFIG}`,
      `outage/quorum ${CONFIG}`,
      `outage/quorum ${CONFIG}`,
      `ring/members ${CONFIG}`,
      'scale/down StatefulSet/a/ingester',
    ],
    /writes are refused even while the only member is healthy: replication factor 3 needs more/,
  ],
  [
    'a larger replication factor than members bear',
    [mimir(), config('mimir', RF(3))],
    [mimir(), config('mimir', RF(5))],
    [`ring/members ${CONFIG}`, `ring/tolerance ${CONFIG}`, `ring/tolerance ${CONFIG}`, UNREAD],
    /replication factor 3 → 5: no token moves/,
  ],
  [
    'members with other names',
    [mimir(), config('mimir')],
    [ingesters('mimir', 'writer'), config('mimir')],
    ['data/stateful-set StatefulSet/a/ingester', `ring/members ${CONFIG}`, 'object/renamed StatefulSet/a/writer'],
    /members have other names: 768 tokens are added, removed or moved, and 100 % of the keys/,
  ],
  [
    'more tokens a member',
    [mimir(), config('mimir')],
    [mimir(), config('mimir', 'ingester: {ring: {num_tokens: 256}}')],
    [`ring/members ${CONFIG}`, UNREAD],
    /tokens of a member 128 → 256/,
  ],
  [
    'one member after the other, of as many as copies',
    [mimir(), config('mimir')],
    [mimir({}, IMAGE), config('mimir')],
    ['restart/rollout StatefulSet/a/ingester'],
  ],
  [
    'one member after the other, of too few',
    [mimir({ 'spec.replicas': 2 }), config('mimir')],
    [mimir({ 'spec.replicas': 2 }, IMAGE), config('mimir')],
    [`outage/rollout ${CONFIG}`, 'restart/rollout StatefulSet/a/ingester'],
    /1 of 2 members is away at the same time, and writes of 100 % of the keys and all reads are refused/,
  ],
  [
    'three zones at once, without the rollout operator',
    [...zones('abc'), config('mimir', ZONES)],
    [...zones('abc', IMAGE), config('mimir', ZONES)],
    [`outage/rollout ${CONFIG}`, ...[...'abc'].map((name) => `restart/rollout StatefulSet/a/ingester-zone-${name}`)],
    /3 of 9 members are away at the same time.*OnDelete with the rollout operator/,
  ],
  [
    'three zones one after the other',
    [...zones('abc', { changes: operated }), operator, config('mimir', ZONES)],
    [...zones('abc', { changes: operated, ...IMAGE }), operator, config('mimir', ZONES)],
    [...'abc'].map((name) => `restart/rollout StatefulSet/a/ingester-zone-${name}`),
  ],
  [
    'a zone more',
    [...zones('ab'), config('mimir', ZONES)],
    [...zones('abc'), config('mimir', ZONES)],
    [`ring/members ${CONFIG}`, `ring/tolerance ${CONFIG}`, 'object/added StatefulSet/a/ingester-zone-c'],
    /zones zone-a \(3\), zone-b \(3\) → zone-a \(3\), zone-b \(3\), zone-c \(3\)/,
  ],
  [
    'zones that count from now on',
    [...zones('abc'), config('mimir')],
    [...zones('abc'), config('mimir', ZONES)],
    [`ring/members ${CONFIG}`, UNREAD],
    /zone-aware false → true/,
  ],
  [
    'a label that splits the ring',
    [mimir(), config('mimir', 'memberlist: {join_members: [gossip]}')],
    [mimir(), config('mimir', 'memberlist: {join_members: [gossip], cluster_label: mimir}')],
    [`outage/cluster-label ${CONFIG}`, `ring/cluster-label ${CONFIG}`, UNREAD],
    /memberlist.cluster_label: unset → mimir: during the rollout.*cluster_label_verification_disabled/,
  ],
  [
    'a label while nobody looks at it',
    [mimir(), config('mimir', 'memberlist: {cluster_label_verification_disabled: true}')],
    [mimir(), config('mimir', 'memberlist: {cluster_label_verification_disabled: true, cluster_label: mimir}')],
    [`ring/cluster-label ${CONFIG}`, UNREAD],
  ],
]);

test('the rings of all three systems are read', () => {
  const systems = ['loki', 'mimir', 'tempo'];
  const before = systems.flatMap((system) => [ingesters(system, `${system}-ingester`), config(system)]);
  const after = before.map((one) => (one['kind'] === 'StatefulSet' ? set(one, { 'spec.replicas': 4 }) : one));
  const sentences = statementsBetween(before, after).flatMap(({ rule, sentence }) =>
    rule === 'ring/members' ? [sentence] : [],
  );
  expect(sentences.map((sentence) => sentence.split(':')[0])).toEqual([
    'Loki ingester ring',
    'Mimir ingester ring',
    'Tempo ingester ring',
  ]);
});

test('a ring is read from a configuration with keys that are unknown to the system', () => {
  const before = [
    mimir(),
    config('mimir', 'ingester: {ring: {replication_factor: 3}, from_a_later_release: 1}', 'new_block: {a: 1}'),
  ];
  const after = [mimir({ 'spec.replicas': 4 }), before[1] ?? {}];
  expect(statementsBetween(before, after).map(({ rule }) => rule)).toContain('ring/members');
});

test('an object in two files is one member of the ring', () => {
  const before = [mimir(), mimir(), config('mimir')];
  const after = [mimir({ 'spec.replicas': 4 }), mimir({ 'spec.replicas': 4 }), config('mimir')];
  expect(statementsBetween(before, after).map(({ sentence }) => sentence)).toContainEqual(
    expect.stringMatching(/members 3 → 4/),
  );
});
