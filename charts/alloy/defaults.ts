import { LOG_READER } from '../../lib/constructs/collect/daemon';
import type { WorkloadProps } from '../../lib/constructs/workload/props';
import { intOrString, type PolicyRule } from '../../lib/values/k8s';

/** Permissions of the discovery of pods: pods only. */
export const RULES: readonly PolicyRule[] = [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }];

/** Port of the user interface, the metrics and the probe. */
export const HTTP_PORT = 12345;

/** Folder of the node in which positions outlive the pod. */
export const DATA_FOLDER = '/var/lib/alloy';

export const ALLOY_DEFAULTS: WorkloadProps = {
  ...LOG_READER,
  enableServiceLinks: false,
  // Root, as reading asks for; the rest is as "restricted" asks.
  podSecurityContext: { ...LOG_READER.podSecurityContext, seccompProfile: { type: 'RuntimeDefault' } },
  readinessProbe: {
    httpGet: { path: '/-/ready', port: intOrString('http-metrics') },
    initialDelaySeconds: 10,
    timeoutSeconds: 1,
  },
};
