import type { Construct } from 'constructs';
import { KubeClusterRole, KubeClusterRoleBinding, type PolicyRule } from './k8s';
import type { Labels } from './system';

export interface ClusterAccess {
  /** Name of the ClusterRole. */
  readonly name: string;
  /** @default - that of the ClusterRole */
  readonly bindingName?: string;
  readonly labels: Labels;
  readonly rules: readonly PolicyRule[];
  /** The service account that may do what the rules say, in all namespaces. */
  readonly serviceAccount: { readonly name: string; readonly namespace: string };
}

/** Lets a service account do something in the whole cluster: a ClusterRole and its binding. */
export function grantInCluster(scope: Construct, id: string, access: ClusterAccess): void {
  const { name, bindingName = name, labels, rules, serviceAccount } = access;
  new KubeClusterRole(scope, `${id}-role`, { metadata: { name, labels: { ...labels } }, rules: [...rules] });
  new KubeClusterRoleBinding(scope, `${id}-binding`, {
    metadata: { name: bindingName, labels: { ...labels } },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', ...serviceAccount }],
  });
}
