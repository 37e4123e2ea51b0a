import type { Finding } from '../../checks/finding';
import { listed } from '../../text';
import type { RingMembers } from '../members';
import { answersRequired } from '../model/quorum';

/** Whether there are zones enough for the copies, where those are put into zones of their own. */
export function* tooFewZones({ ring, groups: all }: RingMembers): Generator<Finding> {
  const groups = all.filter(({ count }) => count > 0);
  if (!ring.zoneAware || groups.length === 0) return;
  const named = new Set(groups.map(({ zone }) => zone).filter((zone) => zone !== ''));
  const nameless = groups.filter(({ zone }) => zone === '');
  if (nameless.length > 0) {
    const names = nameless.map(({ pods }) => pods.owner.content.metadata.name);
    yield {
      id: 'ring/zone-name',
      sentence: `${ring.prop}.zones: found no zone of ${listed(names)}, though the ring goes by zones, so that reads bear no loss: name the zone of all members, or of none`,
    };
    return;
  }
  const { replicationFactor, strategy } = ring;
  // Where one copy is enough, fewer zones are no more than fewer copies.
  if (named.size >= replicationFactor || strategy === 'ignore-unhealthy') return;
  const required = answersRequired(strategy, replicationFactor, named.size);
  const found = `${ring.prop}.zones: found ${named.size} for replication factor ${replicationFactor}, and each copy goes into a zone of its own`;
  if (named.size < required) {
    yield {
      id: 'ring/zone-quorum',
      sentence: `${found}: every write is refused ("at least ${required} live replicas required across different availability zones"): run ${replicationFactor} zones, or lower the replication factor`,
    };
    return;
  }
  yield {
    id: 'ring/zones',
    sentence: `${found}: there are ${named.size} copies, of which ${required} have to answer, so that ${named.size - required || 'none'} may be missing: run ${replicationFactor} zones, or lower the replication factor`,
  };
}

/** Each zone carries the same share, however many members it has. */
export function* unevenZones({ ring, groups }: RingMembers): Generator<Finding> {
  if (!ring.zoneAware) return;
  const zones = new Map<string, number>();
  for (const { zone, count } of groups) zones.set(zone, (zones.get(zone) ?? 0) + count);
  const counts = [...zones.values()];
  if (Math.max(...counts) - Math.min(...counts) <= 1) return;
  const sizes = [...zones].map(([zone, count]) => `${zone} ${count}`);
  yield {
    id: 'ring/uneven-zones',
    severity: 'warning',
    sentence: `${ring.prop}.zones: found ${listed(sizes)} members, and each zone carries the same share of the keys: run as many in each`,
  };
}
