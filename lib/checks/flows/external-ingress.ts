import { listed } from '../../values/text';
import type { RuleFinding } from '../catalog';
import { type Cluster, namespaceOf, type Pods } from '../cluster';
import type { ObjectOf } from '../objects';
import { watchedServices } from '../watched';
import { closedToOthers, type PodEnd, type Policy } from './policy-evaluation';
import { targetPorts } from './required-connections';

/** Ports of a Service that clients outside of the environment reach. */
interface Entry {
  readonly service: ObjectOf<'Service'>;
  /** One of them has to be open: not every port of a Service is for clients. */
  readonly ports: ReadonlyArray<number | string>;
  /** Clients that reach it, for the message. */
  readonly by: string;
  readonly object: string;
  readonly prop: 'ingress' | 'metrics';
}

/** Ports that Ingresses, load balancers and ServiceMonitors lead to are open to others than the pods themselves. */
export function* entered(
  cluster: Cluster,
  { policies, endOf }: { readonly policies: readonly Policy[]; readonly endOf: (pods: Pods) => PodEnd },
): Generator<RuleFinding> {
  for (const { service, ports, by, object, prop } of entriesOf(cluster)) {
    for (const pods of cluster.podsBehind(service)) {
      const targets = ports.flatMap((port) => targetPorts(service, port, pods));
      const closed = targets.map(({ port, protocol }) => closedToOthers(policies, endOf(pods), port, protocol));
      const [first] = closed;
      if (first === undefined || closed.some((each) => each === undefined)) continue;
      const numbers = listed(targets.map(({ port }) => String(port)));
      yield {
        id: 'link/network-policy-flow',
        object,
        sentence: `found port ${numbers} of ${pods.owner.identity}, which ${by} cannot reach: no ingress rule of ${listed(first.map(({ identity }) => identity))} allows peers other than the pods of the installation: allow the clients with networkPolicy.${prop} of the chart, or with your own policy`,
      };
    }
  }
}

function* entriesOf(cluster: Cluster): Generator<Entry> {
  for (const monitor of cluster.of('ServiceMonitor')) {
    for (const service of watchedServices(cluster, monitor)) {
      for (const { port } of monitor.content.spec.endpoints) {
        if (port === undefined) continue;
        yield {
          service,
          ports: [port],
          by: 'the Prometheus that scrapes it',
          object: monitor.identity,
          prop: 'metrics',
        };
      }
    }
  }
  for (const ingress of cluster.of('Ingress')) {
    for (const { http } of ingress.content.spec.rules ?? []) {
      for (const { backend } of http?.paths ?? []) {
        const { name, port } = backend.service ?? {};
        const service = name === undefined ? undefined : cluster.find('Service', namespaceOf(ingress), name);
        const number = port?.number ?? port?.name;
        if (service === undefined || number === undefined) continue;
        yield { service, ports: [number], by: 'the Ingress controller', object: ingress.identity, prop: 'ingress' };
      }
    }
  }
  for (const route of cluster.of('HTTPRoute')) {
    for (const { name, port, namespace = namespaceOf(route) } of (route.content.spec.rules ?? []).flatMap(
      ({ backendRefs = [] }) => backendRefs,
    )) {
      const service = cluster.find('Service', namespace, name);
      if (service === undefined || port === undefined) continue;
      yield { service, ports: [port], by: 'the Gateway', object: route.identity, prop: 'ingress' };
    }
  }
  for (const service of cluster.of('Service')) {
    const { type, ports = [] } = service.content.spec;
    if (type !== 'LoadBalancer' && type !== 'NodePort') continue;
    const numbers = ports.map(({ port }) => port);
    yield { service, ports: numbers, by: `clients of the ${type}`, object: service.identity, prop: 'ingress' };
  }
}
