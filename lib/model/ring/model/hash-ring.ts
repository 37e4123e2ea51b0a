import { Mistakes } from '../../../values/errors';
import { show } from '../../../values/text';
import { type Member, stateOf, zoneOf } from './member';
import { isHealthy, type Operation } from './operation';
import { answersRequired, maxUnavailableZones, membersRequired, type Strategy } from './quorum';
import { EMPTY_RING, type ReplicaSet, replicaSet, TOO_MANY_UNHEALTHY } from './replica-set';
import { ReplicaWalk } from './replica-walk';
import { TOKEN_SPACE, TokenIndex } from './token-index';

export interface HashRingProps {
  readonly members: readonly Member[];
  /** Number of members that keep each key. */
  readonly replicationFactor: number;
  /** Whether each replica of a key is in another zone. @default false */
  readonly zoneAware?: boolean;
  /** @default "default" */
  readonly strategy?: Strategy;
  /** Seconds without a heartbeat after which a member counts as unhealthy; 0 disables it. @default 60 */
  readonly heartbeatTimeout?: number;
}

/** Share of served keys, and their margin. */
export interface KeysServed {
  /** Share of the keys with too few healthy replicas, from 0 to 1. */
  readonly refusedShare: number;
  /** Number of further replicas of any served key that may fail; undefined if all keys are refused. */
  readonly leastMaxErrors: number | undefined;
}

/** A hash ring at one moment. It selects the same members for a key as dskit, the library of Loki, Mimir and Tempo. */
export class HashRing {
  /** All members except those that have LEFT. */
  readonly members: readonly Member[];
  readonly replicationFactor: number;
  readonly zoneAware: boolean;
  readonly strategy: Strategy;
  readonly heartbeatTimeout: number;
  /** Zones of the members, sorted; "" is the zone of members without one. */
  readonly zones: readonly string[];
  readonly index: TokenIndex;
  private readonly walk: ReplicaWalk;

  /** @throws UserError if two members have the same name, or the replication factor is invalid */
  constructor({
    members,
    replicationFactor,
    zoneAware = false,
    strategy = 'default',
    heartbeatTimeout = 60,
  }: HashRingProps) {
    this.members = members.filter((member) => stateOf(member) !== 'LEFT');
    validate(this.members, replicationFactor);
    this.replicationFactor = replicationFactor;
    this.zoneAware = zoneAware;
    this.strategy = strategy;
    this.heartbeatTimeout = heartbeatTimeout;
    this.zones = [...new Set(this.members.map(zoneOf))].sort();
    this.index = new TokenIndex(this.members);
    this.walk = new ReplicaWalk(this);
  }

  /** A copy of this ring with some properties replaced. */
  with(props: Partial<HashRingProps>): HashRing {
    const { members, replicationFactor, zoneAware, strategy, heartbeatTimeout } = this;
    return new HashRing({ members, replicationFactor, zoneAware, strategy, heartbeatTimeout, ...props });
  }

  /** The members to ask for a key, in the order of the ring (`Get` of dskit). */
  get(key: number, operation: Operation): ReplicaSet {
    if (this.index.tokens.length === 0) return EMPTY_RING;
    const replicas = this.replicasBefore(this.index.after(key), operation);
    const { strategy, replicationFactor, zoneAware } = this;
    return replicaSet({
      strategy,
      replicationFactor,
      zoneAware,
      healthy: replicas.filter((member) => this.isHealthy(member, operation)),
      unhealthy: replicas.filter((member) => !this.isHealthy(member, operation)),
    });
  }

  /** The members to ask for all keys (`GetReplicationSetForOperation` of dskit). */
  readAll(operation: Operation): ReplicaSet {
    if (this.index.tokens.length === 0) return EMPTY_RING;
    const members = this.members.filter((member) => this.isHealthy(member, operation));
    if (!this.zoneAware) {
      const maxErrors = members.length - membersRequired(this.replicationFactor, this.members.length);
      return maxErrors < 0 ? TOO_MANY_UNHEALTHY : { members, maxErrors };
    }
    const failed = new Set(this.members.filter((member) => !this.isHealthy(member, operation)).map(zoneOf));
    const zonesLeft = maxUnavailableZones(this.replicationFactor, this.zones.length) - failed.size;
    if (zonesLeft < 0) return TOO_MANY_UNHEALTHY;
    const served = members.filter((member) => !failed.has(zoneOf(member)));
    return { members: served, maxErrors: 0, maxUnavailableZones: zonesLeft };
  }

  /** Keys that are served, if each is requested separately. */
  serve(operation: Operation): KeysServed {
    const healthy = Uint8Array.from(this.members, (member) => Number(this.isHealthy(member, operation)));
    let refused = 0;
    let least: number | undefined;
    for (let at = 0; at < this.index.tokens.length; at++) {
      const count = this.walk.find(at, operation);
      let spare = -answersRequired(this.strategy, this.replicationFactor, count);
      for (let n = 0; n < count; n++) spare += healthy[this.walk.found[n] ?? 0] ?? 0;
      if (spare < 0) refused += this.index.keysBefore(at);
      else least = Math.min(least ?? spare, spare);
    }
    return { refusedShare: least === undefined ? 1 : refused / TOKEN_SPACE, leastMaxErrors: least };
  }

  /** Replicas of the keys of one token, by its index, in the order of the ring; unhealthy ones included. */
  replicasBefore(token: number, operation: Operation): readonly Member[] {
    return this.walk.from(token, operation);
  }

  /** The owners of the tokens after a key, once around the ring: each member as often as it has tokens. */
  *ownersAfter(key: number): Iterable<Member> {
    const { tokens, owners } = this.index;
    const start = this.index.after(key);
    for (let step = 0; step < tokens.length; step++) {
      const member = this.members[owners[(start + step) % tokens.length] ?? 0];
      if (member !== undefined) yield member;
    }
  }

  private isHealthy(member: Member, operation: Operation): boolean {
    return isHealthy(member, operation, this.heartbeatTimeout);
  }
}

function validate(members: readonly Member[], replicationFactor: number): void {
  const mistakes = new Mistakes('hash ring');
  if (!Number.isSafeInteger(replicationFactor) || replicationFactor < 1) {
    mistakes.add('replicationFactor', `found ${replicationFactor}, allowed is a whole number of at least 1`);
  }
  const ids = new Set<string>();
  for (const { id } of members) {
    if (ids.has(id)) mistakes.add('members', `found two with the name ${show(id)}: give each a unique name`);
    ids.add(id);
  }
  mistakes.throwIfAny();
}
