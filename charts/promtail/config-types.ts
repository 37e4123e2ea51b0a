import type { HttpClientConfig } from '../../lib/constructs/api/http-client';
import type { PipelineStage } from '../../lib/constructs/collect/pipeline';
import type { GoDuration } from '../../lib/model/config/types';
import type { KubernetesDiscovery, RelabelRule } from '../../lib/model/relabel/relabel';
import type { Labels } from '../../lib/values/system';

/** The configuration of Promtail 2.9 (`promtail.yaml`). */
export interface PromtailConfig {
  readonly server?: PromtailServer;
  readonly clients: readonly PromtailClient[];
  readonly positions?: PromtailPositions;
  readonly scrape_configs: readonly PromtailScrapeConfig[];
  readonly limits_config?: PromtailLimits;
  /** Interval of searches for new files. @default - every 10 seconds */
  readonly target_config?: { readonly sync_period?: GoDuration };
  /** Traces of Promtail itself. @default - none */
  readonly tracing?: { readonly enabled?: boolean };
}

/** A job (`scrape_configs[]`): log sources and pipeline stages. */
export interface PromtailScrapeConfig {
  /** Must be unique: a later job with the same name replaces the first without a message. */
  readonly job_name: string;
  readonly pipeline_stages?: readonly PipelineStage[];
  readonly kubernetes_sd_configs?: readonly KubernetesDiscovery[];
  /** Static targets; the label `__path__` selects the files. */
  readonly static_configs?: ReadonlyArray<{ readonly targets?: readonly string[]; readonly labels: Labels }>;
  /** Logs of journald. Its folder must be mounted (`volumes`, `volumeMounts`). */
  readonly journal?: {
    readonly path?: string;
    readonly max_age?: GoDuration;
    readonly json?: boolean;
    readonly labels?: Labels;
    readonly matches?: string;
  };
  /** Receives syslog (RFC 5424). */
  readonly syslog?: {
    readonly listen_address: string;
    readonly listen_protocol?: 'tcp' | 'udp';
    readonly labels?: Labels;
    readonly label_structured_data?: boolean;
    readonly use_incoming_timestamp?: boolean;
  };
  readonly relabel_configs?: readonly RelabelRule[];
}

/** HTTP server of Promtail (`server`). */
export interface PromtailServer {
  /** @default "info" */
  readonly log_level?: 'debug' | 'info' | 'warn' | 'error';
  /** @default "logfmt" */
  readonly log_format?: 'logfmt' | 'json';
  /** @default 3101 */
  readonly http_listen_port?: number;
  /** Whether `/reload` reloads the configuration. @default false */
  readonly enable_runtime_reload?: boolean;
}

/** The file of read positions (`positions`). */
export interface PromtailPositions {
  /** @default "/run/promtail/positions.yaml" */
  readonly filename?: string;
  /** @default "10s" */
  readonly sync_period?: GoDuration;
  /** Whether to start from scratch if the positions file is invalid. @default false */
  readonly ignore_invalid_yaml?: boolean;
}

/** Read limits (`limits_config`). */
export interface PromtailLimits {
  readonly readline_rate_enabled?: boolean;
  /** Lines a second. @default 10000 */
  readonly readline_rate?: number;
  /** Lines at once. @default 10000 */
  readonly readline_burst?: number;
  readonly readline_rate_drop?: boolean;
  /** Streams at once; 0 is no limit. @default 0 */
  readonly max_streams?: number;
  /** Bytes of a line; 0 is no limit. @default 0 */
  readonly max_line_size?: number | string;
  readonly max_line_size_truncate?: boolean;
}

/** A Loki that lines are pushed to (`clients[]`). */
export interface PromtailClient extends HttpClientConfig {
  readonly url: string;
  readonly tenant_id?: string;
}
