import type { KubernetesDiscovery, KubernetesRole } from '../../model/relabel/relabel';
import type { PolicyRule } from '../../values/k8s';

/** A job that may find its targets in the Kubernetes API. */
interface DiscoveringJob {
  readonly kubernetes_sd_configs?: readonly KubernetesDiscovery[];
}

/** Resources that each discovery role reads from the Kubernetes API, by API group. */
const LOOKED_UP: Readonly<Record<KubernetesRole, Readonly<Record<string, readonly string[]>>>> = {
  pod: { '': ['pods'] },
  node: { '': ['nodes'] },
  service: { '': ['services'] },
  endpoints: { '': ['endpoints', 'pods', 'services'] },
  endpointslice: { '': ['pods', 'services'], 'discovery.k8s.io': ['endpointslices'] },
  ingress: { 'networking.k8s.io': ['ingresses'] },
};

/** Minimal permissions of the jobs. */
export function permissionsOf(jobs: readonly DiscoveringJob[]): PolicyRule[] {
  const resources = new Map<string, Set<string>>();
  for (const { role } of jobs.flatMap(({ kubernetes_sd_configs = [] }) => kubernetes_sd_configs)) {
    for (const [group, names] of Object.entries(LOOKED_UP[role])) {
      resources.set(group, new Set([...(resources.get(group) ?? []), ...names]));
    }
  }
  return [...resources]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([group, names]) => ({
      apiGroups: [group],
      resources: [...names].sort(),
      verbs: ['get', 'list', 'watch'],
    }));
}
