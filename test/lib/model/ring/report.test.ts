import fc from 'fast-check';
import { anyLost } from '../../../../lib/model/ring/losses';
import { worstAvailability } from '../../../../lib/model/ring/model/availability';
import { READ, WRITE, WRITE_NO_EXTEND } from '../../../../lib/model/ring/model/operation';
import { rollingRestart } from '../../../../lib/model/ring/model/transitions';
import { ringReport } from '../../../../lib/model/ring/report';
import { simulatedRing } from '../../../../lib/model/ring/simulated-ring';
import { exampleMembers, REPLACEABLE, zoned } from './example-ring';

const MIMIR = { zoneAware: true, tokens: 512 };
const STORE_GATEWAY = { ...MIMIR, strategy: 'ignore-unhealthy', operations: { write: WRITE } } as const;

test('three zones with one ingester each tolerate the loss of a zone', () => {
  const report = ringReport(exampleMembers(zoned([1, 1, 1]), MIMIR));
  expect(report).toMatchObject({ members: 3, replicas: 3, answersRequired: 2, keepsNothing: false, purpose: null });
  expect(report.zones).toEqual([
    { name: 'zone-0', members: 1 },
    { name: 'zone-1', members: 1 },
    { name: 'zone-2', members: 1 },
  ]);
  expect(report.losses).toEqual({
    writes: { members: 1, zones: 1 },
    reads: { members: 1, zones: 1 },
    oneMore: { members: 2, writesRefused: 1, readsRefused: 1 },
  });
});

test('two ingesters with replication factor 3 tolerate no loss', () =>
  expect(ringReport(exampleMembers([{ name: 'ingester', replicas: 2 }]))).toMatchObject({
    replicas: 2,
    answersRequired: 2,
    losses: {
      writes: { members: 0 },
      reads: { members: 0 },
      oneMore: { members: 1, writesRefused: 1, readsRefused: 1 },
    },
  }));

test('the loss of two of six ingesters refuses a fifth of the writes, and all reads', () =>
  expect(ringReport(exampleMembers([{ name: 'ingester', replicas: 6 }])).losses).toMatchObject({
    writes: { members: 1, zones: 0 },
    oneMore: { members: 2, writesRefused: expect.closeTo(0.2, 12), readsRefused: 1 },
  }));

test('the worst loss takes members of several zones', () =>
  expect(ringReport(exampleMembers(zoned([3, 3, 3]), MIMIR)).losses?.oneMore).toEqual({
    members: 2,
    writesRefused: expect.closeTo(1 / 9, 12),
    readsRefused: 1,
  }));

test('one ingester with replication factor 3 refuses everything, whatever is lost', () =>
  expect(ringReport(exampleMembers([{ name: 'ingester', replicas: 1 }])).losses).toEqual({
    writes: null,
    reads: null,
    oneMore: null,
  }));

test('reads that ask the replicas of a key fare like writes', () =>
  expect(ringReport(exampleMembers(zoned([1, 1, 1]), STORE_GATEWAY))).toMatchObject({
    readsAll: false,
    losses: { writes: { members: 2 }, reads: { members: 2 }, oneMore: { members: 3, readsRefused: 1 } },
  }));

test('members that hold no data have shares, but no losses', () =>
  expect(ringReport(exampleMembers([{ name: 'ruler', replicas: 2 }], REPLACEABLE))).toMatchObject({
    keepsNothing: true,
    losses: null,
    nodeLoss: null,
    rollout: null,
    drain: null,
    scaling: { up: { from: 2, to: 3 } },
    shares: { members: [{ name: 'ruler-0' }, { name: 'ruler-1' }] },
  }));

test('a ring with one token per member has a purpose, and assigns no keys', () => {
  const workloads = [{ name: 'distributor', replicas: 2 }];
  const purpose = 'one member is elected leader';
  expect(ringReport(exampleMembers(workloads, { tokens: 1, purpose }))).toMatchObject({
    purpose,
    shares: null,
    losses: null,
    scaling: null,
  });
  expect(ringReport(exampleMembers(workloads, { tokens: 1 })).purpose).toBe('members discover each other with it');
});

test('an autoscaler counts with its minimum', () =>
  expect(ringReport(exampleMembers([{ name: 'ingester', replicas: 9, minReplicas: 4 }]))).toMatchObject({
    members: 4,
    workloads: [{ object: 'StatefulSet/mimir/ingester', members: 4, autoscaled: true }],
  }));

test('a ring without members has no shares, and refuses everything', () =>
  expect(ringReport(exampleMembers([]))).toMatchObject({
    members: 0,
    zones: [],
    shares: null,
    scaling: null,
    losses: { writes: null },
  }));

test('spread-minimizing tokens give members of a zone the same share, random ones do not', () => {
  const deviation = (tokenGeneration: 'random' | 'spread-minimizing') =>
    ringReport(exampleMembers(zoned([4]), { ...MIMIR, tokenGeneration })).shares?.spread.deviation ?? 1;
  expect(deviation('spread-minimizing')).toBeLessThan(1e-3);
  expect(deviation('random')).toBeGreaterThan(1e-2);
});

const rings = fc.record({
  counts: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
  replicationFactor: fc.integer({ min: 1, max: 5 }),
  zoneAware: fc.boolean(),
});

const sum = (shares: ReadonlyArray<{ readonly share: number }> = []) =>
  shares.reduce((total, { share }) => total + share, 0);

test('shares of members and of zones add up to all keys', () =>
  fc.assert(
    fc.property(rings, ({ counts, ...ring }) => {
      const { shares } = ringReport(exampleMembers(zoned(counts), { ...ring, tokens: 16 }));
      expect(sum(shares?.members)).toBeCloseTo(1, 12);
      expect(sum(shares?.zones)).toBeCloseTo(1, 12);
      expect(shares?.zones.reduce((total, { members }) => total + members, 0)).toBe(shares?.members.length);
    }),
  ));

test('the loss of a member by numbers agrees with a simulated restart of one member after the other', () =>
  fc.assert(
    fc.property(rings, fc.boolean(), ({ counts, ...description }, unregisters) => {
      const members = exampleMembers(zoned(counts), { ...description, tokens: 32 });
      const { losses } = ringReport(members);
      if (!losses?.writes || !losses.reads) return;
      const loss = anyLost(members, 1);
      const phases = rollingRestart(simulatedRing(members), { unregisters });
      const worst = worstAvailability(phases, {
        write: WRITE_NO_EXTEND,
        read: { ...READ, healthy: ['ACTIVE'] },
      });
      expect(loss.writesRefused > 0).toBe((worst?.writes.refusedShare ?? 0) > 0);
      expect(loss.readsRefused).toBe(worst?.reads.refusedShare);
    }),
  ));
