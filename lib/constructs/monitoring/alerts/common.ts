import { type AlertDefinition, INSTALLATION } from './alert';

/** Metrics of a system that the common alerts use. */
export interface SystemMetrics {
  /** Such as `Loki`. */
  readonly name: 'Loki' | 'Mimir' | 'Tempo';
  /** Prefix of the metrics of requests and of the runtime configuration. */
  readonly prefix: 'loki' | 'cortex' | 'tempo';
  /** Prefix of the metrics of rulers, and others of the code that it shares with Mimir. */
  readonly shared: 'loki' | 'cortex' | 'tempo';
  /** Metric that each of its pods has and no other program, since Loki and Mimir share names. */
  readonly marker: string;
  /** Metric of the members of its rings, or conditions on the names of several. */
  readonly ringMembers: { readonly metric: string; readonly matchers?: readonly string[] };
  /** Seconds within which 99 of 100 requests are answered. */
  readonly latencySeconds: number;
  /** Data that tenants write, metric of discarded data, and its label with the tenant. */
  readonly discarded: { readonly what: string; readonly metric: string; readonly tenant: 'tenant' | 'user' };
}

/** Requests that stay open on purpose, and those of Kubernetes. */
const LASTING = '(?i).*(tail|loop|process|stream|frontendpb|frontendv2pb).*|ready|metrics|debug_pprof';
const PROBES = 'ready|metrics|debug_pprof';

/** Keeps series of pods of the system, where other programs have metrics of the same name. */
const ofSystem = (expr: string, marker: string): string => `${expr} and on (${INSTALLATION}, pod) ${marker}`;

/** Alerts that all systems have. */
export function commonAlerts(metrics: SystemMetrics): AlertDefinition[] {
  const { prefix, marker, ringMembers, latencySeconds, discarded } = metrics;
  const requests = `${prefix}_request_duration_seconds`;
  return [
    {
      name: 'TargetDown',
      severity: 'warning',
      for: '15m',
      expr: (series) => `max by (${INSTALLATION}, pod) (${series('up')} == 0)`,
      summary: 'pod {{ $labels.pod }} has not answered a scrape for 15 minutes',
      runbook:
        'The pod does not run, does not answer at /metrics, or a network policy keeps the scraper out. Look at `kubectl describe pod` and at the logs of its last start; if it runs, request /metrics from the pod of the scraper.',
    },
    {
      name: 'RequestErrors',
      severity: 'critical',
      for: '15m',
      expr: (series) => {
        const rate = (...matchers: string[]) =>
          `sum by (${INSTALLATION}, route) (rate(${series(`${requests}_count`, `route!~"${PROBES}"`, ...matchers)}[5m]))`;
        return `${rate('status_code=~"5..|error"')} / ${rate()} > 0.01`;
      },
      summary: '{{ $value | humanizePercentage }} of the requests to {{ $labels.route }} fail',
      runbook:
        'More than 1 in 100 requests of one route end with an error of the server. Push routes lose data once clients give up retrying; query routes show errors in Grafana. Look at the logs of the pods that serve the route for level=error, and whether rings have unhealthy members or the object storage refuses requests.',
    },
    {
      name: 'RequestLatency',
      severity: 'warning',
      for: '15m',
      expr: (series) =>
        `histogram_quantile(0.99, sum by (${INSTALLATION}, route, le) (rate(${series(`${requests}_bucket`, `route!~"${LASTING}"`)}[5m]))) > ${latencySeconds}`,
      summary: '1 in 100 requests to {{ $labels.route }} takes more than {{ $value | humanizeDuration }}',
      runbook: `The slowest 1 in 100 requests of one route take more than ${latencySeconds} s. Look whether pods are at their CPU limit, whether queries wait in a queue because there are too few queriers, whether caches are down, and whether the object storage is slow.`,
    },
    {
      name: 'RingMemberUnhealthy',
      severity: 'critical',
      for: '15m',
      expr: (series) =>
        `max by (${INSTALLATION}, name) (${ofSystem(series(ringMembers.metric, ...(ringMembers.matchers ?? []), 'state="Unhealthy"'), series(marker))}) > 0`,
      summary: '{{ $value }} members of the ring {{ $labels.name }} have sent no heartbeat for 15 minutes',
      runbook:
        'A pod crashed or was removed without leaving the ring. One more than the replication factor bears, and writes and queries are refused. Look at the pod: if it restarts, find out why. If it is gone for good, remove it with the button Forget on the page of the ring, such as /ring for ingesters or /compactor/ring.',
    },
    {
      name: `${discarded.what[0]?.toUpperCase()}${discarded.what.slice(1)}Discarded`,
      severity: 'warning',
      for: '15m',
      expr: (series) =>
        `sum by (${INSTALLATION}, ${discarded.tenant}, reason) (rate(${series(discarded.metric)}[5m])) > 0`,
      summary: `${discarded.what} of tenant {{ $labels.${discarded.tenant} }} are discarded: {{ $labels.reason }}`,
      runbook:
        'What a tenant sends is refused and lost, mostly because of a limit; the label `reason` names it. Raise the limit of the tenant in the runtime configuration (overrides), or have the tenant send less.',
    },
    {
      name: 'RuntimeConfigInvalid',
      severity: 'critical',
      for: '5m',
      expr: (series) =>
        `max by (${INSTALLATION}, pod) (${series(`${prefix}_runtime_config_last_reload_successful`)} == 0)`,
      summary: 'pod {{ $labels.pod }} cannot read the runtime configuration',
      runbook:
        'The file of the runtime configuration (limits of tenants) has an error. Pods keep the last good one, and pods that start now do not start. Look at the logs of the pod for the line of the error, and correct or revert the last change.',
    },
  ];
}

/** Alerts about rulers, in Loki and Mimir. */
export const rulerAlerts = ({ marker, shared }: SystemMetrics): AlertDefinition[] => [
  {
    name: 'RulerEvaluationFailures',
    severity: 'critical',
    for: '10m',
    expr: (series) =>
      `sum by (${INSTALLATION}, user, rule_group) (${ofSystem(`rate(${series(`${shared}_prometheus_rule_evaluation_failures_total`)}[5m])`, series(marker))}) > 0`,
    summary: 'rules of tenant {{ $labels.user }} fail in group {{ $labels.rule_group }}',
    runbook:
      'Rules of the group are not evaluated: their alerts are not raised, and recording rules leave gaps. Look at the logs of the ruler for the rule and the error. Usual causes are a query over a limit of the tenant, and queriers or ingesters that refuse queries.',
  },
  {
    name: 'RulerMissedEvaluations',
    severity: 'warning',
    for: '15m',
    expr: (series) =>
      `sum by (${INSTALLATION}, user, rule_group) (${ofSystem(`rate(${series(`${shared}_prometheus_rule_group_iterations_missed_total`)}[5m])`, series(marker))}) > 0`,
    summary: 'group {{ $labels.rule_group }} of tenant {{ $labels.user }} takes longer than its interval',
    runbook:
      'A group takes longer than its interval, so evaluations are left out and alerts come late. Split the group, make its queries cheaper with recording rules, or raise its interval; if it concerns all groups, the ruler or the queriers need more CPU.',
  },
];

/** Alerts about memcacheds with an exporter. */
export const MEMCACHED_ALERTS: readonly AlertDefinition[] = [
  {
    name: 'MemcachedDown',
    severity: 'warning',
    for: '10m',
    expr: (series) => `max by (${INSTALLATION}, pod) (${series('memcached_up')} == 0)`,
    summary: 'the memcached of pod {{ $labels.pod }} does not answer its exporter',
    runbook:
      'Nothing is lost, but queries read from the object storage what the cache held, which is slower and costs requests. Look at the logs and the memory of the container memcached.',
  },
];

/** Alerts about claims. */
export const volumeAlerts = ({
  namespace,
  pods,
}: {
  readonly namespace?: string;
  readonly pods?: string;
}): AlertDefinition[] => {
  const matchers = [
    ...(namespace === undefined ? [] : [`namespace=~"${namespace}"`]),
    // A claim of a StatefulSet is called after its template and its pod.
    ...(pods === undefined ? [] : [`persistentvolumeclaim=~".+-(${pods})"`]),
  ];
  const metric = (name: string): string =>
    `max by (${INSTALLATION}, persistentvolumeclaim) (kubelet_volume_stats_${name}{${matchers.join(', ')}})`;
  return [
    {
      name: 'VolumeFillingUp',
      severity: 'critical',
      for: '15m',
      expr: () => `${metric('available_bytes')} / ${metric('capacity_bytes')} < 0.1`,
      summary: 'claim {{ $labels.persistentvolumeclaim }} has {{ $value | humanizePercentage }} left',
      runbook:
        'A full disk stops the write-ahead log, and then writes. Raise the size of the claim if its class allows expansion (allowVolumeExpansion). Look whether data is not removed because it cannot be uploaded to the object storage.',
    },
  ];
};
