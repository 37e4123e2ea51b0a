import type { ScrapeJob } from '../../lib/constructs/collect/scrape-job';
import type { RelabelRule } from '../../lib/model/relabel/relabel';

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Each collector keeps only targets of its own node; otherwise each node would scrape all targets.
 * @param label of the target that names its node
 */
export const onOwnNode = (label = '__meta_kubernetes_pod_node_name'): RelabelRule => ({
  action: 'keep',
  regex: '$KUBE_NODE_NAME',
  source_labels: [label],
});

/** Metrics of the kubelet of the node, through the API server. */
const node = (name: string, path: string): ScrapeJob => ({
  job_name: name,
  bearer_token_file: `${ACCOUNT}/token`,
  scheme: 'https',
  tls_config: { ca_file: `${ACCOUNT}/ca.crt`, insecure_skip_verify: true },
  kubernetes_sd_configs: [{ role: 'node' }],
  relabel_configs: [
    { action: 'labelmap', regex: '__meta_kubernetes_node_label_(.+)' },
    { replacement: 'kubernetes.default.svc:443', target_label: '__address__' },
    {
      source_labels: ['__meta_kubernetes_node_name'],
      regex: '(.+)',
      replacement: `/api/v1/nodes/$$1/proxy${path}`,
      target_label: '__metrics_path__',
    },
    onOwnNode('__meta_kubernetes_node_name'),
  ],
});

const copy = (source: string, target: string): RelabelRule => ({
  action: 'replace',
  source_labels: [source],
  target_label: target,
});

/** Pods with the annotation `prometheus.io/scrape: "true"`, on the pod or on its Service. */
const annotated = (kind: 'pod' | 'service'): RelabelRule[] => {
  const annotation = (name: string): string => `__meta_kubernetes_${kind}_annotation_prometheus_io_${name}`;
  return [
    { action: 'keep', regex: true, source_labels: [annotation('scrape')] },
    { ...copy(annotation('scheme'), '__scheme__'), regex: '(https?)' },
    { ...copy(annotation('path'), '__metrics_path__'), regex: '(.+)' },
    {
      action: 'replace',
      regex: '([^:]+)(?::\\d+)?;(\\d+)',
      replacement: '$$1:$$2',
      source_labels: ['__address__', annotation('port')],
      target_label: '__address__',
    },
    { action: 'labelmap', regex: `${annotation('param')}_(.+)`, replacement: '__param_$$1' },
    { action: 'labelmap', regex: `__meta_kubernetes_${kind}_label_(.+)` },
    copy('__meta_kubernetes_namespace', 'kubernetes_namespace'),
  ];
};

/** Default scrape jobs. */
export const SCRAPE_JOBS: readonly ScrapeJob[] = [
  node('kubernetes-nodes-cadvisor', '/metrics/cadvisor'),
  node('kubernetes-nodes', '/metrics'),
  {
    job_name: 'kubernetes-service-endpoints',
    kubernetes_sd_configs: [{ role: 'endpoints' }],
    relabel_configs: [
      ...annotated('service'),
      copy('__meta_kubernetes_service_name', 'kubernetes_name'),
      copy('__meta_kubernetes_pod_node_name', 'kubernetes_node'),
      onOwnNode('__meta_kubernetes_endpoint_node_name'),
    ],
  },
  {
    job_name: 'kubernetes-pods',
    kubernetes_sd_configs: [{ role: 'pod' }],
    relabel_configs: [
      ...annotated('pod'),
      copy('__meta_kubernetes_pod_name', 'kubernetes_pod_name'),
      { action: 'drop', regex: 'Pending|Succeeded|Failed|Completed', source_labels: ['__meta_kubernetes_pod_phase'] },
      onOwnNode(),
    ],
  },
];
