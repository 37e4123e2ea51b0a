import fc from 'fast-check';
import { HashRing } from '../../../../../lib/model/ring/model/hash-ring';
import { readsServed, refusedShare } from '../../../../../lib/model/ring/model/loss';
import { READ, WRITE_NO_EXTEND } from '../../../../../lib/model/ring/model/operation';
import type { Strategy } from '../../../../../lib/model/ring/model/quorum';
import { seededTokens } from '../../../../../lib/model/ring/model/tokens';
import {
  type RingShape,
  readTolerance,
  replicasOf,
  type Tolerance,
  writeSlack,
  writeTolerance,
} from '../../../../../lib/model/ring/model/tolerance';

const none = undefined;
const of = (members: number, zones: number): Tolerance => ({ members, zones });

// Replication factor, members of each zone, zone-aware, tolerance of writes, tolerance of reads.
test.each<[number, readonly number[], boolean, Tolerance | undefined, Tolerance | undefined]>([
  [1, [1], false, of(0, 0), of(0, 0)],
  [1, [3], false, of(0, 0), of(0, 0)],
  [2, [2], false, of(0, 0), of(1, 0)],
  [2, [1], false, none, of(0, 0)],
  [3, [0], false, none, none],
  [3, [1], false, none, none],
  [3, [2], false, of(0, 0), of(0, 0)],
  [3, [3], false, of(1, 0), of(1, 0)],
  [3, [100], false, of(1, 0), of(1, 0)],
  [5, [5], false, of(2, 0), of(2, 0)],
  [3, [1, 1, 1], false, of(1, 1), of(1, 1)],
  [3, [2, 2, 2], false, of(1, 0), of(1, 0)],
  [5, [1, 1, 1, 4], false, of(2, 0), of(2, 0)],
  [5, [1, 1, 1, 1, 1], false, of(2, 2), of(2, 2)],
  [3, [3], true, none, of(0, 0)],
  [3, [2, 2], true, of(0, 0), of(1, 1)],
  [3, [2, 2, 0], true, of(0, 0), of(1, 1)],
  [3, [1, 1, 1], true, of(1, 1), of(1, 1)],
  [3, [9, 9, 9], true, of(1, 1), of(1, 1)],
  [3, [2, 2, 2, 2], true, of(1, 1), of(1, 1)],
  [5, [2, 2, 2], true, of(0, 0), of(1, 1)],
])(
  'replication factor %d on %j members (zone-aware: %j) tolerates %j for writes, %j for reads',
  (replicationFactor, zones, zoneAware, writes, reads) => {
    const shape = { replicationFactor, zones, zoneAware };
    expect([writeTolerance(shape), readTolerance(shape)]).toEqual([writes, reads]);
  },
);

test.each<[number, Strategy, number]>([
  [3, 'ignore-unhealthy', 2],
  [1, 'ignore-unhealthy', 0],
  [2, 'tempo-rf2', 1],
])('replication factor %d with strategy %s tolerates %d unavailable replicas', (replicationFactor, strategy, slack) =>
  expect(writeSlack({ replicationFactor, strategy, zones: [replicationFactor] })).toBe(slack),
);

interface Case {
  readonly shape: RingShape;
  /** How many members of each zone are dead. */
  readonly dead: readonly number[];
}

const TOKENS = 512;
const ringOf = ({ shape, dead }: Case) =>
  new HashRing({
    replicationFactor: shape.replicationFactor,
    zoneAware: shape.zoneAware,
    strategy: shape.strategy,
    members: shape.zones.flatMap((members, zone) =>
      Array.from({ length: members }, (_, n) => ({
        id: `ingester-${zone}-${n}`,
        zone: `zone-${zone}`,
        heartbeatAge: n < (dead[zone] ?? 0) ? 600 : 0,
        tokens: seededTokens(`ingester-${zone}-${n}`, TOKENS),
      })),
    ),
  });

const cases: fc.Arbitrary<Case> = fc
  .record({
    replicationFactor: fc.integer({ min: 1, max: 5 }),
    zones: fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }).filter((zones) => zones.some((members) => members > 0)),
    zoneAware: fc.boolean(),
    strategy: fc.constantFrom<Strategy>('default', 'ignore-unhealthy'),
  })
  .chain((shape) =>
    fc.record({ shape: fc.constant(shape), dead: fc.tuple(...shape.zones.map((members) => fc.nat(members))) }),
  );

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
const within = ({ shape, dead }: Case, tolerance: Tolerance | undefined) => {
  const hit = dead.filter((members) => members > 0).length;
  return tolerance !== undefined && (total(dead) <= tolerance.members || (shape.zoneAware && hit <= tolerance.zones));
};

describe('the numbers agree with a simulated ring', () => {
  test('number of replicas of each key', () =>
    fc.assert(
      fc.property(cases, fc.nat(2 ** 32 - 1), (given, key) => {
        const ring = ringOf(given);
        expect(ring.replicasBefore(ring.index.after(key), WRITE_NO_EXTEND)).toHaveLength(replicasOf(given.shape));
      }),
    ));

  test('all keys are written within the tolerance, and none if the ring tolerates less than no loss', () =>
    fc.assert(
      fc.property(cases, (given) => {
        const tolerance = writeTolerance(given.shape);
        const { refusedShare: refused, leastMaxErrors } = ringOf(given).serve(WRITE_NO_EXTEND);
        if (within(given, tolerance)) expect(refused).toBe(0);
        if (tolerance === undefined) expect([refused, leastMaxErrors]).toEqual([1, undefined]);
        if (total(given.dead) === 0 && tolerance) expect(leastMaxErrors).toBe(tolerance.members);
      }),
    ));

  test('one member more than tolerated, each in another zone, refuses some keys', () =>
    fc.assert(
      fc.property(cases, ({ shape }) => {
        const tolerance = writeTolerance(shape);
        if (tolerance === undefined) return;
        let left = tolerance.members + 1;
        const dead = shape.zones.map((members) => {
          const killed = Math.min(left, shape.zoneAware ? 1 : 3, members);
          left -= killed;
          return killed;
        });
        expect(left).toBe(0);
        expect(ringOf({ shape, dead }).serve(WRITE_NO_EXTEND).refusedShare).toBeGreaterThan(0);
      }),
    ));

  test('reads that ask all members', () =>
    fc.assert(
      fc.property(cases, (given) => {
        const served = ringOf(given).readAll(READ).refusal === undefined;
        expect(readsServed(given.shape, given.dead)).toBe(served);
        const tolerance = readTolerance(given.shape);
        if (within(given, tolerance)) expect(served).toBe(true);
        if (tolerance === undefined) expect(served).toBe(false);
      }),
    ));

  test('share of refused keys', () =>
    fc.assert(
      fc.property(cases, (given) => {
        const { refusedShare: refused } = ringOf(given).serve(WRITE_NO_EXTEND);
        const expected = refusedShare(given.shape, given.dead);
        expect(Math.abs(refused - expected)).toBeLessThan(0.08);
        expect(refused === 0).toBe(expected === 0);
      }),
    ));
});

test.each<[RingShape, readonly number[], number]>([
  [{ replicationFactor: 3, zones: [6] }, [2], 0.2],
  [{ replicationFactor: 3, zones: [3, 3] }, [1, 1], 0.2],
  [{ replicationFactor: 1, zones: [3] }, [1], 1 / 3],
  [{ replicationFactor: 3, zones: [1000] }, [1], 0],
  [{ replicationFactor: 3, zones: [1000] }, [1000], 1],
  [{ replicationFactor: 3, zones: [2, 2, 2], zoneAware: true }, [2, 0, 0], 0],
  [{ replicationFactor: 3, zones: [2, 2, 2], zoneAware: true }, [1, 1, 0], 0.25],
  [{ replicationFactor: 3, zones: [1, 1, 1, 1], zoneAware: true }, [1, 1, 0, 0], 0.5],
])('%j with %j dead members refuses the share %d of the keys', (shape, dead, share) =>
  expect(refusedShare(shape, dead)).toBeCloseTo(share, 12),
);
