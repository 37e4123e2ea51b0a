import { StackingConfigBuilder, StackingMode } from '@grafana/grafana-foundation-sdk/common';
import {
  DashboardBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import type { Datasource } from '../../datasource';

/** Data sources that answer PromQL: Mimir, or Prometheus itself. */
export type MetricsDatasource = Datasource<'prometheus'>;

/** A query of a graph, with its legend. */
export interface Query {
  readonly expr: string;
  /** Such as `{{pod}}`. */
  readonly legend: string;
}

/** A graph over time. */
export interface Graph {
  readonly title: string;
  /** Description of the graph, with the values that indicate a problem. */
  readonly description: string;
  /** Unit, as Grafana names it, such as `bytes`, `s`, `reqps`. */
  readonly unit: string;
  readonly queries: readonly Query[];
  /** Whether the lines are parts of a whole. @default false */
  readonly stacked?: boolean;
}

/** Graphs under one heading. */
export interface Row {
  readonly title: string;
  readonly graphs: readonly Graph[];
}

export interface DashboardDefinition {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** A metric of every installation, with the label `variable` by which the reader selects one. */
  readonly chosenBy: { readonly variable: string; readonly metric: string };
  readonly rows: readonly Row[];
}

/** Grafana's screen is 24 columns wide. */
const WIDTH = 8;
const HEIGHT = 8;

/** Options of a dashboard. */
export interface DashboardOptions {
  /** Whether to query series of the system's recording rules (`recordings`), which must be deployed. @default false */
  readonly recorded?: boolean;
}

/** The data source that the reader chooses at the top of a dashboard. */
export const CHOSEN_DATASOURCE = { type: 'prometheus', uid: '$datasource' } as const;

/**
 * A dashboard of graphs, in rows of three.
 * @param metrics where it asks; without one, its reader chooses
 */
export function dashboard(metrics: MetricsDatasource | undefined, definition: DashboardDefinition) {
  const { uid, title, description, tags, chosenBy, rows } = definition;
  const datasource = metrics ? { type: metrics.type, uid: metrics.uid } : CHOSEN_DATASOURCE;
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags(['cdk8s-lgtm', ...tags])
    .timezone('browser')
    .refresh('30s')
    .time({ from: 'now-1h', to: 'now' })
    .readonly();
  if (metrics === undefined) builder.withVariable(new DatasourceVariableBuilder('datasource').type('prometheus'));
  builder.withVariable(
    new QueryVariableBuilder(chosenBy.variable)
      .datasource(datasource)
      .query(`label_values(${chosenBy.metric}, ${chosenBy.variable})`)
      .refresh(VariableRefresh.OnTimeRangeChanged)
      .multi(true)
      .includeAll(true),
  );
  for (const row of rows) {
    builder.withRow(new RowBuilder(row.title));
    for (const graph of row.graphs) builder.withPanel(panel(datasource, graph));
  }
  return builder.build();
}

function panel(datasource: { readonly type: string; readonly uid: string }, graph: Graph): PanelBuilder {
  const { title, description, unit, queries, stacked = false } = graph;
  const builder = new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(datasource)
    .unit(unit)
    .min(0)
    .fillOpacity(stacked ? 40 : 10)
    .span(WIDTH)
    .height(HEIGHT);
  if (stacked) builder.stacking(new StackingConfigBuilder().mode(StackingMode.Normal));
  for (const [index, { expr, legend }] of queries.entries()) {
    builder.withTarget(new DataqueryBuilder().refId(refId(index)).expr(expr).legendFormat(legend));
  }
  return builder;
}

/** A, B, C and so on, by which Grafana tells the queries of a panel apart. */
const refId = (index: number): string => String.fromCharCode('A'.charCodeAt(0) + index);
