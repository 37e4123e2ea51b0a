import { type RemoteWriteConfig, remoteWriteConfig } from '../../lib/constructs/api/remote-write';
import type { ScrapeJob } from '../../lib/constructs/collect/scrape-job';
import type { GoDuration, PrometheusDuration } from '../../lib/model/config/types';
import type { RelabelRule } from '../../lib/model/relabel/relabel';
import type { Endpoint } from '../../lib/values/endpoint';
import type { Labels } from '../../lib/values/system';
import type { PrometheusProps } from './props';

/** Defaults of all jobs and rules (`global`). */
export interface PrometheusGlobal {
  readonly scrape_interval?: PrometheusDuration;
  readonly scrape_timeout?: PrometheusDuration;
  readonly evaluation_interval?: PrometheusDuration;
  readonly external_labels?: Labels;
  /** File in which queries are logged. @default - none are */
  readonly query_log_file?: string;
}

/** The configuration of Prometheus 2.49 (`prometheus.yml`). */
export interface PrometheusConfig {
  readonly global?: PrometheusGlobal;
  readonly rule_files?: readonly string[];
  readonly scrape_configs?: readonly ScrapeJob[];
  readonly alerting?: {
    readonly alert_relabel_configs?: readonly RelabelRule[];
    readonly alertmanagers?: ReadonlyArray<{
      readonly path_prefix?: string;
      readonly timeout?: PrometheusDuration;
      readonly static_configs?: ReadonlyArray<{ readonly targets: ReadonlyArray<Endpoint | string> }>;
    }>;
  };
  readonly remote_write?: readonly RemoteWriteConfig[];
  readonly remote_read?: ReadonlyArray<{
    readonly url: string;
    readonly headers?: Labels;
    readonly read_recent?: boolean;
    readonly remote_timeout?: PrometheusDuration;
  }>;
  readonly storage?: {
    /** Maximum age of samples that arrive out of order. @default 0 */
    readonly tsdb?: { readonly out_of_order_time_window?: PrometheusDuration };
    /** @default 100000 */
    readonly exemplars?: { readonly max_exemplars?: number };
  };
  /** Traces of Prometheus itself, by OTLP. @default - none */
  readonly tracing?: {
    readonly endpoint: Endpoint | string;
    readonly client_type?: 'grpc' | 'http';
    readonly sampling_fraction?: number;
    readonly insecure?: boolean;
    readonly timeout?: GoDuration;
  };
}

export const SCRAPE_INTERVAL: PrometheusDuration = '15s';
export const SCRAPE_TIMEOUT: PrometheusDuration = '10s';

/** Port of the user interface, the API and Prometheus' own metrics. */
export const PORT = 9090;

/** Folder of the configuration, and the files in it. */
export const FOLDER = '/etc/prometheus';
export const FILES = { config: 'prometheus.yml', rules: 'rules.yml' } as const;

/** Label that tells the samples of one of several replicas from those of the others. */
const REPLICA = 'prometheus_replica';

/** Scrapes Prometheus itself, which each pod finds at its own address. */
export const selfJob = (labels?: Labels): ScrapeJob => ({
  job_name: 'prometheus',
  static_configs: [{ targets: [`localhost:${PORT}`], ...(labels && { labels }) }],
});

/** How many scrape the same. */
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
      // Samples of two replicas would be one series otherwise, of which Mimir refuses every other sample.
      ...(isReplicated(props) && { [REPLICA]: '${POD_NAME}' }),
    },
  },
  rule_files: props.rules ? [`${FOLDER}/${FILES.rules}`] : [],
  scrape_configs: props.scrapeConfigs ?? [selfJob()],
  alerting: { alertmanagers: props.alertmanagers?.map((endpoint) => ({ static_configs: [{ targets: [endpoint] }] })) },
  remote_write: props.remoteWrite?.map((write) => remoteWriteConfig(write, keepsExemplars(props))),
});
