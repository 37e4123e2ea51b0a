import { DNS, OUTSIDE, stranger } from './ends';
import type { Outcome } from './network';

/** A connection with a known result, independent of the policies and the model. */
export interface ExpectedFlow {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  /** @default "TCP" */
  readonly protocol?: string;
  readonly outcome: Outcome;
}

const LOKI = {
  gateway: 'Deployment/logs/loki-loki-distributed-gateway',
  distributor: 'Deployment/logs/loki-loki-distributed-distributor',
  ingester: 'StatefulSet/logs/loki-loki-distributed-ingester',
  querier: 'StatefulSet/logs/loki-loki-distributed-querier',
  ruler: 'Deployment/logs/loki-loki-distributed-ruler',
} as const;
const TEMPO = {
  gateway: 'Deployment/traces/tempo-gateway',
  distributor: 'Deployment/traces/tempo-distributor',
  ingester: 'StatefulSet/traces/tempo-ingester',
  generator: 'Deployment/traces/tempo-metrics-generator',
  memcached: 'StatefulSet/traces/tempo-memcached',
} as const;
const MIMIR = {
  gateway: 'Deployment/metrics/mimir-nginx',
  distributor: 'Deployment/metrics/mimir-distributor',
  ingester: 'StatefulSet/metrics/mimir-ingester-zone-a',
} as const;
const MINIO = 'Deployment/storage/minio';
const GRAFANA = 'Deployment/grafana/grafana';
const PROMETHEUS = 'StatefulSet/monitoring/prometheus';
const PROMTAIL = 'DaemonSet/agents/promtail';

type Line = readonly [from: string, to: string, port: number, protocol?: string];

/** Connections that the environment needs. */
const PASSED: readonly Line[] = [
  // Clients connect to the gateways, and all pods to Grafana.
  [PROMTAIL, LOKI.gateway, 8080],
  [GRAFANA, LOKI.gateway, 8080],
  [GRAFANA, TEMPO.gateway, 8080],
  [GRAFANA, MIMIR.gateway, 8080],
  [PROMETHEUS, MIMIR.gateway, 8080],
  [stranger('default'), GRAFANA, 3000],
  // Rulers and metrics generators write samples.
  [LOKI.ruler, MIMIR.gateway, 8080],
  [TEMPO.generator, MIMIR.gateway, 8080],
  // Roles of one system.
  [LOKI.gateway, LOKI.distributor, 3100],
  [LOKI.distributor, LOKI.ingester, 9095],
  [LOKI.querier, LOKI.ingester, 7946],
  [TEMPO.distributor, TEMPO.generator, 9095],
  [TEMPO.ingester, TEMPO.memcached, 11211],
  [MIMIR.gateway, MIMIR.distributor, 8080],
  [MIMIR.distributor, MIMIR.ingester, 9095],
  // Object storage.
  [LOKI.ingester, MINIO, 9000],
  [TEMPO.ingester, MINIO, 9000],
  [MIMIR.ingester, MINIO, 9000],
  // Scrapes.
  [PROMETHEUS, LOKI.ingester, 3100],
  [PROMETHEUS, TEMPO.ingester, 3100],
  [PROMETHEUS, MIMIR.ingester, 8080],
  // DNS, and the Kubernetes API for Promtail.
  [LOKI.ruler, DNS, 53, 'UDP'],
  [PROMTAIL, DNS, 53],
  [PROMTAIL, OUTSIDE, 6443],
];

/** Connections that must be blocked. */
const BLOCKED: readonly Line[] = [
  // No client bypasses the gateways, which require users.
  [PROMTAIL, LOKI.distributor, 3100],
  [PROMTAIL, LOKI.ingester, 9095],
  [GRAFANA, LOKI.querier, 3100],
  [GRAFANA, TEMPO.ingester, 3100],
  [GRAFANA, MIMIR.ingester, 8080],
  // Pods that are not selected are blocked; a namespace alone does not make a Prometheus.
  [stranger('default'), LOKI.gateway, 8080],
  [stranger('default'), TEMPO.gateway, 8080],
  [stranger('default'), MIMIR.gateway, 8080],
  [stranger('logs'), LOKI.ingester, 3100],
  [stranger('monitoring'), LOKI.ingester, 3100],
  [stranger('monitoring'), MIMIR.ingester, 8080],
  [PROMETHEUS, LOKI.ingester, 9095],
  // Rings of different systems are separate.
  [LOKI.ingester, MIMIR.ingester, 7946],
  [TEMPO.ingester, LOKI.ingester, 7946],
  // Only writers of samples may connect.
  [LOKI.querier, MIMIR.gateway, 8080],
  [TEMPO.ingester, MIMIR.gateway, 8080],
  [PROMTAIL, MIMIR.gateway, 8080],
  // Unneeded connections are blocked, to the outside too.
  [PROMTAIL, MINIO, 9000],
  [GRAFANA, MINIO, 9000],
  [LOKI.ingester, MINIO, 9001],
  [LOKI.gateway, MINIO, 9000],
  [LOKI.ingester, OUTSIDE, 443],
  [GRAFANA, OUTSIDE, 443],
  [PROMTAIL, OUTSIDE, 80],
  [stranger('default'), PROMTAIL, 3101],
];

const flows = (lines: readonly Line[], outcome: Outcome): ExpectedFlow[] =>
  lines.map(([from, to, port, protocol = 'TCP']) => ({ from, to, port, protocol, outcome }));

/** Expected connections of environments that have policies. */
export const EXPECTED_FLOWS: Readonly<Record<string, readonly ExpectedFlow[]>> = {
  tenants: [...flows(PASSED, 'passed'), ...flows(BLOCKED, 'blocked')],
};
