import { type Member, zoneOf } from './member';
import { isExtending, type Operation } from './operation';
import type { TokenIndex } from './token-index';

export interface ReplicaWalkProps {
  readonly members: readonly Member[];
  /** Zones of the members; "" is the zone of members without one. */
  readonly zones: readonly string[];
  readonly index: TokenIndex;
  readonly replicationFactor: number;
  readonly zoneAware: boolean;
}

/** Finds the replicas of keys, clockwise around the ring: each member once and, if zone-aware, each zone once. */
export class ReplicaWalk {
  private readonly props: ReplicaWalkProps;
  /** Index of the zone of each member; -1 if zones do not matter for it. */
  private readonly zoneNumbers: Int32Array;
  // Each walk marks members with its own number, since clearing marks would cost more than the walk.
  private walks = 0;
  private readonly memberMarks: Uint32Array;
  private readonly zoneMarks: Uint32Array;

  constructor(props: ReplicaWalkProps) {
    const { members, zones, zoneAware } = props;
    const numbers = new Map(zones.map((zone, number) => [zone, number]));
    this.props = props;
    this.zoneNumbers = Int32Array.from(members, (member) =>
      zoneAware && zoneOf(member) !== '' ? (numbers.get(zoneOf(member)) ?? -1) : -1,
    );
    this.memberMarks = new Uint32Array(members.length);
    this.zoneMarks = new Uint32Array(zones.length);
  }

  /** Replicas of the keys of a token, unhealthy ones included. */
  from(start: number, operation: Operation): Member[] {
    const { members, zones, replicationFactor } = this.props;
    const { tokens, owners } = this.props.index;
    const walk = ++this.walks;
    const replicas: Member[] = [];
    let wanted = replicationFactor;
    let zonesUsed = 0;
    for (let step = 0, at = start; step < tokens.length; step++, at = at + 1 === tokens.length ? 0 : at + 1) {
      if (replicas.length >= Math.min(wanted, members.length) || zonesUsed >= zones.length) break;
      const owner = owners[at] ?? 0;
      const zone = this.zoneNumbers[owner] ?? -1;
      const member = members[owner];
      if (member === undefined || this.memberMarks[owner] === walk) continue;
      if (zone >= 0 && this.zoneMarks[zone] === walk) continue;
      this.memberMarks[owner] = walk;
      replicas.push(member);
      if (isExtending(member, operation)) {
        // The zone is not used up: the additional member may be in the same zone.
        wanted++;
      } else if (zone >= 0) {
        this.zoneMarks[zone] = walk;
        zonesUsed++;
      }
    }
    return replicas;
  }
}
