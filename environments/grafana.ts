import type { GrafanaProps } from '../charts/grafana';
import {
  lokiDashboard,
  mimirDashboard,
  nodeDashboard,
  ringsDashboard,
  tempoDashboard,
} from '../charts/grafana/dashboards';
import type { Loki } from '../charts/loki';
import type { Mimir } from '../charts/mimir';
import type { NodeExporter } from '../charts/node-exporter';
import type { Prometheus } from '../charts/prometheus';
import type { Tempo } from '../charts/tempo';

/** Where logs, metrics and traces of an environment are. */
export interface Sources {
  readonly loki: Loki;
  readonly mimir: Mimir;
  readonly tempo: Tempo;
  /** What it keeps itself, besides what it writes to Mimir. @default - there is none */
  readonly prometheus?: Prometheus;
  /** @default - nothing tells of nodes, so there is no dashboard of them */
  readonly nodeExporter?: NodeExporter;
}

/** What Grafana shows of the three systems: each leads to the others. */
export function contentsOf({
  loki,
  mimir,
  tempo,
  prometheus,
  nodeExporter,
}: Sources): Required<Pick<GrafanaProps, 'datasources' | 'dashboards'>> {
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
      LGTM: [ringsDashboard(metrics), lokiDashboard(metrics), mimirDashboard(metrics), tempoDashboard(metrics)],
      ...(nodeExporter && { Nodes: [nodeDashboard(metrics)] }),
    },
  };
}
