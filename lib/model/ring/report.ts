import { type DeployedRing, zoneSizes } from './deployed-ring';
import type { RingDescription, TokenGeneration, UnflushedData } from './description';
import { anyLost, type Consequence, type Losses, lossesOf, type TopologyLoss, topologyLoss } from './losses';
import type { HashRing } from './model/hash-ring';
import { answersRequired, type Strategy } from './model/quorum';
import { memberCount, replicasOf } from './model/tolerance';
import { type RolloutReport, rolloutOf } from './rollouts';
import { type Scaling, scalingOf } from './scaling';
import { type RingShares, sharesOf, type ZoneShare } from './shares';
import { simulatedRing } from './simulated-ring';
import { type ShardReport, shardsOf, type TenantReport, tenantMembers } from './tenant-shards';

/** A workload that runs members of a ring. */
export interface RingWorkload {
  /** Such as `StatefulSet/mimir/mimir-ingester-zone-a`. */
  readonly object: string;
  readonly name: string;
  /** "" if its members have none. */
  readonly zone: string;
  /** Number of members; with an autoscaler the minimum. */
  readonly members: number;
  readonly autoscaled: boolean;
}

/** An eviction of members by a drain, within their disruption budgets. */
export interface DrainReport extends Consequence {
  /** Number of members that may be evicted at the same time; null without a budget. */
  readonly allowed: number | null;
}

/** Report of a ring in normal operation and in failures, for people and machines. */
export interface RingReport {
  readonly system: string;
  readonly namespace: string;
  readonly ring: string;
  /** Purpose of a ring that assigns no keys to members; null if it does. */
  readonly purpose: string | null;
  /** Number of members; with an autoscaler the minimum. */
  readonly members: number;
  readonly workloads: readonly RingWorkload[];
  /** Whether each replica of a key is in another zone. */
  readonly zoneAware: boolean;
  readonly zones: ReadonlyArray<Pick<ZoneShare, 'name' | 'members'>>;
  readonly replicationFactor: number;
  /** Number of replicas of a key; fewer than the replication factor if there are too few members or zones. */
  readonly replicas: number;
  /** Number of those that have to answer. */
  readonly answersRequired: number;
  readonly strategy: Strategy;
  /** Whether reads ask all members; else the replicas of a key. */
  readonly readsAll: boolean;
  /** Tokens of each member. */
  readonly tokens: number;
  readonly tokenGeneration: TokenGeneration;
  /** Whether members hold no data, so that another member can take over. */
  readonly keepsNothing: boolean;
  /** Data that is not yet in object storage; null if members hold none. */
  readonly unflushed: UnflushedData | null;
  /** Whether members that stop remove themselves from the ring. */
  readonly unregisters: boolean;
  /** Null if the ring assigns no keys, or has no members. */
  readonly shares: RingShares | null;
  /** Number of members that may be lost; null if members hold no data, or the ring assigns no keys. */
  readonly losses: Losses | null;
  /** The loss of one node of the cluster; null as for `losses`. */
  readonly nodeLoss: TopologyLoss | null;
  /** The loss of one zone of the cluster; null as for `losses`. */
  readonly zoneLoss: TopologyLoss | null;
  /** The drain of nodes; null as for `losses`. */
  readonly drain: DrainReport | null;
  /** A rollout, such as of a new version; null as for `losses`. */
  readonly rollout: RolloutReport | null;
  /** One member more or less; null as for `shares`. */
  readonly scaling: Scaling | null;
  /** Shuffle sharding; null if the ring has none. */
  readonly tenantShards: ShardReport | null;
  /** The members that a tenant uses; null if no tenant was asked for, or as for `shares`. */
  readonly tenant: TenantReport | null;
}

/** Whether a ring assigns keys to members. With one token each, members are counted, or one is elected leader. */
export const assignsKeys = ({ tokens }: Pick<RingDescription, 'tokens'>): boolean => tokens > 1;

/**
 * Report of a ring in normal operation and in failures.
 * @param simulated members with their tokens. @default - tokens that follow from the names of the pods
 * @param tenant whose members to show. @default - none
 */
export function ringReport(
  deployed: DeployedRing,
  simulated: HashRing = simulatedRing(deployed),
  tenant?: string,
): RingReport {
  const { ring, shape } = deployed;
  const { replicationFactor, strategy } = ring;
  const keepsNothing = replicationFactor === 1 && strategy === 'ignore-unhealthy';
  const members = memberCount(shape);
  const replicas = replicasOf(shape);
  const hasKeys = assignsKeys(ring) && members > 0;
  const hasLosses = hasKeys && !keepsNothing;
  return {
    ...factsOf(deployed),
    members,
    replicas,
    answersRequired: answersRequired(strategy, replicationFactor, replicas),
    keepsNothing,
    shares: hasKeys ? sharesOf(simulated) : null,
    losses: assignsKeys(ring) && !keepsNothing ? lossesOf(deployed) : null,
    nodeLoss: hasLosses ? topologyLoss(deployed, 'node') : null,
    zoneLoss: hasLosses ? topologyLoss(deployed, 'zone') : null,
    drain: hasLosses ? drainOf(deployed) : null,
    rollout: hasLosses ? rolloutOf(deployed, simulated) : null,
    scaling: hasKeys ? scalingOf(deployed, simulated) : null,
    tenantShards: hasKeys ? shardsOf(deployed) : null,
    tenant: hasKeys && tenant !== undefined ? tenantMembers(deployed, simulated, tenant) : null,
  };
}

const factsOf = ({ installation, ring, groups }: DeployedRing) => ({
  system: installation.name,
  namespace: installation.namespace,
  ring: ring.name,
  purpose: assignsKeys(ring) ? null : (ring.purpose ?? 'members discover each other with it'),
  workloads: groups.map(({ workload, name, zone, count, autoscaled }) => ({
    object: workload,
    name,
    zone,
    members: count,
    autoscaled,
  })),
  zoneAware: ring.zoneAware ?? false,
  zones: [...zoneSizes(groups)]
    .map(([name, members]) => ({ name, members }))
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
  replicationFactor: ring.replicationFactor,
  strategy: ring.strategy,
  readsAll: ring.operations.read !== undefined,
  tokens: ring.tokens,
  tokenGeneration: ring.tokenGeneration ?? ('random' as const),
  unflushed: ring.unflushed ?? null,
  unregisters: ring.unregisterOnShutdown?.value ?? true,
});

/** Without a budget, a drain evicts all members of a node at the same time. */
function drainOf(deployed: DeployedRing): DrainReport {
  const { evictionsAllowed: allowed } = deployed;
  if (allowed !== undefined) return { allowed, ...anyLost(deployed, allowed) };
  const { members, writesRefused, readsRefused } = topologyLoss(deployed, 'node');
  return { allowed: null, members, writesRefused, readsRefused };
}
