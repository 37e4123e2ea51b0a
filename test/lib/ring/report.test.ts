import fc from 'fast-check';
import { rollingRestart } from '../../../lib/ring/model/change';
import { READ, WRITE_NO_EXTEND } from '../../../lib/ring/model/operation';
import { worstOf } from '../../../lib/ring/model/service';
import { ringReport } from '../../../lib/ring/report';
import { simulatedRing } from '../../../lib/ring/simulated-ring';
import { exampleMembers, zoned } from './example-ring';

const MIMIR = { zoneAware: true, tokens: 512 };

test('three zones of one ingester each bear the loss of a zone', () => {
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
    restart: { members: 1, writesRefused: 0, readsRefused: 0 },
  });
});

test('two ingesters for three copies bear no loss, and no restart', () =>
  expect(ringReport(exampleMembers([{ name: 'ingester', replicas: 2 }]))).toMatchObject({
    replicas: 2,
    answersRequired: 2,
    losses: {
      writes: { members: 0 },
      reads: { members: 0 },
      oneMore: { members: 1, writesRefused: 1, readsRefused: 1 },
      restart: { writesRefused: 1, readsRefused: 1 },
    },
  }));

test('of six ingesters two may not go: a fifth of the keys cannot be written, and nothing read', () =>
  expect(ringReport(exampleMembers([{ name: 'ingester', replicas: 6 }])).losses).toMatchObject({
    writes: { members: 1, zones: 0 },
    oneMore: { members: 2, writesRefused: expect.closeTo(0.2, 12), readsRefused: 1 },
  }));

test('what is lost is of several zones, since that costs the most', () =>
  expect(ringReport(exampleMembers(zoned([3, 3, 3]), MIMIR)).losses?.oneMore).toEqual({
    members: 2,
    writesRefused: expect.closeTo(1 / 9, 12),
    readsRefused: 1,
  }));

test('one ingester for three copies is refused from the start, so that nothing is foreseen', () =>
  expect(ringReport(exampleMembers([{ name: 'ingester', replicas: 1 }])).losses).toEqual({
    writes: null,
    reads: null,
    oneMore: null,
    restart: null,
  }));

test('reads that do not ask all fare as writes do', () =>
  expect(
    ringReport(exampleMembers(zoned([1, 1, 1]), { ...MIMIR, strategy: 'ignore-unhealthy', readsAll: false })).losses,
  ).toMatchObject({ writes: { members: 2 }, reads: { members: 2 }, oneMore: { members: 3, readsRefused: 1 } }));

test('members that keep nothing have shares, and no losses', () =>
  expect(
    ringReport(
      exampleMembers([{ name: 'ruler', replicas: 2 }], { replicationFactor: 1, strategy: 'ignore-unhealthy' }),
    ),
  ).toMatchObject({
    keepsNothing: true,
    losses: null,
    shares: { members: [{ name: 'ruler-0' }, { name: 'ruler-1' }] },
  }));

test('a ring of one token each is for something, and shares out nothing', () => {
  const workloads = [{ name: 'distributor', replicas: 2 }];
  const purpose = 'one is chosen';
  expect(ringReport(exampleMembers(workloads, { tokens: 1, purpose }))).toMatchObject({
    purpose,
    shares: null,
    losses: null,
  });
  expect(ringReport(exampleMembers(workloads, { tokens: 1 })).purpose).toBe('members find each other by it');
});

test('what an autoscaler goes down to counts', () =>
  expect(ringReport(exampleMembers([{ name: 'ingester', replicas: 9, minReplicas: 4 }]))).toMatchObject({
    members: 4,
    workloads: [{ object: 'StatefulSet/mimir/ingester', members: 4, autoscaled: true }],
  }));

test('without members there is nothing to share out', () =>
  expect(ringReport(exampleMembers([]))).toMatchObject({
    members: 0,
    zones: [],
    shares: null,
    losses: { writes: null },
  }));

test('tokens that spread minimally give members of a zone the same share, which random ones do not', () => {
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

test('shares of members, and of zones, sum to all keys', () =>
  fc.assert(
    fc.property(rings, ({ counts, ...ring }) => {
      const { shares } = ringReport(exampleMembers(zoned(counts), { ...ring, tokens: 16 }));
      expect(sum(shares?.members)).toBeCloseTo(1, 12);
      expect(sum(shares?.zones)).toBeCloseTo(1, 12);
      expect(shares?.zones.reduce((total, { members }) => total + members, 0)).toBe(shares?.members.length);
    }),
  ));

test('a restart refuses what the model refuses when it takes the members one after the other', () =>
  fc.assert(
    fc.property(rings, fc.boolean(), ({ counts, ...description }, unregisters) => {
      const members = exampleMembers(zoned(counts), { ...description, tokens: 32 });
      const { losses } = ringReport(members);
      if (!losses?.restart) return;
      const phases = rollingRestart(simulatedRing(members), { unregisters });
      const worst = worstOf(phases, { write: WRITE_NO_EXTEND, read: { ...READ, healthy: ['ACTIVE'] } });
      expect(losses.restart.writesRefused > 0).toBe((worst?.writes.refusedShare ?? 0) > 0);
      expect(losses.restart.readsRefused).toBe(worst?.reads.refusedShare);
    }),
  ));
