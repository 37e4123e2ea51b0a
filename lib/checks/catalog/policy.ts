import type { Entries } from './entry';

/** Findings about bad practices. */
export const POLICY = {
  'policy/image-tag': {
    severity: 'warning',
    found: 'an image has no tag or the tag `latest`, and no digest',
    ignored: 'Pods of one workload run different versions after a restart.',
    fix: 'Pin a version or a digest.',
  },
  'policy/resources': {
    severity: 'warning',
    found: 'a container has no requests and no limits',
    ignored: 'It is evicted first when the node runs out of memory.',
    fix: 'Set requests.',
  },
  'policy/probes': {
    severity: 'warning',
    found: 'a pod has no readiness or liveness probe',
    ignored: 'Requests are sent to containers that cannot answer.',
    fix: 'Add a readiness probe.',
  },
  'policy/root': {
    severity: 'warning',
    found: 'a container may run as root',
    ignored: 'Who breaks out of the container is root on the node.',
    fix: 'Set `runAsNonRoot: true`.',
  },
  'policy/writable-root': {
    severity: 'warning',
    found: 'a container may write to its root file system',
    ignored: 'An attacker can replace programs in the container.',
    fix: 'Set `readOnlyRootFilesystem: true`, and mount volumes at the folders that the program writes to.',
  },
  'policy/budget': {
    severity: 'warning',
    found: 'several pods have no disruption budget',
    ignored: 'A drain of nodes may evict all of them at the same time.',
    fix: 'Add a PodDisruptionBudget.',
  },
  'policy/ingress-tls': {
    severity: 'warning',
    found: 'an Ingress has no TLS',
    ignored: 'Passwords and data are sent in plain text.',
    fix: 'Set the hosts and the Secret of a certificate.',
  },
} as const satisfies Entries;
