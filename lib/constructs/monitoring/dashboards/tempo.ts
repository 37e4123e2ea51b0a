import { type DashboardOptions, dashboard, type MetricsDatasource } from './panels';
import { requestGraphs } from './requests';

/** Writes and reads of Tempo. */
export const tempoDashboard = (metrics?: MetricsDatasource, options: DashboardOptions = {}) =>
  dashboard(metrics, {
    uid: 'lgtm-tempo',
    title: 'Tempo: writes and reads',
    description: 'Spans from distributor to store, and queries from frontend to querier.',
    tags: ['tempo'],
    chosenBy: { variable: 'namespace', metric: 'tempo_build_info' },
    rows: [
      {
        title: 'Writes',
        graphs: [
          ...requestGraphs({ ...options, prefix: 'tempo', title: 'Pushes', selector: 'route=~"/tempopb.Pusher/.*"' }),
          {
            title: 'Spans received',
            description: 'Spans a second that distributors take.',
            unit: 'short',
            queries: [
              {
                expr: 'sum by (tenant) (rate(tempo_distributor_spans_received_total{namespace=~"$namespace"}[$__rate_interval]))',
                legend: '{{tenant}}',
              },
            ],
            stacked: true,
          },
          {
            title: 'Discarded spans',
            description: 'Spans a second that Tempo refuses, by reason: mostly a limit of the tenant.',
            unit: 'short',
            queries: [
              {
                expr: 'sum by (tenant, reason) (rate(tempo_discarded_spans_total{namespace=~"$namespace"}[$__rate_interval]))',
                legend: '{{tenant}} {{reason}}',
              },
            ],
          },
          {
            title: 'Flush queue',
            description: 'Blocks that wait to be stored. It grows while the store is slow or refuses.',
            unit: 'short',
            queries: [
              { expr: 'sum by (pod) (tempo_ingester_flush_queue_length{namespace=~"$namespace"})', legend: '{{pod}}' },
            ],
          },
          {
            title: 'Failed flushes',
            description: 'Flushes an hour that failed. Until they succeed, the data is on the ingester alone.',
            unit: 'short',
            queries: [
              {
                expr: 'sum by (pod) (increase(tempo_ingester_failed_flushes_total{namespace=~"$namespace"}[1h]))',
                legend: '{{pod}}',
              },
            ],
          },
        ],
      },
      {
        title: 'Reads',
        graphs: [
          ...requestGraphs({ ...options, prefix: 'tempo', title: 'Queries', selector: 'route=~"api_.*"' }),
          {
            title: 'Queries that wait',
            description: 'Queries in the queue of the frontends. If it does not empty, there are too few queriers.',
            unit: 'short',
            queries: [
              { expr: 'sum by (pod) (tempo_query_frontend_queue_length{namespace=~"$namespace"})', legend: '{{pod}}' },
            ],
          },
          {
            title: 'Blocks in the store',
            description: 'Blocks that each tenant has. If compaction falls behind, they grow and searches slow down.',
            unit: 'short',
            queries: [
              { expr: 'max by (tenant) (tempodb_blocklist_length{namespace=~"$namespace"})', legend: '{{tenant}}' },
            ],
          },
          {
            title: 'Compaction errors',
            description: 'Compactions an hour that failed.',
            unit: 'short',
            queries: [
              {
                expr: 'sum by (pod) (increase(tempodb_compaction_errors_total{namespace=~"$namespace"}[1h]))',
                legend: '{{pod}}',
              },
            ],
          },
        ],
      },
    ],
  });
