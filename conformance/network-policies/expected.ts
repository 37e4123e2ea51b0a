import { DNS, OUTSIDE, stranger } from './ends';
import type { Outcome } from './network';

/** A connection whose outcome is known, whatever the policies and the model say. */
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

/** What the environment needs. */
const PASSED: readonly Line[] = [
  // Clients come through the gateways, and everybody into Grafana.
  [PROMTAIL, LOKI.gateway, 8080],
  [GRAFANA, LOKI.gateway, 8080],
  [GRAFANA, TEMPO.gateway, 8080],
  [GRAFANA, MIMIR.gateway, 8080],
  [PROMETHEUS, MIMIR.gateway, 8080],
  [stranger('default'), GRAFANA, 3000],
  // Rules and spans become samples.
  [LOKI.ruler, MIMIR.gateway, 8080],
  [TEMPO.generator, MIMIR.gateway, 8080],
  // Roles among each other.
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
  // Names, and pods on the node of Promtail.
  [LOKI.ruler, DNS, 53, 'UDP'],
  [PROMTAIL, DNS, 53],
  [PROMTAIL, OUTSIDE, 6443],
];

/** What it must not have. */
const BLOCKED: readonly Line[] = [
  // Nobody gets past the gateways, which ask for users.
  [PROMTAIL, LOKI.distributor, 3100],
  [PROMTAIL, LOKI.ingester, 9095],
  [GRAFANA, LOKI.querier, 3100],
  [GRAFANA, TEMPO.ingester, 3100],
  [GRAFANA, MIMIR.ingester, 8080],
  // Who is not named, gets nowhere; a namespace alone does not make a Prometheus.
  [stranger('default'), LOKI.gateway, 8080],
  [stranger('default'), TEMPO.gateway, 8080],
  [stranger('default'), MIMIR.gateway, 8080],
  [stranger('logs'), LOKI.ingester, 3100],
  [stranger('monitoring'), LOKI.ingester, 3100],
  [stranger('monitoring'), MIMIR.ingester, 8080],
  [PROMETHEUS, LOKI.ingester, 9095],
  // Rings stay apart.
  [LOKI.ingester, MIMIR.ingester, 7946],
  [TEMPO.ingester, LOKI.ingester, 7946],
  // Only who has samples writes them.
  [LOKI.querier, MIMIR.gateway, 8080],
  [TEMPO.ingester, MIMIR.gateway, 8080],
  [PROMTAIL, MIMIR.gateway, 8080],
  // What is not needed is not open, to the outside neither.
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

/** Connections of environments that have policies. */
export const EXPECTED_FLOWS: Readonly<Record<string, readonly ExpectedFlow[]>> = {
  tenants: [...flows(PASSED, 'passed'), ...flows(BLOCKED, 'blocked')],
};
