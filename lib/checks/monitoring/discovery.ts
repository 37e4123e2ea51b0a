import type { KubernetesRole } from '../../model/relabel/relabel';
import type { Labels } from '../../values/system';
import { type Cluster, namespaceOf, type Pods } from '../cluster';
import type { ContainerSpec, ObjectOf, PortSpec } from '../objects';
import { oncePerCluster } from '../once';

/** Stands for the one node on which everything runs: which node a pod is on, no manifest says. */
export const NODE = 'node';

const knownTargets = oncePerCluster(() => new Map<KubernetesRole, readonly Labels[]>());

/** Targets that the Kubernetes API shows for a role, with the labels that relabeling starts from. */
export function discovered(cluster: Cluster, role: KubernetesRole): readonly Labels[] {
  const known = knownTargets(cluster);
  const found = known.get(role) ?? targetsOf(cluster, role);
  known.set(role, found);
  return found;
}

function targetsOf(cluster: Cluster, role: KubernetesRole): Labels[] {
  switch (role) {
    case 'pod':
      return cluster.pods.flatMap((pods, index) => podTargets(pods, index));
    case 'endpoints':
    case 'endpointslice':
      return cluster.of('Service').flatMap((service) => endpointTargets(cluster, service, role));
    case 'service':
      return cluster.of('Service').flatMap(serviceTargets);
    case 'node':
      return [{ __address__: `${NODE}:10250`, __meta_kubernetes_node_name: NODE, instance: NODE }];
    case 'ingress':
      return [];
  }
}

/** Stands for the address of a pod, which only a cluster knows. */
export const addressOf = (index: number, port?: number): string =>
  `pod-${index}.pods.invalid${port === undefined ? '' : `:${port}`}`;

/** The pods of such an address. */
export function podsAt(cluster: Cluster, host: string): Pods | undefined {
  const [, index] = /^pod-(\d+)\.pods\.invalid$/.exec(host) ?? [];
  return index === undefined ? undefined : cluster.pods[Number(index)];
}

const META = '__meta_kubernetes_';

/** Names of labels of Prometheus have letters, digits and `_` only. */
const sanitized = (name: string): string => name.replaceAll(/\W/g, '_');

function metadata(kind: string, labels: Labels = {}, annotations: Labels = {}): Labels {
  const found: Record<string, string> = {};
  for (const [what, entries] of Object.entries({ label: labels, annotation: annotations })) {
    for (const [key, value] of Object.entries(entries)) {
      const name = sanitized(key);
      found[`${META}${kind}_${what}_${name}`] = value;
      found[`${META}${kind}_${what}present_${name}`] = 'true';
    }
  }
  return found;
}

const knownLabels = new WeakMap<Pods, Labels>();

/** Labels of pods, which each Service that leads to them uses again. */
function podLabels(pods: Pods): Labels {
  const labels = knownLabels.get(pods) ?? labelsOfPods(pods);
  knownLabels.set(pods, labels);
  return labels;
}

const labelsOfPods = ({ owner, namespace, labels, workload }: Pods): Labels => ({
  [`${META}namespace`]: namespace,
  [`${META}pod_name`]: owner.content.metadata.name,
  [`${META}pod_controller_kind`]: owner.content.kind,
  [`${META}pod_controller_name`]: owner.content.metadata.name,
  [`${META}pod_node_name`]: NODE,
  [`${META}pod_phase`]: 'Running',
  [`${META}pod_ready`]: 'true',
  ...metadata('pod', labels, workload?.template.metadata?.annotations ?? owner.content.metadata.annotations),
});

const containerLabels = ({ name, image = '' }: ContainerSpec, port?: PortSpec): Labels => ({
  [`${META}pod_container_name`]: name,
  [`${META}pod_container_image`]: image,
  ...(port && {
    [`${META}pod_container_port_name`]: port.name ?? '',
    [`${META}pod_container_port_number`]: String(port.containerPort),
  }),
});

/** One for each port, or one for a container without any. */
function podTargets(pods: Pods, index: number): Labels[] {
  const common = podLabels(pods);
  return pods.spec.containers.flatMap((container) => {
    const ports = container.ports ?? [];
    return (ports.length === 0 ? [undefined] : ports).map((port) => ({
      ...common,
      ...containerLabels(container, port),
      __address__: addressOf(index, port?.containerPort),
    }));
  });
}

const serviceLabels = (service: ObjectOf<'Service'>): Labels => ({
  [`${META}namespace`]: namespaceOf(service),
  [`${META}service_name`]: service.content.metadata.name,
  ...metadata('service', service.content.metadata.labels, service.content.metadata.annotations),
});

/** The port of the pods that a port of a Service leads to, and the container that has it. */
export function targetOf(
  pods: Pods,
  { port, targetPort = port }: { readonly port: number; readonly targetPort?: number | string },
): { readonly container?: ContainerSpec; readonly number?: number; readonly port?: PortSpec } {
  for (const container of pods.spec.containers) {
    const found = container.ports?.find(
      ({ name, containerPort }) => targetPort === (typeof targetPort === 'string' ? name : containerPort),
    );
    if (found) return { container, number: found.containerPort, port: found };
  }
  return typeof targetPort === 'number' ? { number: targetPort } : {};
}

/** One for each port of a Service and each workload behind it. */
function endpointTargets(
  cluster: Cluster,
  service: ObjectOf<'Service'>,
  role: 'endpoints' | 'endpointslice',
): Labels[] {
  const common = serviceLabels(service);
  return cluster.podsBehind(service).flatMap((pods) =>
    (service.content.spec.ports ?? []).map((port) => {
      const { container, number, port: containerPort } = targetOf(pods, port);
      return {
        ...common,
        ...podLabels(pods),
        ...(container && containerLabels(container, containerPort)),
        [`${META}${role === 'endpoints' ? 'endpoint' : 'endpointslice'}_port_name`]: port.name ?? '',
        [`${META}endpoint_node_name`]: NODE,
        [`${META}endpoint_ready`]: 'true',
        __address__: addressOf(cluster.pods.indexOf(pods), number),
      };
    }),
  );
}

function serviceTargets(service: ObjectOf<'Service'>): Labels[] {
  const common = serviceLabels(service);
  const host = `${service.content.metadata.name}.${namespaceOf(service)}.svc`;
  return (service.content.spec.ports ?? []).map(({ name = '', port }) => ({
    ...common,
    [`${META}service_port_name`]: name,
    [`${META}service_port_number`]: String(port),
    __address__: `${host}:${port}`,
  }));
}
