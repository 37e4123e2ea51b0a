import { lookUp } from '../../values/text';
import type { DeployedRing } from './deployed-ring';
import type { HashRing } from './model/hash-ring';
import { jobKey } from './model/keys';
import type { Member } from './model/member';
import { ShuffleSharder, shardMembers } from './model/shuffle-shard';

/** Number of members that the requests of one tenant use (shuffle sharding). */
export interface ShardReport {
  /** Configuration key of the size. */
  readonly at: string;
  /** Its value; with 0 each tenant uses all members. */
  readonly size: number;
  /** Resulting number of members, since each zone gets the same number. */
  readonly members: number;
  /** Tenants with a size of their own in the runtime configuration. */
  readonly tenants: Readonly<Record<string, number>>;
}

/** The members that one tenant uses. */
export interface TenantReport {
  readonly tenant: string;
  /** Size of its shard; null if the ring has no shuffle sharding. */
  readonly size: number | null;
  readonly members: readonly string[];
}

/** The shuffle sharding of a ring; null if its system has none for it. */
export function shardsOf({ ring: { tenantShards }, shape }: DeployedRing): ShardReport | null {
  return tenantShards ? { ...tenantShards, members: shardMembers(shape, tenantShards.size) } : null;
}

/** Members that a tenant uses, by the hashing of the programs. */
export function tenantMembers({ ring: description }: DeployedRing, ring: HashRing, tenant: string): TenantReport {
  const { tenantShards, keyedByTenant, operations } = description;
  if (keyedByTenant) {
    const set = ring.get(jobKey(tenant), operations.write);
    return { tenant, size: null, members: namesOf(set.refusal === undefined ? set.members : []) };
  }
  const size = tenantShards ? (lookUp(tenantShards.tenants, tenant) ?? tenantShards.size) : null;
  const shard = size === null ? ring : new ShuffleSharder(ring).shard(tenant, size);
  return { tenant, size, members: namesOf(shard.members) };
}

const namesOf = (members: readonly Member[]): string[] => members.map(({ id }) => id);
