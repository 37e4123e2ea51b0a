import type { Entries } from './entry';

/** Findings about the availability of workloads, in a ring or not. */
export const AVAILABILITY = {
  'availability/no-replicas': {
    severity: 'error',
    found: 'a workload that others need has 0 replicas and no autoscaler',
    ignored: 'Requests to it fail: the Service has no endpoints ("connection refused", 502 of nginx).',
    fix: 'Set at least 1 replica, or remove the workload and what refers to it.',
  },
  'availability/missing-role': {
    severity: 'error',
    found: 'Loki, Mimir or Tempo runs without a role that its writes or queries need',
    ignored: 'Every write or query fails: "empty ring", "no such host".',
    fix: 'Run the role, or accept the finding if it runs elsewhere.',
  },
  'availability/drain-blocked': {
    severity: 'warning',
    found: 'a disruption budget never allows an eviction, with the replicas or the minimum of the autoscaler',
    ignored: '`kubectl drain` waits for ever: "Cannot evict pod as it would violate the pod\'s disruption budget".',
    fix: 'Set `maxUnavailable: 1`, or raise the replicas.',
  },
  'availability/rollout': {
    severity: 'warning',
    found: 'a rollout stops all pods of a workload with several replicas at the same time',
    ignored: 'Each rollout is an outage.',
    fix: 'Use `RollingUpdate` with fewer unavailable pods.',
  },
  'availability/unschedulable': {
    severity: 'error',
    found:
      'required anti-affinity allows one pod for each node or zone, and the node selector leaves fewer of them than replicas',
    ignored: 'Pods stay Pending: "node(s) didn\'t match pod anti-affinity rules".',
    fix: 'Remove the node selector, prefer anti-affinity instead of requiring it, or lower the replicas.',
  },
} as const satisfies Entries;
