import fc from 'fast-check';
import { HashRing } from '../../../../../lib/model/ring/model/hash-ring';
import { ShuffleSharder, shardMembers } from '../../../../../lib/model/ring/model/shuffle-shard';
import { seededTokens } from '../../../../../lib/model/ring/model/tokens';
import { memberOf, vectors } from './vectors';

const idsOf = ({ members }: HashRing) => members.map(({ id }) => id).sort();
const member = (zone: number, number: number) => ({
  id: `ingester-${zone}-${number}`,
  zone: `zone-${zone}`,
  tokens: seededTokens(`ingester-${zone}-${number}`, 16),
});
const ringOf = (zones: number, perZone: number, zoneAware: boolean) =>
  new HashRing({
    members: Array.from({ length: zones * perZone }, (_, n) => member(n % zones, Math.floor(n / zones))),
    replicationFactor: 3,
    zoneAware,
  });

test.each(vectors.shuffleShard.shards)(
  'tenant $tenant with shard size $size gets the members that dskit chooses',
  (vector) => {
    const members = vectors.shuffleShard.instances.map(memberOf);
    const ring = new HashRing({ members, replicationFactor: 3, zoneAware: vector.zoneAwareness });
    expect(idsOf(new ShuffleSharder(ring).shard(vector.tenant, vector.size))).toEqual(vector.instances);
  },
);

const cases = {
  tenant: fc.string(),
  zones: fc.integer({ min: 1, max: 4 }),
  perZone: fc.integer({ min: 1, max: 6 }),
  size: fc.integer({ min: 1, max: 30 }),
};

test('each zone gives the same number of members', () =>
  fc.assert(
    fc.property(fc.record(cases), ({ tenant, zones, perZone, size }) => {
      const shard = new ShuffleSharder(ringOf(zones, perZone, true)).shard(tenant, size);
      const each = size >= zones * perZone ? perZone : Math.ceil(size / zones);
      const counts = shard.zones.map((zone) => shard.members.filter((found) => found.zone === zone).length);
      expect(counts).toEqual(new Array(zones).fill(each));
      const shape = { replicationFactor: 3, zones: counts.map(() => perZone), zoneAware: true };
      expect(shardMembers(shape, size)).toBe(shard.members.length);
    }),
  ));

test('without zones a shard has exactly its size', () =>
  fc.assert(
    fc.property(fc.record(cases), ({ tenant, zones, perZone, size }) => {
      const shard = new ShuffleSharder(ringOf(zones, perZone, false)).shard(tenant, size);
      expect(shard.members).toHaveLength(Math.min(size, zones * perZone));
    }),
  ));

test('a larger shard contains a smaller one', () =>
  fc.assert(
    fc.property(fc.record({ ...cases, zoneAware: fc.boolean() }), ({ tenant, zones, perZone, size, zoneAware }) => {
      const sharder = new ShuffleSharder(ringOf(zones, perZone, zoneAware));
      expect(idsOf(sharder.shard(tenant, size + 1))).toEqual(
        expect.arrayContaining(idsOf(sharder.shard(tenant, size))),
      );
    }),
  ));

test('adding a member changes a shard by that member at most', () =>
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: 2, max: 8 }),
      fc.integer({ min: 1, max: 8 }),
      (tenant, members, size) => {
        const shard = (count: number) => idsOf(new ShuffleSharder(ringOf(1, count, true)).shard(tenant, size));
        const before = shard(members);
        const gone = before.filter((id) => !shard(members + 1).includes(id));
        const come = shard(members + 1).filter((id) => !before.includes(id));
        expect(gone.length).toBeLessThanOrEqual(1);
        expect(come).toEqual(come.length === 0 ? [] : [`ingester-0-${members}`]);
      },
    ),
  ));

test.each([0, -1, 9, 10])('a shard of size %d of 9 members is the whole ring', (size) => {
  const ring = ringOf(3, 3, true);
  expect(new ShuffleSharder(ring).shard('tenant-a', size)).toBe(ring);
});

test('members without tokens are in no shard', () => {
  const silent = (id: string) => ({ id, tokens: new Uint32Array() });
  const ring = new HashRing({ members: [silent('a'), silent('b'), member(0, 0)], replicationFactor: 1 });
  expect(idsOf(new ShuffleSharder(ring).shard('tenant-a', 2))).toEqual(['ingester-0-0']);
});
