import { Grafana } from '../../../charts/grafana';
import { selfJob } from '../../../charts/prometheus';
import type { Datasource } from '../../../lib/constructs/datasource';
import type { AlertingRule } from '../../../lib/constructs/monitoring/rule-groups';
import type { Change, Sound } from '../sound';
import { promtail } from './agents';
import type { Pair } from './pair';

const rule = (expr: string): Change => ({
  prometheus: { rules: [{ name: 'rules', rules: [{ alert: 'Broken', expr } satisfies AlertingRule] }] },
});

/** A Grafana with data sources. */
const grafana = (datasources: (sound: Sound) => readonly Datasource[], change: Change = {}): Change => ({
  ...change,
  charts: (app, sound) => {
    change.charts?.(app, sound);
    new Grafana(app, 'grafana', {
      namespace: 'web',
      resources: { requests: { cpu: '10m', memory: '16Mi' } },
      admin: { secretName: 'web' },
      datasources: datasources(sound),
    });
  },
});

const scrape = (target: string): Change => ({
  prometheus: { scrapeConfigs: [selfJob(), { job_name: 'gateway', static_configs: [{ targets: [target] }] }] },
});

/** Traces that link to logs by a label. */
const traces = (label: string): Change =>
  grafana(
    ({ loki, tempo }) => {
      const logs = loki.datasource();
      return tempo ? [logs, tempo.datasource({ logs, logTags: [{ key: 'service.name', value: label }] })] : [logs];
    },
    { tempo: {}, ...promtail() },
  );

/** Metrics of Prometheus that link to traces. */
const exemplars = (prometheus: NonNullable<Change['prometheus']>): Change =>
  grafana(
    ({ prometheus: metrics, tempo }) => {
      const datasource = tempo?.datasource();
      return datasource ? [datasource, metrics.datasource({ traces: datasource })] : [];
    },
    { tempo: {}, prometheus },
  );

export const MONITORING_PAIRS: readonly Pair[] = [
  {
    id: 'link/scrape-target',
    what: 'a scrape job of nginx',
    broken: scrape('loki-loki-distributed-gateway.logs:80'),
    mended: scrape('loki-loki-distributed-distributor.logs:3100'),
    sentence: /scrape_configs\[gateway\]: found port "http" of .* serves no metrics/,
  },
  {
    id: 'link/scrape-program',
    what: 'a rule for metrics of kube-state-metrics, which is not deployed',
    broken: rule('kube_pod_status_ready == 0'),
    mended: rule('prometheus_ready == 0'),
    sentence: /^rules\.yml\[Broken\]: found metric "kube_pod_status_ready" of kube-state-metrics/,
  },
  {
    id: 'link/scrape-job',
    what: 'a rule for a job that no target has',
    broken: rule('up{job="loki"} == 0'),
    mended: rule('up{job="prometheus"} == 0'),
    sentence: /^rules\.yml\[Broken\]: found job="loki", which no scraped target has/,
  },
  {
    id: 'link/recording',
    what: 'a rule for a series without a recording rule',
    broken: rule('job:up:sum > 3'),
    mended: {
      prometheus: {
        rules: [
          {
            name: 'rules',
            rules: [
              { record: 'job:up:sum', expr: 'sum by (job) (up)' },
              { alert: 'Broken', expr: 'job:up:sum > 3' },
            ],
          },
        ],
      },
    },
    sentence: /found series "job:up:sum", which no recording rule/,
  },
  {
    id: 'link/datasource',
    what: 'a data source that links to one that Grafana does not have',
    broken: grafana(({ tempo, loki }) => (tempo ? [tempo.datasource({ logs: loki.datasource() })] : []), { tempo: {} }),
    mended: grafana(
      ({ tempo, loki }) => (tempo ? [loki.datasource(), tempo.datasource({ logs: loki.datasource() })] : []),
      { tempo: {} },
    ),
    sentence: /tracesToLogsV2\.datasourceUid: found "loki", which is not the uid/,
  },
  {
    id: 'link/trace-logs',
    what: 'a label that the log agent does not set',
    broken: traces('service_name'),
    mended: traces('app'),
    sentence: /found label "service_name", which no Promtail and no Alloy adds to streams/,
  },
  {
    id: 'link/exemplars',
    what: 'a Prometheus that does not store exemplars',
    broken: exemplars({}),
    mended: exemplars({ features: ['exemplar-storage'] }),
    sentence: /add it to `features`/,
  },
];
