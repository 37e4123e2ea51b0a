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
  /** Indices of the members that `find` found. */
  readonly found: Uint32Array;
  private readonly extendingBy = new Map<Operation, Uint8Array>();

  constructor(props: ReplicaWalkProps) {
    const { members, zones, zoneAware } = props;
    const numbers = new Map(zones.map((zone, number) => [zone, number]));
    this.props = props;
    this.zoneNumbers = Int32Array.from(members, (member) =>
      zoneAware && zoneOf(member) !== '' ? (numbers.get(zoneOf(member)) ?? -1) : -1,
    );
    this.memberMarks = new Uint32Array(members.length);
    this.zoneMarks = new Uint32Array(zones.length);
    this.found = new Uint32Array(members.length);
  }

  /** Replicas of the keys of a token, unhealthy ones included. */
  from(token: number, operation: Operation): Member[] {
    const { members } = this.props;
    const count = this.find(token, operation);
    const replicas: Member[] = [];
    for (let n = 0; n < count; n++) {
      const member = members[this.found[n] ?? 0];
      if (member !== undefined) replicas.push(member);
    }
    return replicas;
  }

  /**
   * Finds the replicas of the keys of a token. Callers that visit all tokens use this one, since it allocates nothing.
   * @returns how many there are; their indices are in `found`, until the next call
   */
  find(token: number, operation: Operation): number {
    const { members, zones, replicationFactor, index } = this.props;
    const extending = this.extending(operation);
    const { tokens, owners } = index;
    const { zoneNumbers, memberMarks, zoneMarks, found } = this;
    const walk = ++this.walks;
    let [count, wanted, zonesUsed] = [0, Math.min(replicationFactor, members.length), 0];
    for (let step = 0, at = token; step < tokens.length; step++, at = at + 1 === tokens.length ? 0 : at + 1) {
      if (count >= wanted || zonesUsed >= zones.length) break;
      const owner = owners[at] ?? 0;
      const zone = zoneNumbers[owner] ?? -1;
      if (memberMarks[owner] === walk || (zone >= 0 && zoneMarks[zone] === walk)) continue;
      memberMarks[owner] = walk;
      found[count++] = owner;
      if (extending[owner] === 1) {
        // The zone is not used up: the additional member may be in the same zone.
        if (wanted < members.length) wanted++;
      } else if (zone >= 0) {
        zoneMarks[zone] = walk;
        zonesUsed++;
      }
    }
    return count;
  }

  /** For each member 1 if it extends the replica set by one more, else 0. */
  private extending(operation: Operation): Uint8Array {
    const known = this.extendingBy.get(operation);
    if (known !== undefined) return known;
    const flags = Uint8Array.from(this.props.members, (member) => Number(isExtending(member, operation)));
    this.extendingBy.set(operation, flags);
    return flags;
  }
}
