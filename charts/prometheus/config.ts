import type { RelabelRule } from '../../lib/collect/relabel';
import type { ScrapeJob } from '../../lib/collect/scrape-job';
import type { GoDuration, PrometheusDuration } from '../../lib/config/types';
import type { Endpoint } from '../../lib/endpoint';
import type { Labels } from '../../lib/system';
import type { PrometheusProps } from './props';

/** What holds for all jobs and rules (`global`). */
export interface PrometheusGlobal {
  readonly scrape_interval?: PrometheusDuration;
  readonly scrape_timeout?: PrometheusDuration;
  readonly evaluation_interval?: PrometheusDuration;
  readonly external_labels?: Labels;
  /** File in which queries are logged. @default - none are */
  readonly query_log_file?: string;
}

/** Where samples are sent to (`remote_write[]`). */
export interface RemoteWriteConfig {
  readonly url: string;
  /** Name of the queue in Prometheus' own metrics. @default - made of the settings */
  readonly name?: string;
  readonly headers?: Labels;
  /** @default "30s" */
  readonly remote_timeout?: PrometheusDuration;
  /** Rules by which samples are kept back or changed. @default - none */
  readonly write_relabel_configs?: readonly RelabelRule[];
  /** Whether exemplars are sent; they need the feature `exemplar-storage`. @default false */
  readonly send_exemplars?: boolean;
  readonly send_native_histograms?: boolean;
  readonly basic_auth?: { readonly username: string; readonly password_file: string };
  readonly authorization?: { readonly type?: string; readonly credentials_file: string };
  readonly tls_config?: { readonly ca_file?: string; readonly insecure_skip_verify?: boolean };
  /** How samples wait. */
  readonly queue_config?: {
    /** Samples that one shard holds. @default 10000 */
    readonly capacity?: number;
    /** @default 50 */
    readonly max_shards?: number;
    /** @default 1 */
    readonly min_shards?: number;
    /** @default 2000 */
    readonly max_samples_per_send?: number;
    /** @default "5s" */
    readonly batch_send_deadline?: PrometheusDuration;
    /** @default "30ms" */
    readonly min_backoff?: PrometheusDuration;
    /** @default "5s" */
    readonly max_backoff?: PrometheusDuration;
    /** Whether samples are sent again that were too many. @default false */
    readonly retry_on_http_429?: boolean;
  };
  readonly metadata_config?: {
    readonly send?: boolean;
    readonly send_interval?: PrometheusDuration;
    readonly max_samples_per_send?: number;
  };
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
    /** How late a sample may be. @default 0 */
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
  remote_write: props.remoteWrite?.map(({ tenant, headers, ...write }) => ({
    ...write,
    ...((headers || tenant !== undefined) && {
      headers: { ...headers, ...(tenant !== undefined && { 'X-Scope-OrgID': tenant }) },
    }),
  })),
});
