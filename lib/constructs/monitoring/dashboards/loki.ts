import { type DashboardOptions, dashboard, type MetricsDatasource } from './panels';
import { requestGraphs } from './requests';

/** Writes and reads of Loki. */
export const lokiDashboard = (metrics?: MetricsDatasource, options: DashboardOptions = {}) =>
  dashboard(metrics, {
    uid: 'lgtm-loki',
    title: 'Loki: writes and reads',
    description: 'Log lines from distributor to store, and queries from frontend to querier.',
    tags: ['loki'],
    chosenBy: { variable: 'namespace', metric: 'loki_build_info' },
    rows: [
      {
        title: 'Writes',
        graphs: [
          ...requestGraphs({
            ...options,
            prefix: 'loki',
            title: 'Pushes',
            selector: 'route=~"loki_api_v1_push|api_prom_push"',
          }),
          {
            title: 'Volume by tenant',
            description: 'Bytes of log lines a second that distributors take.',
            unit: 'Bps',
            queries: [
              {
                expr: 'sum by (tenant) (rate(loki_distributor_bytes_received_total{namespace=~"$namespace"}[$__rate_interval]))',
                legend: '{{tenant}}',
              },
            ],
            stacked: true,
          },
          {
            title: 'Discarded lines',
            description: 'Lines a second that Loki refuses, by reason: mostly a limit of the tenant.',
            unit: 'short',
            queries: [
              {
                expr: 'sum by (tenant, reason) (rate(loki_discarded_samples_total{namespace=~"$namespace"}[$__rate_interval]))',
                legend: '{{tenant}} {{reason}}',
              },
            ],
          },
          {
            title: 'Streams in memory',
            description: 'Streams that each ingester keeps open. Each costs memory, however little is written to it.',
            unit: 'short',
            queries: [
              { expr: 'sum by (pod) (loki_ingester_memory_streams{namespace=~"$namespace"})', legend: '{{pod}}' },
            ],
          },
          {
            title: 'Flush queue',
            description: 'Chunks that wait to be stored. It grows while the store is slow or refuses.',
            unit: 'short',
            queries: [
              {
                expr: 'sum by (pod) (cortex_ingester_flush_queue_length{namespace=~"$namespace"} and on (namespace, pod) loki_build_info)',
                legend: '{{pod}}',
              },
            ],
          },
          {
            title: 'Chunks flushed',
            description:
              'Chunks a second that ingesters store, by reason. Many that are "idle" mean many thin streams.',
            unit: 'short',
            queries: [
              {
                expr: 'sum by (reason) (rate(loki_ingester_chunks_flushed_total{namespace=~"$namespace"}[$__rate_interval]))',
                legend: '{{reason}}',
              },
            ],
          },
        ],
      },
      {
        title: 'Reads',
        graphs: [
          ...requestGraphs({
            ...options,
            prefix: 'loki',
            title: 'Queries',
            selector: 'route=~"loki_api_v1_(query|query_range|series|label|labels|label_name_values|tail|index_.*)"',
          }),
          {
            title: 'Queries under way',
            description: 'Queries that queriers are busy with. At their limit, further ones wait.',
            unit: 'short',
            queries: [
              {
                expr: 'sum by (pod) (loki_querier_worker_inflight_queries{namespace=~"$namespace"})',
                legend: '{{pod}}',
              },
            ],
          },
          {
            title: 'Index lookups',
            description: 'Time that nine in ten lookups in the index take.',
            unit: 's',
            queries: [
              {
                expr: 'histogram_quantile(0.9, sum by (le, operation) (rate(loki_index_request_duration_seconds_bucket{namespace=~"$namespace"}[$__rate_interval])))',
                legend: '{{operation}}',
              },
            ],
          },
          {
            title: 'Time since the last compaction',
            description:
              'Seconds since the compactor last finished. Above a few hours, queries slow down and nothing is deleted.',
            unit: 's',
            queries: [
              {
                expr: 'time() - max by (namespace) (loki_boltdb_shipper_compact_tables_operation_last_successful_run_timestamp_seconds{namespace=~"$namespace"} > 0)',
                legend: '{{namespace}}',
              },
            ],
          },
        ],
      },
    ],
  });
