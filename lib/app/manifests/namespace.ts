import { identityOf, type ManifestObject } from '../../checks/manifest';

/** Kinds whose objects are in a namespace, whatever their API group. */
const NAMESPACED: ReadonlySet<string> = new Set([
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Pod', 'Service', 'ServiceAccount'],
  ...['ConfigMap', 'Secret', 'PersistentVolumeClaim', 'Ingress', 'NetworkPolicy', 'PodDisruptionBudget'],
  ...['HorizontalPodAutoscaler', 'Role', 'RoleBinding', 'ServiceMonitor', 'PodMonitor', 'PrometheusRule'],
]);

/**
 * Objects of one namespace, of which some do not say so, as charts render them: `kubectl apply -n` or Helm puts all of
 * them there. With several namespaces, those that name none are in the current one, `default`.
 */
export function inOneNamespace(objects: readonly ManifestObject[]): readonly ManifestObject[] {
  const [namespace, ...others] = new Set(objects.flatMap(({ content }) => content.metadata.namespace ?? []));
  if (namespace === undefined || others.length > 0) return objects;
  return objects.map((object) => {
    const { metadata, kind } = object.content;
    if (metadata.namespace !== undefined || !NAMESPACED.has(kind)) return object;
    const content = { ...object.content, metadata: { ...metadata, namespace } };
    return { ...object, content, identity: identityOf(content) };
  });
}
