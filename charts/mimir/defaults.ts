import type { WorkloadProps } from '../../lib/constructs/workload/props';
import { intOrString } from '../../lib/values/k8s';
import { restricted } from '../../lib/values/pod-security';

const { pod, container } = restricted({ user: 10001 });

/** Defaults of all pods of an installation. */
const COMMON: WorkloadProps = {
  podSecurityContext: pod,
  containerSecurityContext: container,
  // Pods may share a node; they are only spread.
  antiAffinity: { hosts: 'none', zones: 'none' },
  disruptionBudget: { maxUnavailable: 1 },
  topologySpread: [{ topologyKey: 'kubernetes.io/hostname' }],
};

export const MIMIR_DEFAULTS: WorkloadProps = { ...COMMON, updateStrategy: { type: 'RollingUpdate' } };

export const NGINX_DEFAULTS: WorkloadProps = {
  ...COMMON,
  terminationGracePeriodSeconds: 30,
  livenessProbe: false,
  strategy: {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: intOrString('15%'), maxUnavailable: intOrString(0) },
  },
};

const memcached = restricted({ user: 11211 });

export const MEMCACHED_DEFAULTS: WorkloadProps = {
  ...COMMON,
  podSecurityContext: memcached.pod,
  containerSecurityContext: memcached.container,
  updateStrategy: { type: 'RollingUpdate' },
  podManagementPolicy: 'Parallel',
  terminationGracePeriodSeconds: 60,
  extraArgs: ['--extended=modern,track_sizes', '-v', '-u 11211'],
};
