import { type DeployedRing, type MemberGroup, shapeOf } from '../../model/ring/deployed-ring';
import type { InstallationRings, RingDescription } from '../../model/ring/description';
import type { Autoscaler, Cluster, Pods } from '../cluster';
import type { WorkloadSpec } from '../objects';
import { evictionsAllowed } from './budgets';
import { colocationOf } from './colocation';
import { rolloutOf } from './rollout';

/** Members of a ring with the objects that run them. */
export interface ClusterGroup extends MemberGroup {
  readonly pods: Pods;
  readonly spec: WorkloadSpec;
  readonly autoscaler?: Autoscaler;
}

/** A ring with the objects that run its members. */
export interface ClusterRing extends DeployedRing {
  readonly groups: readonly ClusterGroup[];
}

/** Finds the members of the rings of an installation by the labels of their pods. */
export const findRings = (installation: InstallationRings, cluster: Cluster): ClusterRing[] =>
  installation.rings.map((ring) => findRing(installation, ring, cluster));

function findRing(installation: InstallationRings, ring: RingDescription, cluster: Cluster): ClusterRing {
  const groups = cluster
    .podsWith(installation.namespace, { matchLabels: ring.selector })
    .flatMap((pods) => groupOf(pods, cluster));
  const allowed = evictionsAllowed(groups, cluster);
  return {
    installation,
    ring,
    groups,
    shape: shapeOf(ring, groups),
    colocation: { node: colocationOf(groups, 'node'), zone: colocationOf(groups, 'zone') },
    ...(allowed !== undefined && { evictionsAllowed: allowed }),
  };
}

function groupOf(pods: Pods, cluster: Cluster): ClusterGroup[] {
  const { workload: spec, owner } = pods;
  const { kind, metadata } = owner.content;
  if (spec === undefined || (kind !== 'StatefulSet' && kind !== 'Deployment')) return [];
  // Pods with another prefix of the ring's key are in another ring, as during a migration to zones.
  if (argsOf(pods).some((arg) => /ring\.prefix=/.test(arg))) return [];
  const autoscaler = cluster.autoscalerOf(owner);
  const count = autoscaler ? autoscaler.minReplicas : (spec.replicas ?? 1);
  return [
    {
      workload: owner.identity,
      name: metadata.name,
      zone: zoneOf(pods),
      count,
      autoscaled: autoscaler !== undefined,
      rollout: rolloutOf(pods, spec, count, cluster),
      scalesInParallel: kind === 'Deployment' || spec.podManagementPolicy === 'Parallel',
      pods,
      spec,
      ...(autoscaler && { autoscaler }),
    },
  ];
}

/** The zone in the arguments of a pod, such as `-ingester.ring.instance-availability-zone=zone-a`. */
function zoneOf(pods: Pods): string {
  const [, zone = ''] = argsOf(pods).flatMap((arg) => /availability-zone[= ](\S+)$/.exec(arg) ?? []);
  return zone;
}

const argsOf = ({ spec }: Pods): string[] => spec.containers.flatMap(({ args = [] }) => args);
