import type { WorkloadProps } from '../../lib/constructs/workload/props';
import { restricted } from '../../lib/values/pod-security';

const { pod, container } = restricted({ user: 472 });

/** Defaults of Grafana's pods. */
export const GRAFANA_DEFAULTS: WorkloadProps = {
  podSecurityContext: {
    fsGroup: pod.fsGroup,
    runAsGroup: pod.runAsGroup,
    runAsNonRoot: true,
    runAsUser: pod.runAsUser,
  },
  containerSecurityContext: { ...container, seccompProfile: pod.seccompProfile },
  enableServiceLinks: true,
  revisionHistoryLimit: 10,
  strategy: { type: 'RollingUpdate' },
  updateStrategy: { type: 'RollingUpdate' },
  podAnnotations: { 'kubectl.kubernetes.io/default-container': 'grafana' },
  antiAffinity: { hosts: 'none', zones: 'none' },
};
