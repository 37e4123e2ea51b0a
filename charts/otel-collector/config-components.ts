import type { ScrapeJob } from '../../lib/constructs/collect/scrape-job';
import type { GoDuration, PrometheusDuration } from '../../lib/model/config/types';
import type { Labels } from '../../lib/values/system';

/** Encryption of a connection (`tls`). */
interface Tls {
  /** Whether there is none. @default false */
  readonly insecure?: boolean;
  readonly insecure_skip_verify?: boolean;
  readonly ca_file?: string;
  /** Name in the certificate of the server. @default - the host of the endpoint */
  readonly server_name_override?: string;
}

/** Listen address of a receiver; `${env:MY_POD_IP}` is the address of the pod. */
interface Listener {
  readonly endpoint?: string;
}

/** Common settings of exporters: headers, authentication, timeout, retries and queue. */
interface Sending {
  readonly headers?: Labels;
  /** Authentication extension, such as `basicauth`. @default - none */
  readonly auth?: { readonly authenticator: string };
  /** @default "5s" */
  readonly timeout?: GoDuration;
  readonly retry_on_failure?: {
    readonly enabled?: boolean;
    readonly initial_interval?: GoDuration;
    readonly max_interval?: GoDuration;
    readonly max_elapsed_time?: GoDuration;
  };
}

/** Receivers that the collector is typed for, by the part of their name before `/`. */
export interface ReceiverTypes {
  readonly otlp: { readonly protocols: { readonly grpc?: Listener; readonly http?: Listener } };
  readonly jaeger: {
    readonly protocols: {
      readonly grpc?: Listener;
      readonly thrift_binary?: Listener;
      readonly thrift_compact?: Listener;
      readonly thrift_http?: Listener;
    };
  };
  readonly zipkin: Listener;
  readonly prometheus: {
    readonly config: {
      readonly global?: { readonly scrape_interval?: PrometheusDuration; readonly scrape_timeout?: PrometheusDuration };
      /** `$` begins a variable in the collector, so a group of an expression is written `$$1`. */
      readonly scrape_configs: readonly ScrapeJob[];
    };
  };
}

export interface ProcessorTypes {
  /** Refuses data before memory runs out. Shares are of the container's limit, or of the node's memory without one. */
  readonly memory_limiter: {
    readonly check_interval: GoDuration;
    /** Percent. */
    readonly limit_percentage?: number;
    /** Percent, below the limit. */
    readonly spike_limit_percentage?: number;
    /** MiB. */
    readonly limit_mib?: number;
    /** MiB, below the limit. */
    readonly spike_limit_mib?: number;
  };
  readonly batch: {
    /** Items after which a batch is sent. @default 8192 */
    readonly send_batch_size?: number;
    /** @default 0, no limit */
    readonly send_batch_max_size?: number;
    /** @default "200ms" */
    readonly timeout?: GoDuration;
  };
}

export interface ExporterTypes {
  readonly debug: { readonly verbosity?: 'basic' | 'normal' | 'detailed' };
  /** Former name of `debug`. */
  readonly logging: { readonly verbosity?: 'basic' | 'normal' | 'detailed' };
  readonly otlp: Sending & { readonly endpoint: string; readonly tls?: Tls };
  readonly otlphttp: Sending & { readonly endpoint: string; readonly tls?: Tls };
  readonly prometheusremotewrite: Sending & {
    readonly endpoint: string;
    readonly tls?: Tls;
    readonly external_labels?: Labels;
    readonly resource_to_telemetry_conversion?: { readonly enabled: boolean };
  };
}

export interface ExtensionTypes {
  /** Answers the probes of the pod, on port 13133. */
  readonly health_check: Listener & { readonly path?: string };
  /** User and password that exporters name as their `auth.authenticator`. */
  readonly basicauth: { readonly client_auth: { readonly username: string; readonly password: string } };
  /** Memory that is never used, so that Go collects less often. */
  readonly memory_ballast: { readonly size_in_percentage?: number; readonly size_mib?: number };
  readonly pprof: Listener;
  readonly zpages: Listener;
}

/** A component of any other type; its settings are not validated. */
export class OtherComponent {
  constructor(readonly settings: Readonly<Record<string, unknown>>) {}
}
