import { listed } from '../values/text';
import { type Cluster, namespaceOf, type Pods } from './cluster';
import { type ObjectOf, selects } from './objects';

type Monitor = ObjectOf<'ServiceMonitor'> | ObjectOf<'PodMonitor'>;

/** Namespaces that a monitor names, or its own; undefined if it watches all of them. */
function namesOf(monitor: Monitor): readonly string[] | undefined {
  const { any = false, matchNames = [namespaceOf(monitor)] } = monitor.content.spec.namespaceSelector ?? {};
  return any ? undefined : matchNames;
}

/** The namespaces that a monitor watches, for sentences. */
export function watchedNamespaces(monitor: Monitor): string {
  const names = namesOf(monitor);
  return names === undefined ? 'any namespace' : listed(names);
}

/** The Services that a ServiceMonitor selects. */
export function watchedServices(cluster: Cluster, monitor: ObjectOf<'ServiceMonitor'>): ObjectOf<'Service'>[] {
  const names = namesOf(monitor);
  const { selector } = monitor.content.spec;
  return cluster
    .of('Service')
    .filter((service) => names?.includes(namespaceOf(service)) ?? true)
    .filter(({ content }) => selects(selector, content.metadata.labels ?? {}));
}

/** The pods that a PodMonitor selects. */
export function watchedPods(cluster: Cluster, monitor: ObjectOf<'PodMonitor'>): Pods[] {
  const names = namesOf(monitor);
  const { selector } = monitor.content.spec;
  return cluster.pods.filter(
    ({ namespace, labels }) => (names?.includes(namespace) ?? true) && selects(selector, labels),
  );
}
