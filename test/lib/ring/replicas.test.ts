import fc from 'fast-check';
import { ingesterFindings, replicasFinding } from '../../../lib/ring/replicas';
import { Ring } from '../../../lib/ring/ring';
import type { WorkloadProps } from '../../../lib/workload/props';

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

test.each([
  [0, 1, true],
  [1, 3, true],
  [1, 4, true],
  [2, 4, false],
  [1, 2, false],
])(
  'of %d members for %d copies it is said whether queries are refused too: %j',
  (members, replicationFactor, refused) =>
    expect(find(members, replicationFactor)[0]?.sentence.includes(', and every query')).toBe(refused),
);

test('nothing is found if there is a member for each copy, and something if there is not', () =>
  fc.assert(
    fc.property(fc.nat(20), fc.integer({ min: 1, max: 20 }), (members, replicationFactor) =>
      expect(find(members, replicationFactor)).toHaveLength(members < replicationFactor ? 1 : 0),
    ),
  ));

test.each<[WorkloadProps, string]>([
  [{}, 'ingester.replicas: found 3 '],
  [{ replicas: 5 }, 'ingester.replicas: found 5 '],
  [{ replicas: 0 }, 'ingester.replicas: found 0 '],
  [{ autoscaling: {} }, 'ingester.autoscaling.minReplicas: found 1 '],
  [{ autoscaling: { minReplicas: 2, maxReplicas: 9 } }, 'ingester.autoscaling.minReplicas: found 2 '],
  [{ autoscaling: {}, replicas: 5 }, 'ingester.autoscaling.minReplicas: found 1 '],
])('of a workload %j as many pods count as there are at least: %s', (props, found) =>
  expect(ingesterFindings(new Ring({ replicationFactor: 9 }), props, 3)[0]?.sentence).toContain(found),
);
