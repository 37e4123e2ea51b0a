import { createHash } from 'node:crypto';
import { GoRandom } from './go-rand';
import type { HashRing } from './hash-ring';
import { zoneOf } from './member';
import type { RingShape } from './tolerance';

/**
 * Number of members in the shard of a tenant. Each zone of a zone-aware ring gives the same number of them.
 * @param size as it is configured; with 0, or no fewer than there are members, a tenant uses all
 */
export function shardMembers({ zones, zoneAware = false }: RingShape, size: number): number {
  const populated = zones.filter((members) => members > 0);
  const all = populated.reduce((sum, members) => sum + members, 0);
  if (size <= 0 || all <= size) return all;
  if (!zoneAware) return size;
  const perZone = Math.ceil(size / populated.length);
  return populated.reduce((sum, members) => sum + Math.min(perZone, members), 0);
}

/** Chooses the members of the shards of tenants (shuffle sharding), the same ones as the programs. */
export class ShuffleSharder {
  /** A ring for each zone, or the whole ring if it is not zone-aware. */
  private readonly zones: readonly { readonly zone: string; readonly ring: HashRing }[];

  constructor(private readonly ring: HashRing) {
    this.zones = ring.zoneAware
      ? ring.zones.map((zone) => ({
          zone,
          ring: ring.with({ members: ring.members.filter((member) => zoneOf(member) === zone) }),
        }))
      : [{ zone: '', ring }];
  }

  /**
   * The ring that the requests of a tenant use.
   * @param size number of members, rounded up to a multiple of the zones; with 0, or no fewer than there are members,
   *   the whole ring
   */
  shard(tenant: string, size: number): HashRing {
    if (size <= 0 || this.ring.members.length <= size) return this.ring;
    const perZone = Math.ceil(size / this.zones.length);
    const picked = new Set(this.zones.flatMap(({ zone, ring }) => pick(ring, shardSeed(tenant, zone), perZone)));
    return this.ring.with({ members: this.ring.members.filter(({ id }) => picked.has(id)) });
  }
}

/** Seed of the random numbers for a tenant in a zone; "" is the zone of rings that are not zone-aware. */
export function shardSeed(tenant: string, zone: string): bigint {
  const hash = createHash('md5').update(tenant);
  if (zone !== '') hash.update('\0').update(zone);
  return hash.digest().readBigInt64BE();
}

/** Names of random members, each once; fewer if the ring has no more. */
function pick(ring: HashRing, seed: bigint, count: number): string[] {
  const random = new GoRandom(seed);
  const picked = new Set<string>();
  while (picked.size < Math.min(count, ring.members.length)) {
    const before = picked.size;
    for (const { id } of ring.ownersAfter(random.uint32())) {
      picked.add(id);
      if (picked.size > before) break;
    }
    // Members without tokens are never found.
    if (picked.size === before) break;
  }
  return [...picked];
}
