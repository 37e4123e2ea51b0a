import { remoteWriteConfig } from '../../lib/constructs/api/remote-write';
import type { ScrapeJob } from '../../lib/constructs/collect/scrape-job';
import type { PrometheusDuration } from '../../lib/model/config/types';
import type { Labels } from '../../lib/values/system';
import type { PrometheusConfig } from './config-types';
import type { PrometheusProps } from './props';

export const SCRAPE_INTERVAL: PrometheusDuration = '15s';
export const SCRAPE_TIMEOUT: PrometheusDuration = '10s';

/** Port of the user interface, the API and Prometheus' own metrics. */
export const PORT = 9090;

/** Folder of the configuration, and the files in it. */
export const FOLDER = '/etc/prometheus';
export const FILES = { config: 'prometheus.yml', rules: 'rules.yml' } as const;

/** Label that identifies the replica of a sample. */
const REPLICA = 'prometheus_replica';

/** Scrapes Prometheus itself, which each pod finds at its own address. */
export const selfJob = (labels?: Labels): ScrapeJob => ({
  job_name: 'prometheus',
  static_configs: [{ targets: [`localhost:${PORT}`], ...(labels && { labels }) }],
});

/** Whether several replicas scrape the same targets. */
export const isReplicated = ({ replicas = 1 }: PrometheusProps): boolean => replicas > 1;

/** Whether it has exemplars to send. */
export const keepsExemplars = ({ features = [] }: PrometheusProps): boolean => features.includes('exemplar-storage');

/** The configuration before the user adds to it. */
export const baseConfig = (props: PrometheusProps): PrometheusConfig => ({
  global: {
    scrape_interval: props.scrapeInterval ?? SCRAPE_INTERVAL,
    scrape_timeout: props.scrapeTimeout ?? SCRAPE_TIMEOUT,
    evaluation_interval: props.evaluationInterval ?? props.scrapeInterval ?? SCRAPE_INTERVAL,
    external_labels: {
      ...props.externalLabels,
      // Otherwise the samples of two replicas would be one series, and Mimir would reject duplicate samples.
      ...(isReplicated(props) && { [REPLICA]: '${POD_NAME}' }),
    },
  },
  rule_files: props.rules ? [`${FOLDER}/${FILES.rules}`] : [],
  scrape_configs: props.scrapeConfigs ?? [selfJob()],
  alerting: { alertmanagers: props.alertmanagers?.map((endpoint) => ({ static_configs: [{ targets: [endpoint] }] })) },
  remote_write: props.remoteWrite?.map((write) => remoteWriteConfig(write, keepsExemplars(props))),
});
