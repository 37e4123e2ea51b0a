import type { RelabelRule } from './relabel';
import type { ScrapeJob } from './scrape-job';

const copy = (target_label: string, ...source_labels: readonly string[]): RelabelRule => ({
  action: 'replace',
  source_labels,
  target_label,
});

/** What the Kubernetes API says of a pod, under the names that dashboards and alerts go by. */
const POD_LABELS: readonly RelabelRule[] = [
  copy('namespace', '__meta_kubernetes_namespace'),
  copy('pod', '__meta_kubernetes_pod_name'),
  copy('container', '__meta_kubernetes_pod_container_name'),
  copy('node', '__meta_kubernetes_pod_node_name'),
];

export interface PodMetricsProps {
  /** @default "pods" */
  readonly jobName?: string;
  /** Name of the port with metrics; more than one as an expression (RE2). @default "http-metrics" */
  readonly port?: string;
  /** Further rules for the labels of the targets. @default - none */
  readonly relabelConfigs?: readonly RelabelRule[];
}

/**
 * Scrapes every pod with a port of this name, as those of Loki, Mimir and Tempo have it. Its metrics carry
 * `namespace`, `pod` and `container`, and as `job` the namespace and the container, which the dashboards go by.
 */
export const podMetricsJob = ({
  jobName = 'pods',
  port = 'http-metrics',
  relabelConfigs = [],
}: PodMetricsProps = {}): ScrapeJob => ({
  job_name: jobName,
  kubernetes_sd_configs: [{ role: 'pod' }],
  relabel_configs: [
    { action: 'keep', source_labels: ['__meta_kubernetes_pod_container_port_name'], regex: port },
    // What has ended has an address still.
    { action: 'drop', source_labels: ['__meta_kubernetes_pod_phase'], regex: 'Pending|Succeeded|Failed|Completed' },
    ...POD_LABELS,
    { ...copy('job', 'namespace', 'container'), separator: '/' },
    ...relabelConfigs,
  ],
});
