import { READ, WRITE_NO_EXTEND } from '../../../../lib/model/ring/model/operation';
import { scalingOf } from '../../../../lib/model/ring/scaling';
import { simulatedRing } from '../../../../lib/model/ring/simulated-ring';
import { type ExampleWorkload, exampleMembers, REPLACEABLE, zoned } from './example-ring';

type Description = Parameters<typeof exampleMembers>[1];

function scaling(workloads: readonly ExampleWorkload[], description: Description = {}) {
  const deployed = exampleMembers(workloads, description);
  return scalingOf(deployed, simulatedRing(deployed));
}
const ingesters = (replicas: number, spec = {}): ExampleWorkload[] => [{ name: 'ingester', replicas, spec }];

test('a fourth ingester takes about a quarter of all replicas, and requests are served meanwhile', () => {
  const { up } = scaling(ingesters(3), { tokens: 512 });
  expect(up).toMatchObject({
    member: 'ingester-3',
    from: 3,
    to: 4,
    replicasAfter: 3,
    writesRefused: 0,
    readsRefused: 0,
    toleratedAfter: 1,
  });
  expect(up?.replicasMoved).toBeCloseTo(0.25, 1);
  expect(up?.keysMoved).toBeCloseTo(0.75, 1);
});

test('removing the third of three ingesters moves no key, and leaves two replicas that tolerate no loss', () =>
  expect(scaling(ingesters(3)).down).toMatchObject({
    member: 'ingester-2',
    from: 3,
    to: 2,
    keysMoved: 0,
    replicasAfter: 2,
    writesRefused: 0,
    toleratedAfter: 0,
  }));

test('removing the second of two ingesters with replication factor 3 ends all service', () =>
  expect(scaling(ingesters(2)).down).toMatchObject({
    to: 1,
    replicasAfter: 1,
    writesRefused: 1,
    readsRefused: 1,
    toleratedAfter: null,
  }));

test('a removed member that does not unregister counts as lost afterwards, and its keys move all the same', () => {
  const unregisterOnShutdown = { at: 'ingester.ring.unregister_on_shutdown', value: false };
  const staying = scaling(ingesters(5), { unregisterOnShutdown }).down;
  const leaving = scaling(ingesters(5)).down;
  expect([staying?.toleratedAfter, leaving?.toleratedAfter]).toEqual([0, 1]);
  expect(staying?.replicasMoved).toBe(leaving?.replicasMoved);
  expect(staying?.replicasMoved).toBeGreaterThan(0.1);
});

test('with replication factor 1 a new ingester refuses its keys until it is ACTIVE', () => {
  const { up } = scaling(ingesters(2), { replicationFactor: 1, operations: { write: WRITE_NO_EXTEND, read: READ } });
  expect(up?.writesRefused).toBeCloseTo(1 / 3, 1);
  expect(up?.keysMoved).toBe(up?.replicasMoved);
});

test('a new member that can be replaced by another one causes no rejected requests', () =>
  expect(scaling(ingesters(2), REPLACEABLE).up?.writesRefused).toBe(0));

test('zones stay even: the smallest grows, the largest shrinks', () =>
  expect(scaling(zoned([2, 1, 2]), { zoneAware: true })).toMatchObject({
    up: { workload: 'ingester-zone-1', member: 'ingester-zone-1-1', toleratedAfter: 1 },
    down: { workload: 'ingester-zone-2', member: 'ingester-zone-2-1', toleratedAfter: 1 },
  }));

test('the last member of a zone takes the replicas of its zone with it', () =>
  expect(scaling(zoned([1, 1, 1]), { zoneAware: true }).down).toMatchObject({ keysMoved: 0, replicasAfter: 2 }));

test('spread-minimizing tokens of a new member are those of its ordinal', () => {
  const description = { zoneAware: true, tokenGeneration: 'spread-minimizing', tokens: 512 } as const;
  expect(scaling(zoned([3, 3, 3]), description).up?.replicasMoved).toBeCloseTo(1 / 12, 3);
});

test('a single ruler cannot be removed', () => expect(scaling(ingesters(1), REPLACEABLE).down).toBeNull());

test.each([
  [{ podManagementPolicy: 'Parallel' }, true],
  [{ podManagementPolicy: 'OrderedReady' }, false],
  [{}, false],
])('a StatefulSet with %j removes members in parallel: %j', (spec, inParallel) =>
  expect(scaling(ingesters(5, spec)).down).toMatchObject({ inParallel }),
);
