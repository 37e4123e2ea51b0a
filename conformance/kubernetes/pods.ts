import type { Cluster, Pods } from '../../lib/checks/cluster';
import type { KubernetesObject } from '../../lib/checks/manifest';

/**
 * A pod as a controller would make it. Controllers are admitted whatever their pods are like; a namespace rejects the
 * pods, later and without a message to the user.
 */
export function podOf({
  owner,
  namespace,
  labels,
  spec,
  workload,
}: Pods): KubernetesObject & { readonly spec: object } {
  const { kind, metadata } = owner.content;
  const annotations = workload?.template.metadata?.annotations ?? {};
  const claims = (workload?.volumeClaimTemplates ?? []).map((claim) => ({
    name: claim.metadata.name,
    persistentVolumeClaim: { claimName: `${claim.metadata.name}-${metadata.name}-0` },
  }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${kind.toLowerCase()}-${metadata.name}`, namespace, labels, annotations },
    spec: { ...spec, volumes: [...(spec.volumes ?? []), ...claims] },
  };
}

/** The pods of each namespace. */
export function podsByNamespace({ pods }: Cluster): Map<string, Pods[]> {
  const groups = new Map<string, Pods[]>();
  for (const one of pods) groups.set(one.namespace, [...(groups.get(one.namespace) ?? []), one]);
  return groups;
}

/** The level of the Pod Security Standards that a namespace enforces. */
export const enforced = (cluster: Cluster, namespace: string): string =>
  cluster.of('Namespace').find(({ content }) => content.metadata.name === namespace)?.content.metadata.labels?.[
    'pod-security.kubernetes.io/enforce'
  ] ?? 'privileged';
