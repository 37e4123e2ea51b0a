import type { WorkloadProps } from '../../lib/constructs/workload/props';
import { intOrString, type PolicyRule, type Probe } from '../../lib/values/k8s';
import { restricted } from '../../lib/values/pod-security';

const READ = ['get', 'watch', 'list'];

/** Permissions of the scrape jobs in the Kubernetes API; kubelets are scraped through `nodes/proxy`. */
export const RULES: readonly PolicyRule[] = [
  {
    apiGroups: [''],
    resources: ['pods', 'namespaces', 'nodes', 'nodes/proxy', 'services', 'endpoints'],
    verbs: READ,
  },
  { nonResourceUrLs: ['/metrics'], verbs: ['get'] },
];

/** The extension `health_check` answers. */
const HEALTHY: Probe = { httpGet: { path: '/', port: intOrString(13133) } };

// The user of the image.
const { pod, container } = restricted({ user: 10001 });

export const OTEL_DEFAULTS: WorkloadProps = {
  command: ['/otelcol-contrib', '--config=/conf/relay.yaml'],
  podSecurityContext: pod,
  containerSecurityContext: container,
  env: {
    MY_POD_IP: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } },
    KUBE_NODE_NAME: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } },
  },
  livenessProbe: HEALTHY,
  readinessProbe: HEALTHY,
};
