import type { GrafanaProps } from '../charts/grafana';
import type { Loki } from '../charts/loki';
import type { Mimir } from '../charts/mimir';
import type { NodeExporter } from '../charts/node-exporter';
import type { Prometheus } from '../charts/prometheus';
import type { Tempo } from '../charts/tempo';
import {
  lokiDashboard,
  mimirDashboard,
  nodeDashboard,
  ringsDashboard,
  tempoDashboard,
} from '../lib/constructs/monitoring/dashboards';

/** Systems with the logs, metrics and traces of an environment. */
export interface Sources {
  readonly loki: Loki;
  readonly mimir: Mimir;
  readonly tempo: Tempo;
  /** Prometheus with local samples, besides those in Mimir. @default - none */
  readonly prometheus?: Prometheus;
  /** @default - none, and no dashboard of nodes */
  readonly nodeExporter?: NodeExporter;
}

/** Data sources and dashboards of the three systems, linked to each other. */
export function contentsOf({
  loki,
  mimir,
  tempo,
  prometheus,
  nodeExporter,
}: Sources): Required<Pick<GrafanaProps, 'datasources' | 'dashboards'>> {
  // The Prometheus of an environment evaluates the recording rules and writes the results to Mimir.
  const recorded = prometheus !== undefined;
  const toTraces = { traces: tempo.datasource() };
  const logs = loki.datasource(toTraces);
  const metrics = mimir.datasource({ ...toTraces, isDefault: true });
  return {
    datasources: [
      metrics,
      logs,
      tempo.datasource({ logs, metrics }),
      ...(prometheus ? [prometheus.datasource(toTraces)] : []),
    ],
    dashboards: {
      LGTM: [
        ringsDashboard(metrics),
        lokiDashboard(metrics, { recorded }),
        mimirDashboard(metrics, { recorded }),
        tempoDashboard(metrics, { recorded }),
      ],
      ...(nodeExporter && { Nodes: [nodeDashboard(metrics)] }),
    },
  };
}
