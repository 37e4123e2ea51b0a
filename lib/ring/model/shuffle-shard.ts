import { createHash } from 'node:crypto';
import { GoRandom } from './go-rand';
import type { HashRing } from './hash-ring';
import { zoneOf } from './member';

/** Picks the members of tenants that are to have only some of a ring, as the programs do: the same ones each time. */
export class ShuffleSharder {
  /** The rings of each zone by itself, or the ring if zones do not count. */
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
   * The ring of a tenant.
   * @param size how many members it is to have, made a multiple of the zones; all of them if 0, or no fewer than there
   * are
   */
  shard(tenant: string, size: number): HashRing {
    if (size <= 0 || this.ring.members.length <= size) return this.ring;
    const perZone = Math.ceil(size / this.zones.length);
    const picked = new Set(this.zones.flatMap(({ zone, ring }) => pick(ring, shardSeed(tenant, zone), perZone)));
    return this.ring.with({ members: this.ring.members.filter(({ id }) => picked.has(id)) });
  }
}

/** What the numbers of a tenant in a zone are drawn from; "" is the zone of rings that know of none. */
export function shardSeed(tenant: string, zone: string): bigint {
  const hash = createHash('md5').update(tenant);
  if (zone !== '') hash.update('\0').update(zone);
  return hash.digest().readBigInt64BE();
}

/** Names of members drawn, each once, and fewer if the ring has no more. */
function pick(ring: HashRing, seed: bigint, count: number): string[] {
  const random = new GoRandom(seed);
  const picked = new Set<string>();
  while (picked.size < Math.min(count, ring.members.length)) {
    const before = picked.size;
    for (const { id } of ring.ownersAfter(random.uint32())) {
      picked.add(id);
      if (picked.size > before) break;
    }
    // Members without tokens are never met.
    if (picked.size === before) break;
  }
  return [...picked];
}
