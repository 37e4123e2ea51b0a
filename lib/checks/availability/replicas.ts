import type { RuleFinding } from '../catalog';
import type { Cluster, Pods } from '../cluster';
import { instancesIn } from '../programs/instances';

/** Pods of a workload at the smallest size that its autoscaler may choose; undefined if it is not scaled by a number. */
export function leastReplicas(cluster: Cluster, { owner, workload }: Pods): number | undefined {
  const { kind } = owner.content;
  if (workload === undefined || (kind !== 'Deployment' && kind !== 'StatefulSet')) return undefined;
  return cluster.autoscalerOf(owner)?.minReplicas ?? workload.replicas ?? 1;
}

/** Workloads that are switched on, and run nothing. */
export function* withoutReplicas(cluster: Cluster): Generator<RuleFinding> {
  for (const pods of cluster.pods) {
    // An autoscaler that allows 0 pods starts some as soon as they are needed.
    if (leastReplicas(cluster, pods) !== 0 || cluster.autoscalerOf(pods.owner)) continue;
    const neededBy = usersOf(cluster, pods);
    if (neededBy === undefined) continue;
    yield {
      id: 'availability/no-replicas',
      object: pods.owner.identity,
      sentence: `spec.replicas: found 0, but ${neededBy}: set at least 1, or remove it`,
    };
  }
}

/** What needs these pods; undefined if nothing is known to, or other pods serve it as well. */
function usersOf(cluster: Cluster, pods: Pods): string | undefined {
  const [instance] = instancesIn(cluster, pods).filter(({ role }) => role !== undefined);
  if (instance !== undefined) {
    const others = cluster.pods.filter(
      (candidate) =>
        candidate !== pods &&
        candidate.namespace === pods.namespace &&
        instancesIn(cluster, candidate).some(
          ({ program, role, config }) =>
            program === instance.program && role === instance.role && config?.object === instance.config?.object,
        ) &&
        leastReplicas(cluster, candidate) !== 0,
    );
    // While members move to other workloads, such as to zones, the old one has none left.
    return others.length > 0 ? undefined : `${instance.program} needs the role ${instance.role}`;
  }
  const [service] = cluster
    .of('Service')
    .filter((candidate) => cluster.podsBehind(candidate).includes(pods))
    .filter((candidate) => cluster.podsBehind(candidate).every((behind) => leastReplicas(cluster, behind) === 0));
  return service && `${service.identity} leads to no other pods`;
}
