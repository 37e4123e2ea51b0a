import { Construct } from 'constructs';
import { Endpoint } from '../../values/endpoint';
import { Mistakes } from '../../values/errors';
import type { Image } from '../../values/image';
import { type Container, intOrString, type KubeService, type SecurityContext } from '../../values/k8s';
import { bytesOf, type Resources, resourceRequirements, type Size } from '../../values/quantity';
import type { Labels, System } from '../../values/system';
import { show } from '../../values/text';
import { definedOf, mergeProps, overChart } from '../workload/merge';
import type { DataFolder } from '../workload/persistence';
import type { Persistence, WorkloadProps } from '../workload/props';
import { Workload } from '../workload/workload';

/** Exporter of metrics of a memcached. */
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
   * Memory for items, in mebibytes (`-m`). Requests and limits are a fifth higher, for connections and the process.
   * `resources` of the cache overrides them; a memory limit of this size or less is an error.
   * @default - that of memcached, 64; without requests and limits
   */
  readonly memoryMegabytes?: number;
  /**
   * Largest item, such as `32m` (`-I`). Clients of Mimir use it as `max_item_size`; those of Loki and Tempo send
   * items of any size.
   * @default - that of memcached, 1m
   */
  readonly maxItemSize?: `${number}${'k' | 'm'}`;
  /** Concurrent connections (`-c`). @default - that of memcached, 1024 */
  readonly maxConnections?: number;
  /**
   * Keeps items in a file on a volume, so that they outlive a restart (`--memory-file`, Helm's `memcached*.persistence`).
   * A claim has to be larger than `memoryMegabytes`.
   * @default - items are in memory alone
   */
  readonly persistence?: Persistence;
  /** @default false */
  readonly exporter?: MemcachedExporterProps | false;
}

export interface MemcachedConstructProps {
  readonly system: System;
  /** Name of the component, such as `memcached-chunks`. */
  readonly name: string;
  /** Name of the port of its container. @default "http" */
  readonly portName?: string;
  /** Labels of its StatefulSet that differ from those of the component. @default - none */
  readonly controllerLabels?: Labels | undefined;
  readonly exporterImage: Image;
  readonly serviceAccountName: string;
  /** Defaults of the system. */
  readonly defaults: MemcachedProps;
  readonly props: MemcachedProps;
}

const PORT = 11211;
const EXPORTER_PORT = 9150;
/** Name of the port of exporters. */
export const MEMCACHED_METRICS_PORT = 'http-metrics';
const CLIENT_PORT_NAME = 'memcached-client';

/** A memcached; clients discover each pod and distribute the keys among them. */
export class Memcached extends Construct {
  /** The workload of the cache; `ApiObject.of` takes the StatefulSet from it. */
  readonly workload: Workload;
  readonly endpoint: Endpoint;
  /** Address by which clients discover all pods: `dnssrv+` and a name of SRV records. */
  readonly srvAddress: string;
  /** Bytes of the largest item that it takes. */
  readonly maxItemBytes: number;
  /** Name of the component, such as `memcached-chunks`. */
  readonly component: string;
  /** Port of its exporter; without one it has no metrics. */
  readonly metricsPort: string | undefined;

  constructor(scope: Construct, id: string, definition: MemcachedConstructProps) {
    super(scope, id);
    const { system, name, portName = 'http', exporterImage, serviceAccountName, defaults, props } = definition;
    const component = system.component(name);
    const options: MemcachedProps = { ...defaults, ...definedOf(props) };
    const merged = overChart(
      mergeProps(probes(portName), resourcesFor(options), options.persistence ? RESTARTABLE : {}, defaults),
      props,
    );
    const exporter = options.exporter ?? false;
    checkMemory(new Mistakes(`${this.node.path}/workload`), options, merged.resources);
    this.component = name;
    this.metricsPort = exporter ? MEMCACHED_METRICS_PORT : undefined;
    this.workload = new Workload(this, 'workload', {
      component,
      kind: 'StatefulSet',
      main: {
        name: 'memcached',
        args: argsOf(options),
        ports: [{ name: portName, containerPort: PORT, protocol: 'TCP' }],
        volumeMounts: [],
      },
      data: options.persistence && STATE,
      sidecars: exporter
        ? [exporterContainer(system, exporter.image ?? exporterImage, exporter, merged.containerSecurityContext)]
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
      asksKubernetes: false,
      controllerLabels: definition.controllerLabels,
      props: merged,
    });
    this.node.defaultChild = this.workload;
    this.endpoint = new Endpoint({ service: component.objectName, namespace: system.namespace, port: PORT });
    this.maxItemBytes = itemBytes(options.maxItemSize ?? '1m');
    this.srvAddress = `dnssrv+_${CLIENT_PORT_NAME}._tcp.${this.endpoint.fullHost(system.clusterDomain)}`;
  }

  /** The headless Service that clients find the pods by. */
  get service(): KubeService {
    return this.workload.service;
  }
}

function probes(portName: string): WorkloadProps {
  const tcpSocket = { port: intOrString(portName) };
  return {
    readinessProbe: { initialDelaySeconds: 5, tcpSocket, timeoutSeconds: 1 },
    livenessProbe: { initialDelaySeconds: 10, tcpSocket },
  };
}

/** A fifth more, as in the Helm charts, for connections and the process. */
const withOverhead = (memory: number): number => Math.max(memory + 1, Math.round(memory * 1.2));

function resourcesFor({ memoryMegabytes }: MemcachedProps): WorkloadProps {
  if (memoryMegabytes === undefined) return {};
  const memory: Size = `${withOverhead(memoryMegabytes)}Mi`;
  return { resources: { requests: { cpu: '500m', memory }, limits: { memory } } };
}

const MEBIBYTE = 1024 * 1024;
/** Default memory of memcached for items, in mebibytes. */
const OWN_MEMORY = 64;

const itemBytes = (size: NonNullable<MemcachedProps['maxItemSize']>): number =>
  Number(size.slice(0, -1)) * (size.endsWith('m') ? MEBIBYTE : 1024);

/** Folder of items that are restored after a restart. */
const STATE: DataFolder = { volume: 'data', mountPath: '/cache-state' };
const STATE_FILE = `${STATE.mountPath}/memory_file`;

/** memcached restores its items after a restart only if SIGUSR1 made it write them to its file. */
const RESTARTABLE: WorkloadProps = {
  lifecycle: { preStop: { exec: { command: ['/bin/sh', '-ec', '/usr/bin/pkill -10 memcached\nsleep 60s\n'] } } },
};

/** @throws UserError if memcached would be killed, or its disk would be full, before it is full itself */
function checkMemory(
  mistakes: Mistakes,
  { memoryMegabytes: memory, persistence }: MemcachedProps,
  resources: Resources = {},
): void {
  if (memory !== undefined && !(Number.isSafeInteger(memory) && memory >= 1)) {
    mistakes.add('memoryMegabytes', `found ${memory}, allowed is a whole number of at least 1`);
    mistakes.throwIfAny();
  }
  const limit = resources.limits?.memory;
  const items = memory ?? OWN_MEMORY;
  if (limit !== undefined && bytesOf(limit) <= items * MEBIBYTE) {
    mistakes.add(
      'resources.limits.memory',
      `found ${show(limit)}, but items alone may use ${items}Mi (memoryMegabytes), so memcached is OOM-killed before the cache is full: raise the limit to ${withOverhead(items)}Mi, or lower memoryMegabytes`,
    );
  }
  const claims = persistence && 'claims' in persistence ? persistence.claims : [];
  for (const [index, { name = STATE.volume, size }] of claims.entries()) {
    if (name !== STATE.volume || bytesOf(size) > items * MEBIBYTE) continue;
    mistakes.add(
      `persistence.claims[${index}].size`,
      `found ${show(size)}, and the file of items alone takes ${items}Mi (memoryMegabytes), so that the disk is full before memcached is: raise the size to ${withOverhead(items)}Mi, or lower memoryMegabytes`,
    );
  }
  mistakes.throwIfAny();
}

/** Each option with its value is one argument: memcached skips the blank. */
const argsOf = ({ memoryMegabytes, maxItemSize, maxConnections, persistence }: MemcachedProps): string[] => [
  ...(persistence === undefined ? [] : [`--memory-file=${STATE_FILE}`]),
  ...(memoryMegabytes === undefined ? [] : [`-m ${memoryMegabytes}`]),
  ...(maxItemSize === undefined ? [] : [`-I ${maxItemSize}`]),
  ...(maxConnections === undefined ? [] : [`-c ${maxConnections}`]),
];

const exporterContainer = (
  system: System,
  image: Image,
  { resources, containerSecurityContext }: MemcachedExporterProps,
  fallback: SecurityContext | undefined,
): Container => ({
  name: 'exporter',
  image: system.imageReference(image),
  imagePullPolicy: 'IfNotPresent',
  args: [`--memcached.address=localhost:${PORT}`, `--web.listen-address=0.0.0.0:${EXPORTER_PORT}`],
  ports: [{ name: MEMCACHED_METRICS_PORT, containerPort: EXPORTER_PORT, protocol: 'TCP' }],
  securityContext: containerSecurityContext ?? fallback,
  resources: resourceRequirements(resources),
});
