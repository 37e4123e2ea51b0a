import type { WorkloadProps } from '../../lib/constructs/workload/props';
import { intOrString, type Probe } from '../../lib/values/k8s';
import { restricted } from '../../lib/values/pod-security';

const probe = (initialDelaySeconds: number): Probe => ({
  initialDelaySeconds,
  httpGet: { path: '/ready', port: intOrString('http') },
});

const secured = (user: number): WorkloadProps => {
  const { pod, container } = restricted({ user });
  return { podSecurityContext: pod, containerSecurityContext: container };
};

/** Defaults of all pods of an installation. */
const COMMON: WorkloadProps = {
  revisionHistoryLimit: 10,
  terminationGracePeriodSeconds: 30,
  updateStrategy: { rollingUpdate: { partition: 0 } },
};

/** The roles, which run as the user of Loki's image. */
export const LOKI_DEFAULTS: WorkloadProps = {
  ...COMMON,
  ...secured(10001),
  // One pod at a time leaves, and none comes first: two of them may not share a node.
  strategy: { rollingUpdate: { maxSurge: intOrString(0), maxUnavailable: intOrString(1) } },
  readinessProbe: { ...probe(30), timeoutSeconds: 1 },
  livenessProbe: probe(300),
};

export const NGINX_DEFAULTS: WorkloadProps = { ...COMMON, ...secured(101), strategy: { type: 'RollingUpdate' } };

export const MEMCACHED_DEFAULTS: WorkloadProps = { ...COMMON, ...secured(11211) };
