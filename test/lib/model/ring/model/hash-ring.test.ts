import { HashRing, type HashRingProps } from '../../../../../lib/model/ring/model/hash-ring';
import type { Member } from '../../../../../lib/model/ring/model/member';
import type { Operation } from '../../../../../lib/model/ring/model/operation';
import * as operations from '../../../../../lib/model/ring/model/operation';
import type { ReplicaSet } from '../../../../../lib/model/ring/model/replica-set';
import { TOKEN_SPACE } from '../../../../../lib/model/ring/model/token-index';
import { seededTokens } from '../../../../../lib/model/ring/model/tokens';
import { sentencesOf } from '../../../../sentences';
import { memberOf, type VectorSet, vectors } from './vectors';

const { READ, WRITE, WRITE_NO_EXTEND } = operations;

function operationOf(name: string): Operation {
  const found = [WRITE, WRITE_NO_EXTEND, READ, operations.MIMIR_READ, operations.MIMIR_READ_2_10].find(
    (operation) => operation.name === name,
  );
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
}

const ids = (set: ReplicaSet) => (set.refusal === undefined ? set.members.map(({ id }) => id) : []);
const compared = ({ instances = [], maxErrors, maxUnavailableZones = 0, error }: VectorSet) =>
  error === undefined ? { instances, maxErrors, maxUnavailableZones } : { error };
const sorted = (vector: ReturnType<typeof compared>) =>
  'error' in vector ? vector : { ...vector, instances: [...vector.instances].sort() };
const asVector = (set: ReplicaSet) =>
  compared(
    set.refusal === undefined
      ? { instances: ids(set), maxErrors: set.maxErrors, maxUnavailableZones: set.maxUnavailableZones }
      : { maxErrors: 0, error: set.refusal },
  );

describe.each(vectors.rings)('$name', (vector) => {
  const ring = new HashRing({
    members: vector.instances.map(memberOf),
    replicationFactor: vector.replicationFactor,
    zoneAware: vector.zoneAwareness,
    heartbeatTimeout: vector.heartbeatTimeoutSeconds,
  });

  test.each(vector.get)('key $key with operation $op has the replica set of dskit', ({ key, op, result }) =>
    expect(asVector(ring.get(key, operationOf(op)))).toEqual(compared(result)),
  );

  test.each(Object.entries(vector.replicationSetForOperation))(
    'all keys with operation %s have the replication set of dskit',
    (op, result) => expect(sorted(asVector(ring.readAll(operationOf(op))))).toEqual(compared(result)),
  );
});

const member = (id: string, tokens: readonly number[], props: Partial<Member> = {}): Member => ({
  id,
  tokens: Uint32Array.from(tokens),
  ...props,
});
const ringOf = (members: readonly Member[], props: Partial<HashRingProps> = {}) =>
  new HashRing({ members, replicationFactor: 1, ...props });
const ownerOf = (ring: HashRing, key: number) => ids(ring.get(key, WRITE_NO_EXTEND));

test('a member owns the keys from the previous token up to, but not including, its own', () => {
  const ring = ringOf([member('a', [0, 20]), member('b', [10, TOKEN_SPACE - 1])]);
  expect([0, 9, 10, 19, 20, TOKEN_SPACE - 2, TOKEN_SPACE - 1].map((key) => ownerOf(ring, key))).toEqual(
    ['b', 'b', 'a', 'a', 'b', 'b', 'a'].map((id) => [id]),
  );
});

test('of two members with the same token the one that is not LEAVING keeps it, else the first by name', () => {
  const [a, b] = [member('a', [10]), member('b', [10])];
  expect(ownerOf(ringOf([b, a]), 0)).toEqual(['a']);
  const leaving = ringOf([{ ...a, state: 'LEAVING' }, b]);
  expect(leaving.replicasBefore(0, READ).map(({ id }) => id)).toEqual(['b']);
  const both = ringOf([a, b], { replicationFactor: 2 });
  expect(both.replicasBefore(0, READ).map(({ id }) => id)).toEqual(['a']);
});

test('a member that has LEFT is not in the ring', () => {
  const ring = ringOf([member('a', [10], { state: 'LEFT' }), member('b', [20])], { replicationFactor: 2 });
  expect(ring.members.map(({ id }) => id)).toEqual(['b']);
});

test.each([
  [60, 60, 1],
  [60, 61, 0],
  [0, 1e9, 1],
])(
  'with a heartbeat timeout of %d s and a heartbeat age of %d s, %d members are asked',
  (heartbeatTimeout, heartbeatAge, asked) => {
    const ring = ringOf([member('a', [10], { heartbeatAge })], { heartbeatTimeout });
    expect([ids(ring.get(0, READ)), ids(ring.readAll(READ))].map((found) => found.length)).toEqual([asked, asked]);
  },
);

test.each<[string, readonly Member[]]>([
  ['members', []],
  ['tokens', [member('a', [])]],
])('a ring without %s refuses everything', (_, members) => {
  const ring = ringOf(members);
  expect([ring.get(0, READ), ring.readAll(READ)]).toEqual([{ refusal: 'empty ring' }, { refusal: 'empty ring' }]);
  expect(ring.serve(WRITE)).toEqual({ refusedShare: 1, leastMaxErrors: undefined });
});

test('in a ring of 1000 members the replicas of a key own the next greater tokens', () => {
  const members = Array.from({ length: 1000 }, (_, n) => member(`m-${n}`, [...seededTokens(`m-${n}`, 512)]));
  const ring = ringOf(members, { replicationFactor: 3 });
  for (const key of seededTokens('keys', 10)) {
    const distances = members.map(({ id, tokens }) => ({
      id,
      distance: tokens.reduce((least, token) => Math.min(least, token > key ? token - key : Infinity), Infinity),
    }));
    const nearest = distances.sort((a, b) => a.distance - b.distance).slice(0, 3);
    expect(ids(ring.get(key, WRITE))).toEqual(nearest.map(({ id }) => id));
  }
});

test('members without a zone count as one zone for reads, but not for writes', () => {
  const silent = (id: string, token: number) => member(id, [token], { heartbeatAge: 600 });
  const ring = ringOf([silent('a', 10), member('b', [20]), member('c', [30])], {
    replicationFactor: 3,
    zoneAware: true,
  });
  expect(ring.get(0, WRITE)).toMatchObject({ maxErrors: 0 });
  expect(ring.readAll(READ)).toEqual({ refusal: 'too many unhealthy instances in the ring' });
});

test('refused shares are weighted by keys, not by tokens', () => {
  const dead = member('a', [2 ** 30], { heartbeatAge: 600 });
  expect(ringOf([dead, member('b', [2 ** 31])]).serve(WRITE)).toEqual({ refusedShare: 0.75, leastMaxErrors: 0 });
});

test('with() replaces properties and keeps the members', () => {
  const ring = ringOf([member('a', [10]), member('b', [20], { heartbeatAge: 600 })], { replicationFactor: 2 });
  expect(ring.get(0, WRITE)).toEqual({
    refusal: 'at least 2 live replicas required, could only find 1 - unhealthy instances: b',
  });
  expect(ring.with({ strategy: 'tempo-rf2' }).get(0, WRITE)).toMatchObject({ maxErrors: 0 });
});

test.each([0, 1.5, Number.NaN])('fails if the replication factor is %p', (replicationFactor) =>
  expect(sentencesOf(() => ringOf([], { replicationFactor }))).toEqual([
    `hash ring: replicationFactor: found ${replicationFactor}, allowed is a whole number of at least 1`,
  ]),
);

test('fails if two members have the same name', () =>
  expect(sentencesOf(() => ringOf([member('a', [1]), member('a', [2])]))).toEqual([
    'hash ring: members: found two with the name "a": give each a unique name',
  ]));
