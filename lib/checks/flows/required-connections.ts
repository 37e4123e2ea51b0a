import { ANY_PORT } from '../../model/connections/addresses';
import { flowsOf, hostlessStorages } from '../../model/connections/configured-connections';
import { serviceNamed } from '../../model/connections/service-name';
import { COMPONENT } from '../../values/system';
import type { Cluster, Pods } from '../cluster';
import { addressesIn } from '../links/addresses';
import { configuredScrapes } from '../monitoring/scrapes';
import type { ObjectOf } from '../objects';
import { type ReadText, readTexts } from './pod-files';

/** A connection that pods need according to their configuration. */
export interface Flow {
  readonly from: Pods;
  /** Pods that answer, or an address outside of the cluster. */
  readonly to: Pods | { readonly ip?: string };
  readonly port: number;
  readonly protocol: string;
  /** The text that asks for it, and the address in it. */
  readonly read: Pick<ReadText, 'object' | 'at'>;
  readonly address: string;
  /** Purpose of the connection. @default - requests */
  readonly purpose?: 'metrics';
}

/** Host and port in a text, before they are resolved to pods. */
interface Wanted {
  readonly host: string;
  readonly port: number;
  readonly address: string;
  /** @default - all readers */
  readonly component?: string;
}

/** Files of YAML, or without an ending, as the OpenTelemetry Collector has its own. */
const YAML = /(?:\.ya?ml|^[\w-]+)$/;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Every connection that the texts of an environment ask for. */
export function* flowsIn(cluster: Cluster, namespaces: ReadonlySet<string>): Generator<Flow> {
  for (const read of readTexts(cluster)) {
    const config = configOf(cluster, read);
    const wanted = config === undefined ? inText(read, namespaces) : inConfig(config, read.readers);
    for (const { component, ...each } of wanted) {
      for (const from of read.readers) {
        if (component === undefined || from.labels[COMPONENT] === component)
          yield* answered(cluster, namespaces, { from, read, ...each });
      }
    }
  }
  yield* scraped(cluster);
}

/** Connections of Prometheus and collectors to their targets, as far as the ports are known. */
function* scraped(cluster: Cluster): Generator<Flow> {
  for (const { object, key, jobName, scrapers, pods: to, port } of configuredScrapes(cluster)) {
    if (to === undefined || port === undefined) continue;
    const read = { object, at: `data[${key}]` };
    for (const from of scrapers) {
      yield {
        from,
        to,
        port: port.containerPort,
        protocol: 'TCP',
        read,
        address: `the targets of job ${jobName}`,
        purpose: 'metrics',
      };
    }
  }
}

/** A YAML file with keys; undefined for dashboards, which open no connections, and for other languages. */
function configOf(cluster: Cluster, { at, text }: ReadText): object | undefined {
  const config = YAML.test(at) ? cluster.texts.read(text) : undefined;
  return typeof config === 'object' && config !== null ? config : undefined;
}

function inConfig(config: object, readers: readonly Pods[]): Wanted[] {
  const components = readers.flatMap(({ labels }) => labels[COMPONENT] ?? []);
  const stored = hostlessStorages(config).map((host) => ({ ...host, address: `object storage at ${host.host}` }));
  const named = flowsOf(config, components).map(({ host, port, component }) => ({
    host,
    port,
    address: `${host}:${port}`,
    ...(component !== undefined && { component }),
  }));
  return [...stored, ...named];
}

function inText({ at, text }: ReadText, namespaces: ReadonlySet<string>): Wanted[] {
  if (at.endsWith('.json')) return [];
  return addressesIn(text, namespaces).flatMap(({ service, namespace, port, text: address }) =>
    port === undefined
      ? []
      : [{ host: namespace === undefined ? service : `${service}.${namespace}.svc`, port, address }],
  );
}

function* answered(
  cluster: Cluster,
  namespaces: ReadonlySet<string>,
  { host, port, ...flow }: Omit<Wanted, 'component'> & Pick<Flow, 'from' | 'read'>,
): Generator<Flow> {
  if (IPV4.test(host)) {
    yield { ...flow, to: { ip: host }, port, protocol: 'TCP' };
    return;
  }
  const named = serviceNamed(host, {
    own: flow.from.namespace,
    hasNamespace: (namespace) => namespaces.has(namespace),
    hasService: ({ namespace, service }) => cluster.has('Service', namespace, service),
  });
  if (named === undefined) {
    // Only DNS knows the port.
    if (port !== ANY_PORT) yield { ...flow, to: {}, port, protocol: 'TCP' };
    return;
  }
  // Another rule checks that the Service exists; the pods of Services made elsewhere are unknown.
  const service = cluster.find('Service', named.namespace, named.service);
  if (service === undefined) return;
  for (const to of cluster.podsBehind(service)) {
    for (const target of targetPorts(service, port, to)) yield { ...flow, to, ...target };
  }
}

/** Ports of pods behind a port of a Service; of a headless one they are asked for themselves. */
export function targetPorts(
  { content: { spec } }: ObjectOf<'Service'>,
  port: number | string,
  { spec: pod }: Pods,
): Array<{ readonly port: number; readonly protocol: string }> {
  const { ports = [], clusterIP } = spec;
  const open = pod.containers.flatMap((container) => container.ports ?? []);
  const matching = ports.filter((own) => own.port === port || own.name === port);
  if (matching.length === 0 && clusterIP === 'None' && typeof port === 'number' && port > 0) {
    return [{ port, protocol: 'TCP' }];
  }
  return matching.flatMap(({ port: own, targetPort = own, protocol = 'TCP' }) => {
    const number =
      typeof targetPort === 'number' ? targetPort : open.find(({ name }) => name === targetPort)?.containerPort;
    return number === undefined ? [] : [{ port: number, protocol }];
  });
}
