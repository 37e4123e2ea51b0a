import { fnv1a } from '../../../../../lib/model/ring/model/hash';
import { HashRing } from '../../../../../lib/model/ring/model/hash-ring';
import { ownership } from '../../../../../lib/model/ring/model/ownership';
import { spreadMinimizingTokens } from '../../../../../lib/model/ring/model/spread-minimizing';
import { seededTokens } from '../../../../../lib/model/ring/model/tokens';
import { vectors } from './vectors';

describe('tokens that follow from a name', () => {
  test.each([...vectors.rings.flatMap(({ instances }) => instances), ...vectors.shuffleShard.instances])(
    '$id has the tokens of the test vectors',
    ({ id, tokens }) => expect([...seededTokens(id, tokens.length)]).toEqual(tokens),
  );

  test('are distinct, in ascending order and not taken by others', () => {
    const free = seededTokens('ingester-0', 512);
    const taken = new Set(free.filter((_, n) => n % 2 === 0));
    const tokens = [...seededTokens('ingester-0', 512, taken)];
    expect(tokens).toHaveLength(512);
    expect(tokens.filter((token) => taken.has(token))).toEqual([]);
    expect(tokens).toEqual([...new Set(tokens)].sort((a, b) => a - b));
  });
});

describe('spread-minimizing tokens', () => {
  test.each(vectors.spreadMinimizing)('$instance has the tokens that Mimir generates', (vector) => {
    const zone = vector.zones.split(',').indexOf(vector.zone);
    const number = Number(vector.instance.split('-').at(-1));
    const tokens = [...(spreadMinimizingTokens(zone, number + 1)[number] ?? [])];
    expect(tokens).toHaveLength(vector.count);
    expect([tokens.slice(0, vector.first.length), tokens.slice(-vector.last.length)]).toEqual([
      vector.first,
      vector.last,
    ]);
    expect(fnv1a(...tokens.map((token) => `${token},`))).toBe(vector.fnv1aOfAllJoinedByComma);
  });

  // Printed by dskit of July 2026, which generates the same tokens as Mimir 2.11.
  test.each([
    [0, 12, 2499823785],
    [0, 64, 943180021],
    [7, 12, 1001298664],
    [7, 64, 4206867310],
  ])('in zone %d member %d has tokens with the checksum %d', (zone, number, checksum) => {
    const tokens = spreadMinimizingTokens(zone, number + 1)[number] ?? [];
    expect(fnv1a(...[...tokens].map((token) => `${token},`))).toBe(checksum);
  });

  test('are unique over members and zones', () => {
    const all = [0, 1, 7].flatMap((zone) => spreadMinimizingTokens(zone, 12).flatMap((tokens) => [...tokens]));
    expect(new Set(all).size).toBe(3 * 12 * 512);
  });

  test.each([1, 2, 3, 7, 20])('give %d members of a zone nearly equal shares', (count) => {
    const members = spreadMinimizingTokens(0, count).map((tokens, n) => ({ id: `ingester-${n}`, tokens }));
    const { spread } = ownership(new HashRing({ members, replicationFactor: 1 }));
    expect(spread.max / spread.min).toBeLessThan(1.01);
  });

  test('are empty without members', () => expect(spreadMinimizingTokens(0, 0)).toEqual([]));
});
