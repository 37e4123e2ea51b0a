import type { WorkloadProps } from '../../lib/constructs/workload/props';
import { intOrString } from '../../lib/values/k8s';
import { restricted } from '../../lib/values/pod-security';
import { PORT } from './config';

// The user "nobody" of the image.
const { pod, container } = restricted({ user: 65534 });

const answers = (path: string) => ({ httpGet: { path, port: intOrString(PORT) }, timeoutSeconds: 10 });

/** Folder of the samples. */
export const DATA = { volume: 'storage', mountPath: '/prometheus' } as const;

export const PROMETHEUS_DEFAULTS: WorkloadProps = {
  podSecurityContext: pod,
  containerSecurityContext: container,
  readinessProbe: { ...answers('/-/ready'), periodSeconds: 5 },
  livenessProbe: { ...answers('/-/healthy'), periodSeconds: 15 },
  // It reads its log of the last hours again before it is ready.
  startupProbe: { ...answers('/-/ready'), periodSeconds: 15, failureThreshold: 60 },
  // It writes samples in memory to disk before it ends.
  terminationGracePeriodSeconds: 300,
  persistence: { claims: [{ size: '8Gi' }] },
  antiAffinity: { hosts: 'preferred', zones: 'none' },
};
