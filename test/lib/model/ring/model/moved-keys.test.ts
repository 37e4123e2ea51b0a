import fc from 'fast-check';
import { HashRing } from '../../../../../lib/model/ring/model/hash-ring';
import { movedKeys } from '../../../../../lib/model/ring/model/moved-keys';
import { WRITE_NO_EXTEND } from '../../../../../lib/model/ring/model/operation';
import { seededTokens } from '../../../../../lib/model/ring/model/tokens';

const member = (id: string, tokens: readonly number[]) => ({ id, tokens: Uint32Array.from(tokens) });
const moved = (before: HashRing, after: HashRing) => movedKeys(before, after, WRITE_NO_EXTEND);
const ringOf = (members: readonly { id: string; tokens: Uint32Array }[], replicationFactor = 1) =>
  new HashRing({ members, replicationFactor });

test('a new member moves exactly the keys of its tokens', () => {
  const a = member('a', [0]);
  const b = member('b', [2 ** 30]);
  expect(moved(ringOf([a]), ringOf([a, b]))).toEqual({ keys: 0.25, replicas: 0.25 });
  expect(moved(ringOf([a, b]), ringOf([a]))).toEqual({ keys: 0.25, replicas: 0.25 });
});

test('the same ring moves no keys, and rings without tokens have no keys to move', () => {
  const ring = ringOf([member('a', [5, 100]), member('b', [7])], 2);
  expect(moved(ring, ring)).toEqual({ keys: 0, replicas: 0 });
  expect(moved(ringOf([]), ring)).toEqual({ keys: 0, replicas: 0 });
});

test('agrees with the replicas of sampled keys', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 4 }),
      (from, to, replicationFactor) => {
        const rings = [from, to].map((count) =>
          ringOf(
            Array.from({ length: count }, (_, n) => ({ id: `m-${n}`, tokens: seededTokens(`m-${n}`, 8) })),
            replicationFactor,
          ),
        );
        const [before, after] = rings;
        if (before === undefined || after === undefined) throw new Error('no rings');
        const replicas = (ring: HashRing, key: number) =>
          ring.replicasBefore(ring.index.after(key), WRITE_NO_EXTEND).map(({ id }) => id);
        const samples = 512;
        let changed = 0;
        for (let n = 0; n < samples; n++) {
          const key = Math.floor(((n + 0.5) / samples) * 2 ** 32);
          if (replicas(after, key).some((id) => !replicas(before, key).includes(id))) changed++;
        }
        expect(moved(before, after).keys).toBeCloseTo(changed / samples, 1);
      },
    ),
    { numRuns: 30 },
  ));
