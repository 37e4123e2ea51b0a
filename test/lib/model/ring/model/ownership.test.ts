import fc from 'fast-check';
import { HashRing } from '../../../../../lib/model/ring/model/hash-ring';
import type { Member } from '../../../../../lib/model/ring/model/member';
import { ownership, spreadOf } from '../../../../../lib/model/ring/model/ownership';
import { seededTokens } from '../../../../../lib/model/ring/model/tokens';

const named = (count: number, tokens: number, zones = 1): Member[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `ingester-${n}`,
    zone: `zone-${n % zones}`,
    tokens: seededTokens(`ingester-${n}`, tokens),
  }));

test('the share of a member is that of its token ranges, and the share of a zone that of its members', () => {
  const members = [
    { id: 'a', zone: 'one', tokens: Uint32Array.of(0, 2 ** 30) },
    { id: 'b', zone: 'two', tokens: Uint32Array.of(2 ** 31) },
    { id: 'c', zone: 'two', tokens: new Uint32Array() },
  ];
  const { members: shares, zones, spread } = ownership(new HashRing({ members, replicationFactor: 2 }));
  expect([...shares]).toEqual([
    ['a', 0.75],
    ['b', 0.25],
    ['c', 0],
  ]);
  expect([...zones]).toEqual([
    ['one', 0.75],
    ['two', 0.25],
  ]);
  expect(spread).toMatchObject({ min: 0, max: 0.75 });
});

const sum = (shares: ReadonlyMap<string, number>) => [...shares.values()].reduce((total, share) => total + share, 0);

test('shares of members and of zones add up to all keys', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4 }), (count, zones) => {
      const shares = ownership(new HashRing({ members: named(count, 8, zones), replicationFactor: 3 }));
      expect([sum(shares.members), sum(shares.zones)]).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
    }),
  ));

test.each([128, 512])('with %d random tokens the deviation of shares is as statistics predict', (tokens) => {
  const { spread } = ownership(new HashRing({ members: named(60, tokens), replicationFactor: 3 }));
  expect(spread.mean).toBeCloseTo(1 / 60, 12);
  const expected = Math.sqrt((1 - 1 / 60) / tokens);
  expect(spread.deviation / expected).toBeGreaterThan(0.75);
  expect(spread.deviation / expected).toBeLessThan(1.25);
});

test.each([
  [[], { mean: 0, deviation: 0, min: 0, max: 0 }],
  [[0, 0], { mean: 0, deviation: 0, min: 0, max: 0 }],
  [[1, 3], { mean: 2, deviation: 0.5, min: 1, max: 3 }],
])('the spread of %j', (values, spread) => expect(spreadOf(values)).toEqual(spread));
