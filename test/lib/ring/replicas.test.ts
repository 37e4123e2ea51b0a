import fc from 'fast-check';
import { leastReplicas, replicasFinding, writeQuorum } from '../../../lib/ring/replicas';
import type { WorkloadProps } from '../../../lib/workload/props';

test.each([
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 3],
  [5, 3],
])('of %d copies %d have to be written', (replicationFactor, quorum) =>
  expect(writeQuorum(replicationFactor)).toBe(quorum),
);

const find = (members: number, replicationFactor: number) =>
  replicasFinding({ path: 'ingester.replicas', members, replicationFactor });

test.each<[number, number, string, RegExp]>([
  [0, 1, 'ring/quorum', /^ingester\.replicas: found 0 for replication factor 1, of which 1 .* every write is refused/],
  [1, 3, 'ring/quorum', /^ingester\.replicas: found 1 for replication factor 3, of which 2 .* every write is refused/],
  [
    2,
    3,
    'ring/replicas',
    /found 2 for replication factor 3, of which 2 .*while one of them restarts, writes are refused/,
  ],
  [4, 5, 'ring/replicas', /found 4 for replication factor 5, of which 3 .*only 1 of them may be missing/],
])('%d members for %d copies are found as %s', (members, replicationFactor, id, sentence) =>
  expect(find(members, replicationFactor)).toEqual([{ id, sentence: expect.stringMatching(sentence) }]),
);

test('nothing is found if there is a member for each copy, and something if there is not', () =>
  fc.assert(
    fc.property(fc.nat(20), fc.integer({ min: 1, max: 20 }), (members, replicationFactor) =>
      expect(find(members, replicationFactor)).toHaveLength(members < replicationFactor ? 1 : 0),
    ),
  ));

test.each<[WorkloadProps, number]>([
  [{}, 3],
  [{ replicas: 5 }, 5],
  [{ replicas: 0 }, 0],
  [{ autoscaling: {} }, 1],
  [{ autoscaling: { minReplicas: 2, maxReplicas: 9 } }, 2],
  [{ autoscaling: {}, replicas: 5 }, 1],
])('of a workload %j there are %d pods at least', (props, least) => expect(leastReplicas(props, 3)).toBe(least));
