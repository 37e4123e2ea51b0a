import type { RemoteWriteConfig } from '../../lib/constructs/api/remote-write';
import type { ScrapeJob } from '../../lib/constructs/collect/scrape-job';
import type { GoDuration, PrometheusDuration } from '../../lib/model/config/types';
import type { RelabelRule } from '../../lib/model/relabel/relabel';
import type { Endpoint } from '../../lib/values/endpoint';
import type { Labels } from '../../lib/values/system';

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

/** Defaults of all jobs and rules (`global`). */
export interface PrometheusGlobal {
  readonly scrape_interval?: PrometheusDuration;
  readonly scrape_timeout?: PrometheusDuration;
  readonly evaluation_interval?: PrometheusDuration;
  readonly external_labels?: Labels;
  /** File in which queries are logged. @default - none are */
  readonly query_log_file?: string;
}
