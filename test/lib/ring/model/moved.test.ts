import fc from 'fast-check';
import { HashRing } from '../../../../lib/ring/model/hash-ring';
import { movedBetween } from '../../../../lib/ring/model/moved';
import { ownership } from '../../../../lib/ring/model/ownership';
import { seededTokens } from '../../../../lib/ring/model/tokens';

const ring = (names: readonly string[], tokens = 64): HashRing =>
  new HashRing({
    members: names.map((id) => ({ id, tokens: seededTokens(id, tokens) })),
    replicationFactor: 3,
  });

test('no token moves between equal rings', () =>
  expect(movedBetween(ring(['a', 'b']), ring(['b', 'a']))).toEqual({ tokens: 0, share: 0 }));

test('a new member takes exactly the keys that it owns afterwards', () => {
  const after = ring(['a', 'b', 'c']);
  const { tokens, share } = movedBetween(ring(['a', 'b']), after);
  expect(tokens).toBe(64);
  expect(share).toBeCloseTo(ownership(after).members.get('c') ?? 0, 12);
});

test('all keys move from an empty ring, and to members with other names', () => {
  expect(movedBetween(ring([]), ring(['a'])).share).toBe(1);
  expect(movedBetween(ring(['a', 'b']), ring(['c', 'd']))).toEqual({ tokens: 256, share: 1 });
});

test('the share is that of keys drawn at random', () =>
  fc.assert(
    fc.property(
      fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }),
      fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }),
      (one, other) => {
        const [before, after] = [ring(one, 8), ring(other, 8)];
        const owner = ({ index, members }: HashRing, key: number) => members[index.owners[index.after(key)] ?? 0]?.id;
        const keys = Array.from({ length: 4000 }, (_, n) => Math.floor((n + 0.5) * (2 ** 32 / 4000)));
        const moved = keys.filter((key) => owner(before, key) !== owner(after, key)).length / keys.length;
        expect(Math.abs(movedBetween(before, after).share - moved)).toBeLessThan(0.02);
      },
    ),
    { numRuns: 20 },
  ));
