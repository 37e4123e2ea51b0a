import { availabilityOf, type Phase, worstAvailability } from '../../../../../lib/model/ring/model/availability';
import { HashRing, type HashRingProps } from '../../../../../lib/model/ring/model/hash-ring';
import { type Member, stateOf } from '../../../../../lib/model/ring/model/member';
import { MIMIR_READ, READ, WRITE, WRITE_NO_EXTEND } from '../../../../../lib/model/ring/model/operation';
import { seededTokens } from '../../../../../lib/model/ring/model/tokens';
import { afterLoss, rollingRestart, scaleDown, scaleUp } from '../../../../../lib/model/ring/model/transitions';
import { sentencesOf } from '../../../../sentences';

const loki = { write: WRITE_NO_EXTEND, read: READ };
const mimir = { write: WRITE_NO_EXTEND, read: MIMIR_READ };
const tempo = { write: WRITE, read: READ };

const member = (n: number, zones = 1): Member => ({
  id: `ingester-${n}`,
  zone: zones === 1 ? '' : `zone-${n % zones}`,
  tokens: seededTokens(`ingester-${n}`, 64),
});
const ringOf = (count: number, zones = 1, props: Partial<HashRingProps> = {}) =>
  new HashRing({
    members: Array.from({ length: count }, (_, n) => member(n, zones)),
    replicationFactor: 3,
    zoneAware: zones > 1,
    ...props,
  });

const TOLERATES_ONE = { refusedShare: 0, leastMaxErrors: 1 };
const TOLERATES_NONE = { refusedShare: 0, leastMaxErrors: 0 };
const REFUSED = { refusedShare: 1, leastMaxErrors: undefined };

describe('the loss', () => {
  test('of one of three members is tolerated, of two is not', () => {
    expect(availabilityOf(ringOf(3), loki)).toEqual({ writes: TOLERATES_ONE, reads: TOLERATES_ONE });
    expect(availabilityOf(afterLoss(ringOf(3), { members: 1 }), loki)).toEqual({
      writes: TOLERATES_NONE,
      reads: TOLERATES_NONE,
    });
    expect(availabilityOf(afterLoss(ringOf(3), { members: 2 }), loki)).toEqual({ writes: REFUSED, reads: REFUSED });
  });

  test('of two of six members refuses some writes and all reads', () => {
    const { writes, reads } = availabilityOf(afterLoss(ringOf(6), { members: 2 }), loki);
    expect(writes.refusedShare).toBeGreaterThan(0.1);
    expect(writes.refusedShare).toBeLessThan(0.3);
    expect(reads).toEqual(REFUSED);
  });

  test('of a zone is tolerated by a zone-aware ring only', () => {
    const aware = afterLoss(ringOf(6, 3), { zone: 'zone-1' });
    expect(availabilityOf(aware, mimir)).toEqual({ writes: TOLERATES_NONE, reads: TOLERATES_NONE });
    const unaware = afterLoss(ringOf(6, 3, { zoneAware: false }), { zone: 'zone-1' });
    expect(availabilityOf(unaware, mimir).reads).toEqual(REFUSED);
    expect(availabilityOf(unaware, mimir).writes.refusedShare).toBeGreaterThan(0);
  });

  test('of a number of members takes one of each zone, the worst case', () => {
    const lost = afterLoss(ringOf(6, 3), { members: 2 }).members.filter(({ heartbeatAge }) => heartbeatAge);
    expect(lost.map(({ id }) => id)).toEqual(['ingester-0', 'ingester-1']);
    expect(availabilityOf(afterLoss(ringOf(6, 3), { members: 2 }), mimir).reads).toEqual(REFUSED);
  });

  test('of a node takes the members on it', () =>
    expect(availabilityOf(afterLoss(ringOf(6, 3), { ids: ['ingester-0', 'ingester-3'] }), mimir)).toEqual({
      writes: TOLERATES_NONE,
      reads: TOLERATES_NONE,
    }));

  test('of members counts without a heartbeat timeout, too', () =>
    expect(availabilityOf(afterLoss(ringOf(3, 1, { heartbeatTimeout: 0 }), { members: 2 }), loki).writes).toEqual(
      REFUSED,
    ));

  test.each([
    [{ zone: 'zone-9' }, 'hash ring: found no zone "zone-9", there are: zone-0, zone-1, zone-2'],
    [{ ids: ['x'] }, 'hash ring: found no member "x", there are: ingester-0, ingester-1, ingester-2'],
  ])('of %j fails if the ring does not have it', (loss, sentence) =>
    expect(sentencesOf(() => afterLoss(ringOf(3, 3), loss))).toEqual([sentence]),
  );
});

const names = (phases: Iterable<Phase>) => [...phases].map(({ name }) => name);

describe('a rolling restart', () => {
  test('has the phases leaving, gone and joining for each member that unregisters', () =>
    expect(names(rollingRestart(ringOf(2)))).toEqual([
      'leaving: ingester-0',
      'gone: ingester-0',
      'joining: ingester-0',
      'leaving: ingester-1',
      'gone: ingester-1',
      'joining: ingester-1',
      'restarted',
    ]));

  test.each([true, false])(
    'of three members, one at a time, tolerates no further loss (unregisters: %j)',
    (unregisters) => {
      const worst = worstAvailability(rollingRestart(ringOf(3), { unregisters }), loki);
      expect(worst).toEqual({
        writes: { ...TOLERATES_NONE, phase: 'leaving: ingester-0' },
        reads: { ...TOLERATES_NONE, phase: 'gone: ingester-0' },
      });
    },
  );

  test('of two members that unregister refuses all requests', () =>
    expect(worstAvailability(rollingRestart(ringOf(2)), loki)).toEqual({
      writes: { ...REFUSED, phase: 'leaving: ingester-0' },
      reads: { ...REFUSED, phase: 'gone: ingester-0' },
    }));

  test('of six members tolerates one further loss if members unregister, and none if they do not', () => {
    const gone = (unregisters: boolean) =>
      [...rollingRestart(ringOf(6), { unregisters })].filter(({ name }) => name.startsWith('gone'));
    expect(worstAvailability(gone(true), loki)?.writes).toMatchObject(TOLERATES_ONE);
    expect(worstAvailability(gone(false), loki)?.writes).toMatchObject(TOLERATES_NONE);
  });

  test('zone by zone is served by a zone-aware ring only', () => {
    const byZone = { unregisters: false, atOnce: 'zone' } as const;
    expect(worstAvailability(rollingRestart(ringOf(6, 3), byZone), mimir)).toEqual({
      writes: { ...TOLERATES_NONE, phase: 'leaving: ingester-0, ingester-3' },
      reads: { ...TOLERATES_NONE, phase: 'leaving: ingester-0, ingester-3' },
    });
    expect(worstAvailability(rollingRestart(ringOf(6, 3, { zoneAware: false }), byZone), mimir)?.reads).toMatchObject(
      REFUSED,
    );
  });

  test('of members in batches restarts exactly those together', () => {
    const phases = rollingRestart(ringOf(6, 3), { batches: [['ingester-0', 'ingester-3'], ['ingester-1']] });
    expect(names(phases).filter((name) => name.startsWith('gone'))).toEqual([
      'gone: ingester-0, ingester-3',
      'gone: ingester-1',
    ]);
    expect(sentencesOf(() => [...rollingRestart(ringOf(1), { batches: [['x']] })])).toEqual([
      'hash ring: found no member "x", there are: ingester-0',
    ]);
  });

  test('of two members at once refuses reads with replication factor 3', () =>
    expect(worstAvailability(rollingRestart(ringOf(6), { atOnce: 2 }), mimir)?.reads).toMatchObject(REFUSED));

  test('with extended writes tolerates no further loss: the additional member has to answer, too', () => {
    const [leaving] = rollingRestart(ringOf(6));
    expect(leaving && availabilityOf(leaving.ring, tempo).writes).toEqual(TOLERATES_NONE);
  });

  test('ends with the ring it started with', () => {
    const ring = ringOf(3);
    expect([...rollingRestart(ring)].at(-1)).toEqual({ name: 'restarted', ring });
  });

  test.each([0, 1.5])('fails with atOnce %d', (atOnce) =>
    expect(sentencesOf(() => [...rollingRestart(ringOf(3), { atOnce })])).toEqual([
      `hash ring: atOnce: found ${atOnce}, allowed is a whole number of at least 1, or "zone"`,
    ]),
  );
});

describe('a scale-up', () => {
  const added = [member(3), member(4)];

  test('adds members without tokens, which then take tokens, one member after the other', () => {
    const phases = [...scaleUp(ringOf(3), added)];
    expect(names(phases)).toEqual([
      'pending: ingester-3',
      'joining: ingester-3',
      'pending: ingester-4',
      'joining: ingester-4',
      'scaled up',
    ]);
    expect(phases.map(({ ring }) => [ring.members.map(stateOf).at(-1), ring.index.tokens.length / 64])).toEqual([
      ['PENDING', 3],
      ['JOINING', 4],
      ['PENDING', 4],
      ['JOINING', 5],
      ['ACTIVE', 5],
    ]);
  });

  test('by one member at a time is served, by two at once refuses reads', () => {
    expect(worstAvailability(scaleUp(ringOf(3), added), loki)).toMatchObject({
      writes: TOLERATES_NONE,
      reads: TOLERATES_NONE,
    });
    expect(worstAvailability(scaleUp(ringOf(3), added, { atOnce: 2 }), loki)?.reads).toEqual({
      ...REFUSED,
      phase: 'joining: ingester-3, ingester-4',
    });
  });
});

describe('a scale-down', () => {
  const ids = ['ingester-4', 'ingester-3'];

  test('leaves a smaller ring with the same tolerance', () => {
    const phases = [...scaleDown(ringOf(5), ids)];
    expect(phases.at(-1)?.ring.members.map(({ id }) => id)).toEqual(['ingester-0', 'ingester-1', 'ingester-2']);
    expect(availabilityOf(ringOf(3), loki)).toEqual({ writes: TOLERATES_ONE, reads: TOLERATES_ONE });
    expect(worstAvailability(phases, loki)).toMatchObject({ writes: TOLERATES_NONE, reads: TOLERATES_ONE });
  });

  test('of members that do not unregister leaves them in the ring as unhealthy', () => {
    const phases = [...scaleDown(ringOf(5), ids, { unregisters: false })];
    expect(names(phases)).toEqual([
      'leaving: ingester-3',
      'gone: ingester-3',
      'leaving: ingester-4',
      'gone: ingester-4',
      'scaled down',
    ]);
    expect(phases.at(-1)?.ring.members).toHaveLength(5);
    expect(worstAvailability(phases, loki)?.reads).toEqual({ ...REFUSED, phase: 'gone: ingester-4' });
  });

  test('fails if the ring has no such member', () =>
    expect(sentencesOf(() => [...scaleDown(ringOf(1), ['x'])])).toEqual([
      'hash ring: found no member "x", there are: ingester-0',
    ]));
});

test('without phases there is no worst phase', () => expect(worstAvailability([], loki)).toBeUndefined());
