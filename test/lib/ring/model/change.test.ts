import { afterLoss, rollingRestart, scaleDown, scaleUp } from '../../../../lib/ring/model/change';
import { HashRing, type HashRingProps } from '../../../../lib/ring/model/hash-ring';
import { type Member, stateOf } from '../../../../lib/ring/model/member';
import { MIMIR_READ, READ, WRITE, WRITE_NO_EXTEND } from '../../../../lib/ring/model/operation';
import { type Phase, serviceOf, worstOf } from '../../../../lib/ring/model/service';
import { seededTokens } from '../../../../lib/ring/model/tokens';
import { sentencesOf } from '../../../sentences';

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

const SPARE = { refusedShare: 0, leastMaxErrors: 1 };
const SCARCE = { refusedShare: 0, leastMaxErrors: 0 };
const REFUSED = { refusedShare: 1, leastMaxErrors: undefined };

describe('a loss', () => {
  test('of one of three members leaves none to spare, and of two leaves nothing', () => {
    expect(serviceOf(ringOf(3), loki)).toEqual({ writes: SPARE, reads: SPARE });
    expect(serviceOf(afterLoss(ringOf(3), { members: 1 }), loki)).toEqual({ writes: SCARCE, reads: SCARCE });
    expect(serviceOf(afterLoss(ringOf(3), { members: 2 }), loki)).toEqual({ writes: REFUSED, reads: REFUSED });
  });

  test('of two of many refuses some writes, but all reads', () => {
    const { writes, reads } = serviceOf(afterLoss(ringOf(6), { members: 2 }), loki);
    expect(writes.refusedShare).toBeGreaterThan(0.1);
    expect(writes.refusedShare).toBeLessThan(0.3);
    expect(reads).toEqual(REFUSED);
  });

  test('of a zone is borne by a ring that knows of zones, and not by one that does not', () => {
    const aware = afterLoss(ringOf(6, 3), { zone: 'zone-1' });
    expect(serviceOf(aware, mimir)).toEqual({ writes: SCARCE, reads: SCARCE });
    const unaware = afterLoss(ringOf(6, 3, { zoneAware: false }), { zone: 'zone-1' });
    expect(serviceOf(unaware, mimir).reads).toEqual(REFUSED);
    expect(serviceOf(unaware, mimir).writes.refusedShare).toBeGreaterThan(0);
  });

  test('of members is of one in each zone, which costs the most', () => {
    const lost = afterLoss(ringOf(6, 3), { members: 2 }).members.filter(({ heartbeatAge }) => heartbeatAge);
    expect(lost.map(({ id }) => id)).toEqual(['ingester-0', 'ingester-1']);
    expect(serviceOf(afterLoss(ringOf(6, 3), { members: 2 }), mimir).reads).toEqual(REFUSED);
  });

  test('of a node is that of the members on it', () =>
    expect(serviceOf(afterLoss(ringOf(6, 3), { ids: ['ingester-0', 'ingester-3'] }), mimir)).toEqual({
      writes: SCARCE,
      reads: SCARCE,
    }));

  test('counts too where nobody watches heartbeats', () =>
    expect(serviceOf(afterLoss(ringOf(3, 1, { heartbeatTimeout: 0 }), { members: 2 }), loki).writes).toEqual(REFUSED));

  test.each([
    [{ zone: 'zone-9' }, 'hash ring: found no zone "zone-9", there are: zone-0, zone-1, zone-2'],
    [{ ids: ['x'] }, 'hash ring: found no member "x", there are: ingester-0, ingester-1, ingester-2'],
  ])('fails if the ring has no %j', (loss, sentence) =>
    expect(sentencesOf(() => afterLoss(ringOf(3, 3), loss))).toEqual([sentence]),
  );
});

const names = (phases: Iterable<Phase>) => [...phases].map(({ name }) => name);

describe('a rolling restart', () => {
  test('of members that leave the ring takes each away and back', () =>
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
    'of three, one at a time, is served with none to spare (leaving the ring: %j)',
    (unregisters) => {
      const worst = worstOf(rollingRestart(ringOf(3), { unregisters }), loki);
      expect(worst).toEqual({
        writes: { ...SCARCE, phase: 'leaving: ingester-0' },
        reads: { ...SCARCE, phase: 'gone: ingester-0' },
      });
    },
  );

  test('of two that leave the ring ends all service', () =>
    expect(worstOf(rollingRestart(ringOf(2)), loki)).toEqual({
      writes: { ...REFUSED, phase: 'leaving: ingester-0' },
      reads: { ...REFUSED, phase: 'gone: ingester-0' },
    }));

  test('of six keeps one to spare if the others take over from those that leave, and none if they do not', () => {
    const gone = (unregisters: boolean) =>
      [...rollingRestart(ringOf(6), { unregisters })].filter(({ name }) => name.startsWith('gone'));
    expect(worstOf(gone(true), loki)?.writes).toMatchObject(SPARE);
    expect(worstOf(gone(false), loki)?.writes).toMatchObject(SCARCE);
  });

  test('by zones is served if the ring knows of them', () => {
    const byZone = { unregisters: false, atOnce: 'zone' } as const;
    expect(worstOf(rollingRestart(ringOf(6, 3), byZone), mimir)).toEqual({
      writes: { ...SCARCE, phase: 'leaving: ingester-0, ingester-3' },
      reads: { ...SCARCE, phase: 'leaving: ingester-0, ingester-3' },
    });
    expect(worstOf(rollingRestart(ringOf(6, 3, { zoneAware: false }), byZone), mimir)?.reads).toMatchObject(REFUSED);
  });

  test('of two at once is more than three copies bear', () =>
    expect(worstOf(rollingRestart(ringOf(6), { atOnce: 2 }), mimir)?.reads).toMatchObject(REFUSED));

  test('with writes that go to one more has none to spare either: that one has to answer too', () => {
    const [leaving] = rollingRestart(ringOf(6));
    expect(leaving && serviceOf(leaving.ring, tempo).writes).toEqual(SCARCE);
  });

  test('ends as it began', () => {
    const ring = ringOf(3);
    expect([...rollingRestart(ring)].at(-1)).toEqual({ name: 'restarted', ring });
  });

  test.each([0, 1.5])('fails if %d restart at once', (atOnce) =>
    expect(sentencesOf(() => [...rollingRestart(ringOf(3), { atOnce })])).toEqual([
      `hash ring: atOnce: found ${atOnce}, allowed is a whole number from 1 on, or "zone"`,
    ]),
  );
});

describe('members that are added', () => {
  const added = [member(3), member(4)];

  test('come without tokens, then take theirs, one after the other', () => {
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

  test('one at a time cost the one to spare, and two at once the reads', () => {
    expect(worstOf(scaleUp(ringOf(3), added), loki)).toMatchObject({ writes: SCARCE, reads: SCARCE });
    expect(worstOf(scaleUp(ringOf(3), added, { atOnce: 2 }), loki)?.reads).toEqual({
      ...REFUSED,
      phase: 'joining: ingester-3, ingester-4',
    });
  });
});

describe('members that are taken away', () => {
  const ids = ['ingester-4', 'ingester-3'];

  test('leave a smaller ring that serves as before', () => {
    const phases = [...scaleDown(ringOf(5), ids)];
    expect(phases.at(-1)?.ring.members.map(({ id }) => id)).toEqual(['ingester-0', 'ingester-1', 'ingester-2']);
    expect(serviceOf(ringOf(3), loki)).toEqual({ writes: SPARE, reads: SPARE });
    expect(worstOf(phases, loki)).toMatchObject({ writes: SCARCE, reads: SPARE });
  });

  test('count as dead for ever if they do not leave the ring', () => {
    const phases = [...scaleDown(ringOf(5), ids, { unregisters: false })];
    expect(names(phases)).toEqual([
      'leaving: ingester-3',
      'gone: ingester-3',
      'leaving: ingester-4',
      'gone: ingester-4',
      'scaled down',
    ]);
    expect(phases.at(-1)?.ring.members).toHaveLength(5);
    expect(worstOf(phases, loki)?.reads).toEqual({ ...REFUSED, phase: 'gone: ingester-4' });
  });

  test('fail if the ring has no such member', () =>
    expect(sentencesOf(() => [...scaleDown(ringOf(1), ['x'])])).toEqual([
      'hash ring: found no member "x", there are: ingester-0',
    ]));
});

test('of no phases none is the worst', () => expect(worstOf([], loki)).toBeUndefined());
