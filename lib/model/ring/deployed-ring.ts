import type { InstallationRings, RingDescription } from './description';
import type { RingShape } from './model/tolerance';

/** Rollout of a workload after its pod template changed. */
export type Rollout =
  /** The Deployment or StatefulSet controller replaces so many at the same time. */
  | { readonly by: 'controller'; readonly atOnce: number }
  /** The rollout operator does, one zone after the other (`updateStrategy: OnDelete` and the label `rollout-group`). */
  | { readonly by: 'rollout-operator'; readonly atOnce: number; readonly installed: boolean }
  /** No controller does: `updateStrategy: OnDelete` alone leaves old pods running until they are deleted. */
  | { readonly by: 'none' };

/** Members of a ring that one workload runs. */
export interface MemberGroup {
  /** Such as `StatefulSet/mimir/mimir-ingester-zone-a`. */
  readonly workload: string;
  readonly name: string;
  /** Zone that the members register with in the ring; "" if they have none. */
  readonly zone: string;
  /** Number of replicas; with an autoscaler its minimum. */
  readonly count: number;
  readonly autoscaled: boolean;
  readonly rollout: Rollout;
  /** Whether a scale-down removes several members at the same time (`podManagementPolicy: Parallel`, Deployments). */
  readonly scalesInParallel: boolean;
}

/** A part of the cluster that fails as a whole: a node, or a zone (`topology.kubernetes.io/zone`). */
export type Topology = 'node' | 'zone';

/** Number of members that may run on the same node, or in the same zone of the cluster. */
export interface Colocation {
  /** Worst cases: for each group, in their order, the number of its members in one place. */
  readonly cases: ReadonlyArray<readonly number[]>;
  /** Whether the scheduler tries to separate them (preferred anti-affinity, `ScheduleAnyway`), but may not succeed. */
  readonly preferred: boolean;
}

/** A ring of an installation with the workloads that run its members. */
export interface DeployedRing {
  readonly installation: InstallationRings;
  readonly ring: RingDescription;
  readonly groups: readonly MemberGroup[];
  readonly shape: RingShape;
  readonly colocation: Readonly<Record<Topology, Colocation>>;
  /** Number of members that disruption budgets allow to evict at the same time. @default - unlimited: no budget */
  readonly evictionsAllowed?: number;
}

/** Number of members of each zone of the ring, by the name of the zone; "" is the zone of members without one. */
export function zoneSizes(groups: ReadonlyArray<Pick<MemberGroup, 'zone' | 'count'>>): Map<string, number> {
  const zones = new Map<string, number>();
  for (const { zone, count } of groups) zones.set(zone, (zones.get(zone) ?? 0) + count);
  return zones;
}

/** The numbers of a ring, by its description and the size of its groups. */
export const shapeOf = (
  { replicationFactor, zoneAware, strategy }: RingDescription,
  groups: ReadonlyArray<Pick<MemberGroup, 'zone' | 'count'>>,
): RingShape => ({ replicationFactor, zones: [...zoneSizes(groups).values()], zoneAware, strategy });
