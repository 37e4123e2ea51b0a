import { recordedRequests } from '../alerts/system-rules';
import type { DashboardOptions, Graph } from './panels';

/** Requests that are counted by `<prefix>_request_duration_seconds`. */
export interface Requests extends DashboardOptions {
  /** Prefix of the system's metrics. */
  readonly prefix: 'loki' | 'cortex' | 'tempo';
  /** Such as `Pushes`. */
  readonly title: string;
  /** Labels that choose them, such as `route=~"api_.*"`. */
  readonly selector: string;
}

/** Graphs of request rate, errors and latency. */
export function requestGraphs({ prefix, title, selector, recorded = false }: Requests): Graph[] {
  const metric = `${prefix}_request_duration_seconds`;
  const chosen = `namespace=~"$namespace", ${selector}`;
  const names = recordedRequests(prefix);
  const count = (matchers: string): string =>
    recorded ? `${names.count}{${matchers}}` : `rate(${metric}_count{${matchers}}[$__rate_interval])`;
  const bucket = recorded ? `${names.bucket}{${chosen}}` : `rate(${metric}_bucket{${chosen}}[$__rate_interval])`;
  const quantile = (share: number): string => `histogram_quantile(${share}, sum by (le) (${bucket}))`;
  return [
    {
      title: `${title}: rate`,
      description: 'Requests a second, by the path or method that was asked for.',
      unit: 'reqps',
      queries: [{ expr: `sum by (route) (${count(chosen)})`, legend: '{{route}}' }],
      stacked: true,
    },
    {
      title: `${title}: errors`,
      description:
        'Share of requests that end with a fault of the server. More than a few in a thousand are an incident.',
      unit: 'percentunit',
      queries: [
        {
          expr: `sum by (route) (${count(`${chosen}, status_code=~"5..|error"`)}) / sum by (route) (${count(chosen)})`,
          legend: '{{route}}',
        },
      ],
    },
    {
      title: `${title}: latency`,
      description: 'Time within which half, nine in ten and ninety-nine in a hundred of the requests are answered.',
      unit: 's',
      queries: [
        { expr: quantile(0.5), legend: 'p50' },
        { expr: quantile(0.9), legend: 'p90' },
        { expr: quantile(0.99), legend: 'p99' },
      ],
    },
  ];
}
