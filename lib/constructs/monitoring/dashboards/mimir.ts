import { type DashboardOptions, dashboard, type MetricsDatasource } from './panels';
import { requestGraphs } from './requests';

/** Writes and reads of Mimir. */
export const mimirDashboard = (metrics?: MetricsDatasource, options: DashboardOptions = {}) =>
  dashboard(metrics, {
    uid: 'lgtm-mimir',
    title: 'Mimir: writes and reads',
    description: 'Samples from distributor to store, and queries from frontend to store gateway.',
    tags: ['mimir'],
    chosenBy: { variable: 'namespace', metric: 'cortex_build_info' },
    rows: [
      {
        title: 'Writes',
        graphs: [
          ...requestGraphs({
            ...options,
            prefix: 'cortex',
            title: 'Pushes',
            selector: 'route=~"api_(v1|prom)_push|otlp_v1_metrics"',
          }),
          {
            title: 'Samples received',
            description: 'Samples a second that distributors take, before copies are made of them.',
            unit: 'short',
            queries: [
              {
                expr: 'sum by (user) (rate(cortex_distributor_received_samples_total{namespace=~"$namespace"}[$__rate_interval]))',
                legend: '{{user}}',
              },
            ],
            stacked: true,
          },
          {
            title: 'Discarded samples',
            description: 'Samples a second that Mimir refuses, by reason: mostly a limit of the tenant, or too late.',
            unit: 'short',
            queries: [
              {
                expr: 'sum by (user, reason) (rate(cortex_discarded_samples_total{namespace=~"$namespace"}[$__rate_interval]))',
                legend: '{{user}} {{reason}}',
              },
            ],
          },
          {
            title: 'Series in memory',
            description: 'Series that each ingester keeps. Its memory grows in a line with them.',
            unit: 'short',
            queries: [
              { expr: 'sum by (pod) (cortex_ingester_memory_series{namespace=~"$namespace"})', legend: '{{pod}}' },
            ],
          },
          {
            title: 'Blocks that failed to ship',
            description:
              'Uploads an hour that the store refused. Until they succeed, the data is on the ingester alone.',
            unit: 'short',
            queries: [
              {
                expr: 'sum by (pod) (increase(cortex_ingester_shipper_upload_failures_total{namespace=~"$namespace"}[1h]))',
                legend: '{{pod}}',
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
            prefix: 'cortex',
            title: 'Queries',
            selector: 'route=~"(prometheus|api_prom)_api_v1_.+"',
          }),
          {
            title: 'Queries that wait',
            description: 'Queries in the queue of the schedulers. If it does not empty, there are too few queriers.',
            unit: 'short',
            queries: [
              {
                expr: 'sum by (user) (cortex_query_scheduler_queue_length{namespace=~"$namespace"})',
                legend: '{{user}}',
              },
            ],
          },
          {
            title: 'Blocks loaded',
            description: 'Blocks whose index store gateways hold, each its share of the ring.',
            unit: 'short',
            queries: [
              { expr: 'sum by (pod) (cortex_bucket_store_blocks_loaded{namespace=~"$namespace"})', legend: '{{pod}}' },
            ],
          },
          {
            title: 'Object storage: errors',
            description: 'Operations a second that the store failed.',
            unit: 'ops',
            queries: [
              {
                expr: 'sum by (component, operation) (rate(thanos_objstore_bucket_operation_failures_total{namespace=~"$namespace"}[$__rate_interval]))',
                legend: '{{component}} {{operation}}',
              },
            ],
          },
          {
            title: 'Time since the last compaction',
            description: 'Seconds since each compactor last finished. Above six hours, queries slow down.',
            unit: 's',
            queries: [
              {
                expr: 'time() - max by (pod) (cortex_compactor_last_successful_run_timestamp_seconds{namespace=~"$namespace"} > 0)',
                legend: '{{pod}}',
              },
            ],
          },
        ],
      },
    ],
  });
