import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { createCollector } from '../lib/constructs/collect/daemon';
import type { CollectorProps } from '../lib/constructs/collect/props';
import type { ScrapeJob } from '../lib/constructs/collect/scrape-job';
import { systemOf } from '../lib/constructs/microservice/props';
import type { WorkloadProps } from '../lib/constructs/workload/props';
import { intOrString, type Volume, type VolumeMount } from '../lib/values/k8s';
import { restricted } from '../lib/values/pod-security';
import { type System, SystemComponent } from '../lib/values/system';
import { maintained } from '../versions';

export interface NodeExporterProps extends Omit<CollectorProps, 'rules'> {
  /** Port of the metrics, on the node too. @default 9100 */
  readonly port?: number;
  /** Whether it uses the host network, so that it sees the network devices of the node. @default true */
  readonly hostNetwork?: boolean;
  /** Whether it uses the process namespace of the host (`hostPID`). @default false */
  readonly hostPid?: boolean;
}

const METRICS = 'metrics';

/** Folders of the node, below which nothing is written. */
const FOLDERS = [
  { name: 'proc', path: '/proc', mountPath: '/host/proc' },
  { name: 'sys', path: '/sys', mountPath: '/host/sys' },
  { name: 'root', path: '/', mountPath: '/host/root' },
] as const;

const VOLUMES: readonly Volume[] = FOLDERS.map(({ name, path }) => ({ name, hostPath: { path } }));
const MOUNTS: readonly VolumeMount[] = FOLDERS.map(({ name, mountPath }) => ({
  name,
  mountPath,
  readOnly: true,
  // Disks that are mounted after the pod has started are seen too.
  ...(name === 'root' && { mountPropagation: 'HostToContainer' }),
}));

/** Mount points and devices of containers and of the kernel, which are ignored. */
const NOT_DISKS = {
  mountPoints: '^/(dev|proc|sys|run/containerd/.+|var/lib/docker/.+|var/lib/kubelet/.+)($|/)',
  devices: '^(veth|cali|lxc|cilium|docker|cni).*',
};

const { pod, container } = restricted({ user: 65534 });
const healthy = { httpGet: { path: '/', port: intOrString(METRICS) } };

const DEFAULTS: WorkloadProps = {
  podSecurityContext: pod,
  containerSecurityContext: container,
  // A node that takes no other pods is a node all the same.
  tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }],
  livenessProbe: healthy,
  readinessProbe: healthy,
  enableServiceLinks: false,
};

/**
 * node-exporter on every node: processor, memory, disks and network of the machine.
 *
 * Its pods use folders, and the network, of their node, which namespaces under the Pod Security Standards "baseline"
 * and "restricted" reject.
 *
 * @throws UserError that names each invalid prop
 */
export class NodeExporter extends Chart {
  private readonly system: System;

  constructor(scope: Construct, id: string, props: NodeExporterProps) {
    super(scope, id, { namespace: props.namespace });
    const { image = maintained.nodeExporter, port = 9100, hostNetwork = true, hostPid = false } = props;
    this.system = systemOf(props, {
      app: 'node-exporter',
      release: 'node-exporter',
      version: image.tag ?? 'latest',
    });
    const { name, labels } = this.system.names;
    createCollector(this, {
      component: new SystemComponent(this.system, 'node-exporter', name, this.system.selector, labels),
      main: {
        name: 'node-exporter',
        args: [
          '--path.procfs=/host/proc',
          '--path.sysfs=/host/sys',
          '--path.rootfs=/host/root',
          `--web.listen-address=:${port}`,
          `--collector.filesystem.mount-points-exclude=${NOT_DISKS.mountPoints}`,
          `--collector.netclass.ignored-devices=${NOT_DISKS.devices}`,
          `--collector.netdev.device-exclude=${NOT_DISKS.devices}`,
        ],
        ports: [{ name: METRICS, containerPort: port, protocol: 'TCP', ...(hostNetwork && { hostPort: port }) }],
        volumeMounts: MOUNTS,
      },
      volumes: VOLUMES,
      metrics: { name: METRICS, port },
      pod: { hostNetwork, hostPid, automountServiceAccountToken: false },
      defaults: { ...DEFAULTS, image },
      props,
    });
  }

  /** Has all of its pods scraped, each by the name of its node. */
  scrapeJob(): ScrapeJob {
    const { selector, namespace } = this.system;
    const label = Object.entries(selector)
      .map(([key, value]) => `${key}=${value}`)
      .join(',');
    return {
      job_name: 'node-exporter',
      kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: [namespace] }, selectors: [{ role: 'pod', label }] }],
      relabel_configs: [
        { action: 'keep', source_labels: ['__meta_kubernetes_pod_container_port_name'], regex: METRICS },
        { action: 'replace', source_labels: ['__meta_kubernetes_pod_node_name'], target_label: 'instance' },
      ],
    };
  }
}
