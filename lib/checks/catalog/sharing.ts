import type { Entries } from './entry';

/** Findings about things that only one installation, workload or object may have. */
export const SHARING = {
  'sharing/bucket': {
    severity: 'error',
    found: 'two installations keep their data at the same place: bucket and prefix, and the index prefix of Loki',
    ignored:
      'The compactors of both delete and merge blocks and indexes of the other one: data is lost. Mimir and Tempo take folders of others for tenants.',
    fix: 'Use a bucket, or a prefix where the system has one, for each installation.',
  },
  'sharing/ring-store': {
    severity: 'error',
    found: 'two installations keep their rings under the same prefix of one Consul or etcd',
    ignored: 'The members of both are in one ring: writes of one system go to the other one, and fail.',
    fix: 'Set a prefix for each `Ring`.',
  },
  'sharing/selector': {
    severity: 'error',
    found: 'the selector of a workload matches the pods of another one',
    ignored:
      'Autoscalers, Services and budgets take the pods of both for their own, and a controller adopts orphaned pods of the other one.',
    fix: 'Add a label that differs to selector and template, such as by another release name.',
  },
  'sharing/rollout-group': {
    severity: 'error',
    found:
      'StatefulSets of two installations in one namespace have the same `rollout-group`, or two rollout operators run in it',
    ignored:
      'A rollout of one installation waits for pods of the other one, or two operators delete pods at the same time.',
    fix: 'Use a namespace for each installation, or one rollout operator.',
  },
  'sharing/ingress-path': {
    severity: 'error',
    found: 'two Ingresses of one class have the same host and path',
    ignored: 'One of them gets no requests: `host "x" and path "/" is already defined in ingress`.',
    fix: 'Change the host or the path of one.',
  },
  'sharing/host-port': {
    severity: 'error',
    found: 'two workloads need the same port of the same nodes',
    ignored: 'Pods stay Pending: "node(s) didn\'t have free ports for the requested pod ports".',
    fix: 'Change the port of one, or select other nodes.',
  },
  'sharing/autoscaler': {
    severity: 'error',
    found: 'two autoscalers scale one workload',
    ignored: 'Neither of them scales it: "pods by selector are controlled by multiple HPAs".',
    fix: 'Make one autoscaler with the metrics of both.',
  },
  'sharing/budget': {
    severity: 'error',
    found: 'two disruption budgets select the same pods',
    ignored:
      'Every eviction fails with "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support", and no node can be drained.',
    fix: 'Remove one of the budgets, or let it select other pods.',
  },
} as const satisfies Entries;
