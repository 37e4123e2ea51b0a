import { answersRequired } from '../../model/ring/model/quorum';
import { shardMembers } from '../../model/ring/model/shuffle-shard';
import { memberCount } from '../../model/ring/model/tolerance';
import type { RuleFinding } from '../catalog';
import type { ClusterRing } from './find-rings';

/** Whether the shuffle shard of each tenant has as many members as there are replicas. */
export function* tooSmallShards({ ring, shape }: ClusterRing): Generator<RuleFinding> {
  const { tenantShards, replicationFactor, strategy } = ring;
  // A ring with fewer members than replicas is reported by a rule of its own.
  if (tenantShards === undefined || memberCount(shape) < replicationFactor) return;
  const { at, size, tenants } = tenantShards;
  const key = at.split('.').at(-1) ?? at;
  const sizes = [
    { where: at, size },
    ...Object.entries(tenants).map(([tenant, own]) => ({ where: `overrides.${tenant}.${key}`, size: own })),
  ];
  for (const { where, size: configured } of sizes) {
    const members = shardMembers(shape, configured);
    if (members >= replicationFactor) continue;
    const required = answersRequired(strategy, replicationFactor, members);
    const isRefused = members < required;
    yield {
      id: 'ring/shard-size',
      // If any replica can answer, a small shard costs redundancy only.
      severity: strategy === 'ignore-unhealthy' ? 'warning' : 'error',
      sentence: `${where}: found ${configured}, so that a tenant uses ${members} ${members === 1 ? `${ring.name}` : `${ring.name}s`}, but the replication factor is ${replicationFactor}: ${isRefused ? `every write is refused ("at least ${required} live replicas required")` : `there are only ${members} replicas, and ${members - required || 'none'} of them may be unavailable`}. Set it to ${replicationFactor} or more, or to 0 for all members`,
    };
  }
}
