import { listed, show, suggestion } from '../../values/text';
import type { CheckId, RuleFinding } from '../catalog';
import { type Cluster, namespaceOf, portsOf } from '../cluster';
import type { CheckedKind, ObjectOf } from '../objects';
import { watchedNamespaces, watchedPods, watchedServices } from '../watched';

/** Every other object that names one leads to one that exists. */
export function* danglingTargets(cluster: Cluster): Generator<RuleFinding> {
  yield* statefulSets(cluster);
  yield* autoscalers(cluster);
  yield* podSelectors(cluster);
  yield* bindings(cluster);
  yield* storageClasses(cluster);
  yield* monitors(cluster);
  yield* podMonitors(cluster);
}

/** A finding about a name that leads nowhere. */
function missing(
  cluster: Cluster,
  id: CheckId,
  from: { readonly object: string; readonly at: string },
  to: { readonly kind: CheckedKind; readonly namespace: string; readonly name: string },
  what: string,
): RuleFinding {
  const hint = suggestion(to.name, cluster.namesOf(to.kind, to.namespace));
  return {
    id,
    object: from.object,
    sentence: `${from.at}: found ${show(to.name)}, but there is no such ${to.kind} in namespace ${to.namespace}${hint}, ${what}`,
  };
}

function* statefulSets(cluster: Cluster): Generator<RuleFinding> {
  for (const { identity: object, content } of cluster.of('StatefulSet')) {
    const { serviceName: name } = content.spec;
    const namespace = content.metadata.namespace ?? 'default';
    if (name === undefined || name === '' || cluster.has('Service', namespace, name)) continue;
    yield missing(
      cluster,
      'link/service-name',
      { object, at: 'spec.serviceName' },
      { kind: 'Service', namespace, name },
      'so its pods would have no DNS names: create it, or use another',
    );
  }
}

const SCALABLE = ['Deployment', 'StatefulSet'] as const;

function* autoscalers(cluster: Cluster): Generator<RuleFinding> {
  const all: Array<ObjectOf<'HorizontalPodAutoscaler'> | ObjectOf<'ScaledObject'>> = [
    ...cluster.of('HorizontalPodAutoscaler'),
    ...cluster.of('ScaledObject'),
  ];
  for (const scaler of all) {
    const { apiVersion, kind = 'Deployment', name } = scaler.content.spec.scaleTargetRef;
    const namespace = namespaceOf(scaler);
    if (cluster.has(kind, namespace, name, apiVersion)) continue;
    const known = SCALABLE.find((candidate) => candidate === kind);
    // A custom resource of an operator, such as a Rollout, which may be made elsewhere.
    if (known === undefined) continue;
    yield missing(
      cluster,
      'link/scale-target',
      { object: scaler.identity, at: 'spec.scaleTargetRef' },
      { kind: known, namespace, name },
      'so nothing would be scaled: use an existing workload',
    );
  }
}

function* podSelectors(cluster: Cluster): Generator<RuleFinding> {
  for (const [objects, id, field] of [
    [cluster.of('PodDisruptionBudget'), 'link/budget', 'selector'],
    [cluster.of('NetworkPolicy'), 'link/network-policy', 'podSelector'],
  ] as const) {
    for (const object of objects) {
      const { spec } = object.content;
      const selector = 'podSelector' in spec ? spec.podSelector : spec.selector;
      if (selector === undefined || cluster.podsWith(namespaceOf(object), selector).length > 0) continue;
      // An empty one stands for all pods, be there any or not.
      if (Object.keys(selector).length === 0) continue;
      yield {
        id,
        object: object.identity,
        sentence: `spec.${field}: found ${show(selector)}, which matches no pods of namespace ${namespaceOf(object)}, so it has no effect: select labels of existing pods, or remove it`,
      };
    }
  }
}

function* bindings(cluster: Cluster): Generator<RuleFinding> {
  const all: Array<ObjectOf<'RoleBinding'> | ObjectOf<'ClusterRoleBinding'>> = [
    ...cluster.of('RoleBinding'),
    ...cluster.of('ClusterRoleBinding'),
  ];
  for (const binding of all) {
    const { roleRef, subjects = [] } = binding.content;
    const own = namespaceOf(binding);
    const where = roleRef.kind === 'Role' ? own : 'default';
    // Kubernetes brings these along.
    const isBuiltIn = roleRef.kind === 'ClusterRole' && /^(system:|(cluster-)?admin$|edit$|view$)/.test(roleRef.name);
    if (!isBuiltIn && !cluster.has(roleRef.kind, where, roleRef.name)) {
      yield {
        id: 'link/role',
        object: binding.identity,
        sentence: `roleRef: found ${roleRef.kind} ${show(roleRef.name)}, which does not exist, so the binding would grant nothing: create it, or declare it as external`,
      };
    }
    for (const [index, { kind, name, namespace = own }] of subjects.entries()) {
      if (kind !== 'ServiceAccount' || name === 'default' || cluster.has(kind, namespace, name)) continue;
      yield missing(
        cluster,
        'link/subject',
        { object: binding.identity, at: `subjects[${index}]` },
        { kind, namespace, name },
        'so the binding would grant nothing: create it, or declare it as external',
      );
    }
  }
}

function* storageClasses(cluster: Cluster): Generator<RuleFinding> {
  const claims = [
    ...cluster.of('PersistentVolumeClaim').map(({ identity, content }) => ({
      object: identity,
      at: 'spec.storageClassName',
      name: content.spec.storageClassName,
    })),
    ...cluster.of('StatefulSet').flatMap(({ identity, content }) =>
      (content.spec.volumeClaimTemplates ?? []).map(({ metadata, spec }) => ({
        object: identity,
        at: `spec.volumeClaimTemplates[${metadata.name}].spec.storageClassName`,
        name: spec.storageClassName,
      })),
    ),
  ];
  for (const { object, at, name } of claims) {
    // None is that of the cluster, and an empty one asks for volumes without a class.
    if (name === undefined || name === '' || cluster.has('StorageClass', 'default', name)) continue;
    yield {
      id: 'link/storage-class',
      object,
      sentence: `${at}: found ${show(name)}, which is not declared, and the claim stays Pending if it does not exist: declare it as external`,
    };
  }
}

function* monitors(cluster: Cluster): Generator<RuleFinding> {
  for (const monitor of cluster.of('ServiceMonitor')) {
    const { selector, endpoints } = monitor.content.spec;
    const watched = watchedServices(cluster, monitor);
    const object = monitor.identity;
    if (watched.length === 0) {
      yield {
        id: 'link/monitor',
        object,
        sentence: `spec.selector: found ${show(selector)}, which matches no Service of ${watchedNamespaces(monitor)}, so nothing is scraped: select labels of an existing Service`,
      };
      continue;
    }
    const names = watched.flatMap(({ content }) => (content.spec.ports ?? []).flatMap(({ name }) => name ?? []));
    for (const [index, { port }] of endpoints.entries()) {
      if (port === undefined || names.includes(port)) continue;
      yield {
        id: 'link/monitor-port',
        object,
        sentence: `spec.endpoints[${index}].port: found ${show(port)}, which is not a port of its Services${suggestion(port, names)}, allowed are ${listed(new Set(names))}: use one of those`,
      };
    }
  }
}

function* podMonitors(cluster: Cluster): Generator<RuleFinding> {
  for (const monitor of cluster.of('PodMonitor')) {
    const { selector, podMetricsEndpoints } = monitor.content.spec;
    const watched = watchedPods(cluster, monitor);
    const object = monitor.identity;
    if (watched.length === 0) {
      yield {
        id: 'link/monitor',
        object,
        sentence: `spec.selector: found ${show(selector)}, which matches no pods of ${watchedNamespaces(monitor)}, so nothing is scraped: select labels of existing pods`,
      };
      continue;
    }
    const names = watched.flatMap(portsOf).filter((port) => typeof port === 'string');
    for (const [index, { port }] of podMetricsEndpoints.entries()) {
      if (port === undefined || names.includes(port)) continue;
      yield {
        id: 'link/monitor-port',
        object,
        sentence: `spec.podMetricsEndpoints[${index}].port: found ${show(port)}, which is not a port of its pods${suggestion(port, names)}, allowed are ${listed(new Set(names))}: use one of those`,
      };
    }
  }
}
