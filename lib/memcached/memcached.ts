import { Construct } from 'constructs';
import { Endpoint } from '../endpoint';
import { type Image, imageReference } from '../image';
import { type Container, intOrString, type SecurityContext } from '../k8s';
import { type Resources, resourceRequirements, type Size } from '../quantity';
import type { System } from '../system';
import { definedOf, mergeProps } from '../workload/merge';
import type { WorkloadProps } from '../workload/props';
import { Workload } from '../workload/workload';

/** What tells Prometheus how a memcached does. */
export interface MemcachedExporterProps {
  /** @default - that of `versions.ts` */
  readonly image?: Image;
  /** @default - none */
  readonly resources?: Resources;
  /** @default - that of the memcached */
  readonly containerSecurityContext?: SecurityContext;
}

export interface MemcachedProps extends WorkloadProps {
  /**
   * Memory for items, in megabytes (`-m`). Requests and limits follow: a fifth more, for connections and the process.
   * @default - that of memcached, 64; without requests and limits
   */
  readonly memoryMegabytes?: number;
  /** Largest item, such as `32m` (`-I`). @default - that of memcached, 1m */
  readonly maxItemSize?: `${number}${'k' | 'm'}`;
  /** Connections at a time (`-c`). @default - that of memcached, 1024 */
  readonly maxConnections?: number;
  /** @default false */
  readonly exporter?: MemcachedExporterProps | false;
}

export interface MemcachedConstructProps {
  readonly system: System;
  /** Name of the component, such as `memcached-chunks`. */
  readonly name: string;
  /** Name of the port of its container. @default "http" */
  readonly portName?: string;
  readonly exporterImage: Image;
  readonly serviceAccountName: string;
  /** What the system says where its user does not. */
  readonly defaults: MemcachedProps;
  readonly props: MemcachedProps;
}

const PORT = 11211;
const EXPORTER_PORT = 9150;
/** Name of the port of exporters. */
export const MEMCACHED_METRICS_PORT = 'http-metrics';
const CLIENT_PORT_NAME = 'memcached-client';

/** A memcached, whose pods clients find one by one and share the keys among. */
export class Memcached extends Construct {
  readonly endpoint: Endpoint;
  /** What a client resolves to find all pods: `dnssrv+` and a name of SRV records. */
  readonly srvAddress: string;
  /** Name of the component, such as `memcached-chunks`. */
  readonly component: string;
  /** Port of its exporter; without one it has no metrics. */
  readonly metricsPort: string | undefined;

  constructor(scope: Construct, id: string, definition: MemcachedConstructProps) {
    super(scope, id);
    const { system, name, portName = 'http', exporterImage, serviceAccountName, defaults, props } = definition;
    const component = system.component(name);
    const options: MemcachedProps = { ...defaults, ...definedOf(props) };
    const merged = mergeProps(probes(portName), resourcesFor(options), defaults, props);
    const exporter = options.exporter ?? false;
    this.component = name;
    this.metricsPort = exporter ? MEMCACHED_METRICS_PORT : undefined;
    new Workload(this, 'workload', {
      component,
      kind: 'StatefulSet',
      main: {
        name: 'memcached',
        args: argsOf(options),
        ports: [{ name: portName, containerPort: PORT, protocol: 'TCP' }],
        volumeMounts: [],
      },
      sidecars: exporter
        ? [exporterContainer(exporter.image ?? exporterImage, exporter, merged.containerSecurityContext)]
        : [],
      services: [
        {
          headless: true,
          ports: [
            { name: CLIENT_PORT_NAME, port: PORT, targetPort: portName },
            // Without an exporter, nothing would answer.
            ...(exporter ? [{ name: MEMCACHED_METRICS_PORT, port: EXPORTER_PORT }] : []),
          ],
        },
      ],
      serviceAccountName,
      props: merged,
    });
    this.endpoint = new Endpoint({ service: component.objectName, namespace: system.namespace, port: PORT });
    this.srvAddress = `dnssrv+_${CLIENT_PORT_NAME}._tcp.${this.endpoint.fullHost(system.clusterDomain)}`;
  }
}

function probes(portName: string): WorkloadProps {
  const tcpSocket = { port: intOrString(portName) };
  return {
    readinessProbe: { initialDelaySeconds: 5, tcpSocket, timeoutSeconds: 1 },
    livenessProbe: { initialDelaySeconds: 10, tcpSocket },
  };
}

function resourcesFor({ memoryMegabytes }: MemcachedProps): WorkloadProps {
  if (memoryMegabytes === undefined) return {};
  const memory: Size = `${Math.ceil(memoryMegabytes * 1.2)}Mi`;
  return { resources: { requests: { cpu: '500m', memory }, limits: { memory } } };
}

/** Each option with its value is one argument: memcached skips the blank. */
const argsOf = ({ memoryMegabytes, maxItemSize, maxConnections }: MemcachedProps): string[] => [
  ...(memoryMegabytes === undefined ? [] : [`-m ${memoryMegabytes}`]),
  ...(maxItemSize === undefined ? [] : [`-I ${maxItemSize}`]),
  ...(maxConnections === undefined ? [] : [`-c ${maxConnections}`]),
];

const exporterContainer = (
  image: Image,
  { resources, containerSecurityContext }: MemcachedExporterProps,
  fallback: SecurityContext | undefined,
): Container => ({
  name: 'exporter',
  image: imageReference(image),
  imagePullPolicy: 'IfNotPresent',
  args: [`--memcached.address=localhost:${PORT}`, `--web.listen-address=0.0.0.0:${EXPORTER_PORT}`],
  ports: [{ name: MEMCACHED_METRICS_PORT, containerPort: EXPORTER_PORT, protocol: 'TCP' }],
  securityContext: containerSecurityContext ?? fallback,
  resources: resourceRequirements(resources),
});
