import { dashboard, type MetricsDatasource } from './panels';

/** Matcher that excludes file systems that are not on a disk. */
const REAL_FILE_SYSTEMS = 'fstype!~"tmpfs|overlay|squashfs|ramfs"';

/** Machines, as node-exporter sees them. */
export const nodeDashboard = (metrics?: MetricsDatasource) =>
  dashboard(metrics, {
    uid: 'lgtm-nodes',
    title: 'Nodes',
    description: 'Processor, memory, disks and network of every machine with a node-exporter.',
    tags: ['node-exporter'],
    chosenBy: { variable: 'instance', metric: 'node_uname_info' },
    rows: [
      {
        title: 'Processor and memory',
        graphs: [
          {
            title: 'Processor',
            description: 'Share of all processors that is busy.',
            unit: 'percentunit',
            queries: [
              {
                expr: '1 - avg by (instance) (rate(node_cpu_seconds_total{instance=~"$instance", mode="idle"}[$__rate_interval]))',
                legend: '{{instance}}',
              },
            ],
          },
          {
            title: 'Load for each processor',
            description: 'Tasks that run or want to. Above one for long, they wait for each other.',
            unit: 'short',
            queries: [
              {
                expr: 'node_load5{instance=~"$instance"} / on (instance) count by (instance) (node_cpu_seconds_total{instance=~"$instance", mode="idle"})',
                legend: '{{instance}}',
              },
            ],
          },
          {
            title: 'Memory',
            description: 'Share of memory that no program could have any more. Near one, pods are killed.',
            unit: 'percentunit',
            queries: [
              {
                expr: '1 - node_memory_MemAvailable_bytes{instance=~"$instance"} / node_memory_MemTotal_bytes{instance=~"$instance"}',
                legend: '{{instance}}',
              },
            ],
          },
        ],
      },
      {
        title: 'Disks',
        graphs: [
          {
            title: 'Space in use',
            description: 'Share of each file system that is full.',
            unit: 'percentunit',
            queries: [
              {
                expr: `1 - node_filesystem_avail_bytes{instance=~"$instance", ${REAL_FILE_SYSTEMS}} / node_filesystem_size_bytes{instance=~"$instance", ${REAL_FILE_SYSTEMS}}`,
                legend: '{{instance}} {{mountpoint}}',
              },
            ],
          },
          {
            title: 'Reads and writes',
            description: 'Bytes a second from and to each disk.',
            unit: 'Bps',
            queries: [
              {
                expr: 'sum by (instance, device) (rate(node_disk_read_bytes_total{instance=~"$instance"}[$__rate_interval]))',
                legend: '{{instance}} {{device}} read',
              },
              {
                expr: 'sum by (instance, device) (rate(node_disk_written_bytes_total{instance=~"$instance"}[$__rate_interval]))',
                legend: '{{instance}} {{device}} written',
              },
            ],
          },
          {
            title: 'Busy time',
            description: 'Share of time in which each disk had something to do.',
            unit: 'percentunit',
            queries: [
              {
                expr: 'rate(node_disk_io_time_seconds_total{instance=~"$instance"}[$__rate_interval])',
                legend: '{{instance}} {{device}}',
              },
            ],
          },
        ],
      },
      {
        title: 'Network',
        graphs: [
          {
            title: 'Traffic',
            description: 'Bytes a second in and out, without the loopback device.',
            unit: 'Bps',
            queries: [
              {
                expr: 'sum by (instance) (rate(node_network_receive_bytes_total{instance=~"$instance", device!="lo"}[$__rate_interval]))',
                legend: '{{instance}} in',
              },
              {
                expr: 'sum by (instance) (rate(node_network_transmit_bytes_total{instance=~"$instance", device!="lo"}[$__rate_interval]))',
                legend: '{{instance}} out',
              },
            ],
          },
          {
            title: 'Errors',
            description: 'Packets a second that were broken or dropped.',
            unit: 'pps',
            queries: [
              {
                expr: 'sum by (instance) (rate(node_network_receive_errs_total{instance=~"$instance"}[$__rate_interval]) + rate(node_network_transmit_errs_total{instance=~"$instance"}[$__rate_interval]))',
                legend: '{{instance}}',
              },
            ],
          },
        ],
      },
    ],
  });
