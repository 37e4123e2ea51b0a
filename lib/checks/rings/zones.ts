import { zoneSizes } from '../../model/ring/deployed-ring';
import { answersRequired } from '../../model/ring/model/quorum';
import { listed } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { ClusterRing } from './find-rings';

/** Whether a zone-aware ring has as many zones as replicas. */
export function* tooFewZones({ ring, groups: all }: ClusterRing): Generator<RuleFinding> {
  const groups = all.filter(({ count }) => count > 0);
  if (!ring.zoneAware || groups.length === 0) return;
  const named = new Set(groups.map(({ zone }) => zone).filter((zone) => zone !== ''));
  const nameless = groups.filter(({ zone }) => zone === '');
  if (nameless.length > 0) {
    const names = nameless.map(({ name }) => name);
    yield {
      id: 'ring/zone-name',
      sentence: `${ring.prop}.zones: found no zone for ${listed(names)}, but the ring is zone-aware, so that reads tolerate no loss: set the zone of all members, or disable zone awareness`,
    };
    return;
  }
  const { replicationFactor, strategy } = ring;
  // If any replica can answer, fewer zones cost redundancy only.
  if (named.size >= replicationFactor || strategy === 'ignore-unhealthy') return;
  const required = answersRequired(strategy, replicationFactor, named.size);
  const found = `${ring.prop}.zones: found ${named.size} for replication factor ${replicationFactor}, and each replica needs a zone of its own`;
  if (named.size < required) {
    yield {
      id: 'ring/zone-quorum',
      sentence: `${found}: every write is refused ("at least ${required} live replicas required across different availability zones"): run ${replicationFactor} zones, or lower the replication factor`,
    };
    return;
  }
  yield {
    id: 'ring/zones',
    sentence: `${found}: there are only ${named.size} replicas, of which ${required} have to answer, so that ${named.size - required || 'none'} may be unavailable: run ${replicationFactor} zones, or lower the replication factor`,
  };
}

/** Whether zones have the same number of members: each zone holds one replica of every key. */
export function* unevenZones({ ring, groups }: ClusterRing): Generator<RuleFinding> {
  if (!ring.zoneAware) return;
  const zones = zoneSizes(groups);
  const counts = [...zones.values()];
  if (Math.max(...counts) - Math.min(...counts) <= 1) return;
  const sizes = [...zones].map(([zone, count]) => `${zone} ${count}`);
  yield {
    id: 'ring/uneven-zones',
    sentence: `${ring.prop}.zones: found ${listed(sizes)} members, but each zone gets the same number of keys: run the same number of members in each`,
  };
}
