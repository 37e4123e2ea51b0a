import { Ring, type RingProps, type RingStore } from '../../../../lib/model/ring/ring';
import { Endpoint } from '../../../../lib/values/endpoint';
import { sentencesOf } from '../../../sentences';

const consul = new Endpoint({ service: 'consul', namespace: 'storage', port: 8500 });
const etcd = (name: string) => new Endpoint({ service: name, namespace: 'storage', port: 2379 });

test('defaults to replication factor 3 and memberlist', () => {
  const ring = new Ring();
  expect(ring).toMatchObject({ replicationFactor: 3, gossips: true });
  expect(ring.kvstore()).toEqual({ store: 'memberlist' });
  expect([ring.heartbeatPeriod, ring.heartbeatTimeout]).toEqual([undefined, undefined]);
});

test('takes replication factor and heartbeats', () =>
  expect(new Ring({ replicationFactor: 1, heartbeatPeriod: '15s', heartbeatTimeout: '2m' })).toMatchObject({
    replicationFactor: 1,
    heartbeatPeriod: '15s',
    heartbeatTimeout: '2m',
  }));

test.each<[RingStore, object, boolean]>([
  [{ type: 'memberlist' }, { store: 'memberlist' }, true],
  [{ type: 'memberlist', clusterLabel: 'prod', joinMembers: ['a'] }, { store: 'memberlist' }, true],
  [
    { type: 'consul', consul, prefix: 'a/' },
    { store: 'consul', prefix: 'a/collectors/', consul: { host: 'consul.storage:8500' } },
    false,
  ],
  [{ type: 'consul', consul }, { store: 'consul', consul: { host: 'consul.storage:8500' } }, false],
  [
    { type: 'etcd', etcd: [etcd('etcd-0'), etcd('etcd-1')] },
    { store: 'etcd', etcd: { endpoints: ['etcd-0.storage:2379', 'etcd-1.storage:2379'] } },
    false,
  ],
  [{ type: 'inmemory' }, { store: 'inmemory' }, false],
])('store %j gives the kvstore block', (store, kvstore, gossips) => {
  const ring = new Ring({ store });
  expect(ring.kvstore()).toEqual(kvstore);
  expect(ring.gossips).toBe(gossips);
});

describe('the memberlist block', () => {
  test.each<[Omit<Extract<RingStore, { readonly type: 'memberlist' }>, 'type'>, object]>([
    [{}, { join_members: ['gossip:7946'] }],
    [{ joinMembers: [] }, { join_members: ['gossip:7946'] }],
    [{ joinMembers: ['dns+other:7946', 'third'] }, { join_members: ['gossip:7946', 'dns+other:7946', 'third'] }],
    [{ clusterLabel: 'prod' }, { join_members: ['gossip:7946'], cluster_label: 'prod' }],
    [{ abortIfJoinFails: true }, { join_members: ['gossip:7946'], abort_if_cluster_join_fails: true }],
    [{ abortIfJoinFails: false }, { join_members: ['gossip:7946'], abort_if_cluster_join_fails: false }],
  ])('contains the settings of %j, and the gossip Service first', (store, block) =>
    expect(new Ring({ store: { type: 'memberlist', ...store } }).memberlist('gossip:7946')).toStrictEqual(block),
  );

  test.each<[RingStore]>([
    [{ type: 'consul', consul }],
    [{ type: 'etcd', etcd: [etcd('etcd')] }],
    [{ type: 'inmemory' }],
  ])('is undefined for the store %j', (store) => expect(new Ring({ store }).memberlist('gossip')).toBeUndefined());
});

test.each<[RingProps, readonly string[]]>([
  ...[0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY].map((replicationFactor): [RingProps, readonly string[]] => [
    { replicationFactor },
    [`ring: replicationFactor: found ${replicationFactor}, allowed is a whole number of at least 1`],
  ]),
  [
    { store: { type: 'memberlist', clusterLabel: '' } },
    ['ring: store.clusterLabel: found "", which is not a valid label: remove it, or set a name'],
  ],
  [{ store: { type: 'etcd', etcd: [] } }, ['ring: store.etcd: found no endpoint: set at least one']],
  [
    { replicationFactor: 0, store: { type: 'etcd', etcd: [] } },
    [
      'ring: replicationFactor: found 0, allowed is a whole number of at least 1',
      'ring: store.etcd: found no endpoint: set at least one',
    ],
  ],
])('fails with %p', (props, sentences) => expect(sentencesOf(() => new Ring(props))).toEqual(sentences));
