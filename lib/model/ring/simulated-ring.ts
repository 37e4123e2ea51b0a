import type { DeployedRing, MemberGroup } from './deployed-ring';
import type { RingDescription } from './description';
import { HashRing } from './model/hash-ring';
import type { Member } from './model/member';
import { spreadMinimizingTokens } from './model/spread-minimizing';
import { seededTokens } from './model/tokens';

type Group = Pick<MemberGroup, 'name' | 'zone' | 'count'>;

/** A ring and its groups of members; whatever else is known of them does not matter for their tokens. */
interface RingWithGroups {
  readonly ring: Omit<RingDescription, 'prop' | 'selector'>;
  readonly groups: readonly Group[];
}

/**
 * A ring with the members of an environment, the same in every run. Tokens that members choose at random are replaced
 * by tokens that follow from their names; shares in a real cluster differ from these as those of two clusters do.
 */
export function simulatedRing(deployed: RingWithGroups): HashRing {
  const { replicationFactor, zoneAware, strategy } = deployed.ring;
  const taken = new Set<number>();
  const members = deployed.groups.flatMap((group) => membersOf(deployed, group, 0, group.count, taken));
  return new HashRing({ members, replicationFactor, zoneAware, strategy });
}

/** The member that a scale-up by one adds to a group. */
export function nextMember(deployed: DeployedRing, group: MemberGroup, ring: HashRing): Member[] {
  const taken = new Set(ring.index.tokens);
  return membersOf(deployed, group, group.count, group.count + 1, taken);
}

/** Members of a group by their ordinals; their tokens are added to those that are taken. */
function membersOf(
  { ring, groups }: RingWithGroups,
  group: Group,
  from: number,
  to: number,
  taken: Set<number>,
): Member[] {
  const spread =
    ring.tokenGeneration === 'spread-minimizing'
      ? spreadMinimizingTokens([...new Set(groups.map(({ zone }) => zone))].sort().indexOf(group.zone), to)
      : [];
  return Array.from({ length: to - from }, (_, n) => {
    const id = memberName(group, from + n);
    const tokens = spread[from + n] ?? seededTokens(id, ring.tokens, taken);
    for (const token of tokens) taken.add(token);
    return { id, zone: group.zone, tokens };
  });
}

/** Name of a pod, as a StatefulSet gives it; pods of a Deployment have random letters in place of the ordinal. */
export const memberName = ({ name }: Pick<MemberGroup, 'name'>, ordinal: number): string => `${name}-${ordinal}`;
