import { type ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubeClusterRole, KubeClusterRoleBinding, KubeRole, KubeRoleBinding, type PolicyRule } from '../values/k8s';
import type { Labels } from '../values/system';

export interface ClusterAccess {
  /** Name of the ClusterRole. */
  readonly name: string;
  /** @default - that of the ClusterRole */
  readonly bindingName?: string;
  readonly labels: Labels;
  readonly rules: readonly PolicyRule[];
  /** The service account that is granted the rules in all namespaces. */
  readonly serviceAccount: { readonly name: string; readonly namespace: string };
}

/** Lets a service account do something in the whole cluster: a ClusterRole and its binding. */
export function grantInCluster(scope: Construct, id: string, access: ClusterAccess): void {
  const { name, bindingName = name, labels, rules, serviceAccount } = access;
  const role = new KubeClusterRole(scope, `${id}-role`, {
    metadata: { name, labels: { ...labels } },
    rules: [...rules],
  });
  const binding = new KubeClusterRoleBinding(scope, `${id}-binding`, {
    metadata: { name: bindingName, labels: { ...labels } },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', ...serviceAccount }],
  });
  takeOutOfNamespace(role);
  takeOutOfNamespace(binding);
}

/** A chart puts all of its objects into its namespace, and cdk8s does not know which ones are in none. */
function takeOutOfNamespace(object: ApiObject): void {
  if (object.chart.namespace !== undefined) object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
}

/** Permissions of a service account in its own namespace. */
export type NamespaceAccess = Omit<ClusterAccess, 'bindingName'>;

/** Lets a service account do something in its own namespace: a Role and its binding. */
export function grantInNamespace(scope: Construct, id: string, access: NamespaceAccess): void {
  const { name, labels, rules, serviceAccount } = access;
  const metadata = { name, namespace: serviceAccount.namespace, labels: { ...labels } };
  new KubeRole(scope, `${id}-role`, { metadata, rules: [...rules] });
  new KubeRoleBinding(scope, `${id}-binding`, {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', ...serviceAccount }],
  });
}
