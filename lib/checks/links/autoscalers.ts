import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import type { ContainerSpec } from '../objects';

/** Autoscalers by utilization of requests, where a container has no requests: they never scale. */
export function* autoscalersWithoutRequests(cluster: Cluster): Generator<RuleFinding> {
  for (const { owner, spec } of cluster.pods) {
    const autoscaler = cluster.autoscalerOf(owner);
    for (const { at, resource } of autoscaler?.shares ?? []) {
      for (const { name } of spec.containers.filter((container) => !requests(container, resource))) {
        yield {
          id: 'link/autoscaler-requests',
          object: autoscaler?.identity,
          sentence: `${at}: found a target utilization of ${resource}, but container "${name}" of ${owner.identity} has no ${resource} request, so it never scales: set resources.requests.${resource}, or use another metric`,
        };
      }
    }
  }
}

/** Whether a container requests a resource: a limit without a request is the default of the request. */
const requests = ({ resources = {} }: ContainerSpec, resource: string): boolean =>
  resource in { ...resources.limits, ...resources.requests };
