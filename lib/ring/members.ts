import type { Autoscaler, Cluster, Pods } from '../checks/cluster';
import type { WorkloadSpec } from '../checks/objects';
import type { RingDescription, RingSystem } from './description';
import type { RingShape } from './model/tolerance';

/** Members of a ring that one controller runs. */
export interface MemberGroup {
  readonly pods: Pods;
  readonly workload: WorkloadSpec;
  /** How many there are at least. */
  readonly count: number;
  /** "" without one. */
  readonly zone: string;
  readonly autoscaler?: Autoscaler;
}

/** A ring with the objects that run its members. */
export interface RingMembers {
  readonly system: RingSystem;
  readonly ring: RingDescription;
  readonly groups: readonly MemberGroup[];
  readonly shape: RingShape;
}

/** The rings of a system, each with its members. */
export const membersOf = (system: RingSystem, cluster: Cluster): RingMembers[] =>
  system.rings.map((ring) => {
    const groups = cluster
      .podsWith(system.namespace, { matchLabels: ring.selector })
      .flatMap((pods) => groupOf(pods, cluster));
    return { system, ring, groups, shape: shapeOf(ring, groups) };
  });

function groupOf(pods: Pods, cluster: Cluster): MemberGroup[] {
  const { workload, owner } = pods;
  const { kind } = owner.content;
  if (workload === undefined || (kind !== 'StatefulSet' && kind !== 'Deployment')) return [];
  // Who is told another prefix of its keys is in another ring, as while zones are introduced.
  if (argsOf(pods).some((arg) => /ring\.prefix=/.test(arg))) return [];
  const autoscaler = cluster.autoscalerOf(owner);
  const count = autoscaler ? autoscaler.minReplicas : (workload.replicas ?? 1);
  return [{ pods, workload, count, zone: zoneOf(pods), ...(autoscaler && { autoscaler }) }];
}

/** The zone that a pod is told, such as by `-ingester.ring.instance-availability-zone=zone-a`. */
function zoneOf(pods: Pods): string {
  const [, zone = ''] = argsOf(pods).flatMap((arg) => /availability-zone[= ](\S+)$/.exec(arg) ?? []);
  return zone;
}

const argsOf = ({ spec }: Pods): string[] => spec.containers.flatMap(({ args = [] }) => args);

function shapeOf(
  { replicationFactor, zoneAware, strategy }: RingDescription,
  groups: readonly MemberGroup[],
): RingShape {
  const zones = new Map<string, number>();
  for (const { zone, count } of groups) zones.set(zone, (zones.get(zone) ?? 0) + count);
  return { replicationFactor, zones: [...zones.values()], zoneAware, strategy };
}
