import { CONTROL_PLANE } from '../../lib/collect/daemon';
import { intOrString, type PolicyRule } from '../../lib/k8s';
import type { WorkloadProps } from '../../lib/workload/props';

/** The discovery of pods asks for pods, and for nothing else. */
export const RULES: readonly PolicyRule[] = [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }];

/** Port of the user interface, the metrics and the probe. */
export const HTTP_PORT = 12345;

/** Folder of the node in which positions outlive the pod. */
export const DATA_FOLDER = '/var/lib/alloy';

export const ALLOY_DEFAULTS: WorkloadProps = {
  enableServiceLinks: false,
  tolerations: CONTROL_PLANE,
  // The kubelet has log files belong to root and be read by nobody else, and without capabilities even root reads
  // its own files alone: any other user would find the folder, and not one line. The rest is as "restricted" asks.
  podSecurityContext: { runAsUser: 0, runAsGroup: 0, seccompProfile: { type: 'RuntimeDefault' } },
  containerSecurityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
  },
  env: { HOSTNAME: { fieldRef: { fieldPath: 'spec.nodeName' } } },
  readinessProbe: {
    httpGet: { path: '/-/ready', port: intOrString('http-metrics') },
    initialDelaySeconds: 10,
    timeoutSeconds: 1,
  },
};
