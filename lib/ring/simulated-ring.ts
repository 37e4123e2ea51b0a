import type { RingDescription } from './description';
import type { RingMembers } from './members';
import { HashRing } from './model/hash-ring';
import type { Member } from './model/member';
import { spreadMinimizingTokens } from './model/spread-minimizing';
import { seededTokens } from './model/tokens';

/** Members of a ring with names in a row, such as the pods of a StatefulSet. */
export interface NamedMembers {
  /** Such as `mimir-ingester-zone-a`. */
  readonly name: string;
  /** "" without one. */
  readonly zone: string;
  readonly count: number;
}

type Rule = Pick<RingDescription, 'replicationFactor' | 'zoneAware' | 'strategy' | 'tokens' | 'tokenGeneration'>;

/**
 * A ring as its members may make it, always the same. Tokens that members draw at random follow from their names
 * instead; what comes of them differs from what a cluster has as two clusters differ from each other.
 */
export const simulatedRing = ({ ring, groups }: RingMembers): HashRing =>
  ringOf(
    ring,
    groups.map(({ pods, zone, count }) => ({ name: pods.owner.content.metadata.name, zone, count })),
  );

/** The same, of members of which only the names are known. */
export function ringOf(ring: Rule, groups: readonly NamedMembers[]): HashRing {
  const zones = [...new Set(groups.map(({ zone }) => zone))].sort();
  const taken = new Set<number>();
  const members: Member[] = [];
  for (const group of groups) {
    const spread =
      ring.tokenGeneration === 'spread-minimizing'
        ? spreadMinimizingTokens(zones.indexOf(group.zone), group.count)
        : undefined;
    for (const [n, id] of namesOf(group).entries()) {
      const tokens = spread?.[n] ?? seededTokens(id, ring.tokens, taken);
      for (const token of tokens) taken.add(token);
      members.push({ id, zone: group.zone, tokens });
    }
  }
  const { replicationFactor, zoneAware, strategy } = ring;
  return new HashRing({ members, replicationFactor, zoneAware, strategy });
}

/** Names of pods, as a StatefulSet gives them; those of a Deployment have letters by chance in place of the number. */
const namesOf = ({ name, count }: NamedMembers): string[] => Array.from({ length: count }, (_, n) => `${name}-${n}`);
