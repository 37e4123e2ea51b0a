import { GoRandom } from '../../../../../lib/model/ring/model/go-rand';
import { shardSeed } from '../../../../../lib/model/ring/model/shuffle-shard';
import { vectors } from './vectors';

test.each(vectors.shuffleShard.seeds)('random numbers of tenant $tenant in zone "$zone"', (vector) => {
  const seed = shardSeed(vector.tenant, vector.zone);
  expect(String(seed)).toBe(vector.seed);
  const random = new GoRandom(seed);
  expect(vector.firstUint32.map(() => random.uint32())).toEqual(vector.firstUint32);
});

// Printed by Go 1.26: numbers 0 and 1299. By then every element of the generator's state was written twice.
test.each<[bigint, number, number]>([
  [0n, 4059586549, 2824112665],
  [2n ** 31n - 1n, 4059586549, 2824112665],
  [1n, 2596996162, 2062075793],
  [-1n, 1697317822, 2228798062],
  [-(2n ** 63n), 3576951867, 1414937067],
])('random numbers of seed %d', (seed, first, late) => {
  const random = new GoRandom(seed);
  const drawn = Array.from({ length: 1300 }, () => random.uint32());
  expect([drawn[0], drawn[1299]]).toEqual([first, late]);
});
