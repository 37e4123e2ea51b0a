import type { RelabelRule } from '../../model/relabel/relabel';
import type { ScrapeJob } from './scrape-job';

const copy = (target_label: string, ...source_labels: readonly string[]): RelabelRule => ({
  action: 'replace',
  source_labels,
  target_label,
});

const CONTAINER = '__meta_kubernetes_pod_container_name';
const COMPONENT = '__meta_kubernetes_pod_label_app_kubernetes_io_component';

/** Kubernetes metadata of a pod, as the labels that dashboards and alerts use. */
const POD_LABELS: readonly RelabelRule[] = [
  copy('namespace', '__meta_kubernetes_namespace'),
  copy('pod', '__meta_kubernetes_pod_name'),
  copy('container', CONTAINER),
  copy('node', '__meta_kubernetes_pod_node_name'),
];

/** Ports of pods that serve metrics, by names. Both are expressions (RE2). */
export interface MetricsPort {
  /** Name of the port, such as `http-metrics`. */
  readonly port: string;
  /** Name of the container, where others have a port of this name without metrics. @default - any */
  readonly container?: string;
}

/** Containers of Loki's roles; their port is called `http`, as that of nginx and of many others is. */
const LOKI_CONTAINERS = [
  'distributor',
  'ingester',
  'querier',
  'query-frontend',
  'query-scheduler',
  'ruler',
  'compactor',
  'index-gateway',
  'table-manager',
];

/** Ports of Loki, Mimir and Tempo, and of the exporters of their caches. */
export const METRICS_PORTS: readonly MetricsPort[] = [
  { port: 'http-metrics' },
  { port: 'http', container: LOKI_CONTAINERS.join('|') },
];

/** Programs without metrics that may have a port of such a name: Tempo's chart calls that of nginx `http-metrics`. */
const WITHOUT_METRICS = 'nginx';

export interface PodMetricsProps {
  /** @default "pods" */
  readonly jobName?: string;
  /** Ports to scrape. @default - `METRICS_PORTS`, those of Loki, Mimir, Tempo and the exporters of their caches */
  readonly ports?: readonly MetricsPort[];
  /** Further rules for the labels of the targets. @default - none */
  readonly relabelConfigs?: readonly RelabelRule[];
}

/**
 * Scrapes pods by the names of their ports and containers. Metrics carry `namespace`, `pod` and `container`, and as
 * `job` the namespace and the component (label `app.kubernetes.io/component`), or else the container, as the
 * ServiceMonitors of the charts have it.
 */
export const podMetricsJob = ({
  jobName = 'pods',
  ports = METRICS_PORTS,
  relabelConfigs = [],
}: PodMetricsProps = {}): ScrapeJob => ({
  job_name: jobName,
  kubernetes_sd_configs: [{ role: 'pod' }],
  relabel_configs: [
    {
      action: 'keep',
      source_labels: ['__meta_kubernetes_pod_container_port_name', CONTAINER],
      regex: ports.map(({ port, container = '.+' }) => `(${port});(${container})`).join('|'),
    },
    { action: 'drop', source_labels: [CONTAINER], regex: WITHOUT_METRICS },
    // Pods that have ended still have an address.
    { action: 'drop', source_labels: ['__meta_kubernetes_pod_phase'], regex: 'Pending|Succeeded|Failed|Completed' },
    ...POD_LABELS,
    { ...copy('job', 'namespace', 'container'), separator: '/' },
    { ...copy('job', 'namespace', COMPONENT), separator: '/', regex: '([^/]+/.+)' },
    ...relabelConfigs,
  ],
});
