import type { PrometheusDuration } from '../../model/config/types';
import type { KubernetesDiscovery, RelabelRule } from '../../model/relabel/relabel';
import type { Endpoint } from '../../values/endpoint';
import type { Labels } from '../../values/system';
import { listed, show } from '../../values/text';

/** Service discovery by Consul (`consul_sd_configs[]`). A registration with `consul.register()` is one. */
export interface ConsulDiscovery {
  /** Consul's HTTP API. */
  readonly server: Endpoint;
  /** Services to discover. @default - all of them */
  readonly services?: readonly string[];
  /** Tags that a service must all have. @default - none */
  readonly tags?: readonly string[];
  /** Refresh interval. @default "30s" */
  readonly refresh_interval?: PrometheusDuration;
}

/** Service discovery by DNS (`dns_sd_configs[]`). */
export interface DnsDiscovery {
  readonly names: readonly string[];
  /** @default "SRV" */
  readonly type?: 'SRV' | 'A' | 'AAAA' | 'MX' | 'NS';
  /** Port of targets from records that have none. @default - none */
  readonly port?: number;
  /** @default "30s" */
  readonly refresh_interval?: PrometheusDuration;
}

/** Static targets (`static_configs[]`). */
export interface StaticTargets {
  /** Endpoints of the cluster, or `host:port` of external targets. */
  readonly targets: ReadonlyArray<Endpoint | string>;
  /** Labels of all of them. @default - none */
  readonly labels?: Labels;
}

/** A scrape job (`scrape_configs[]`), the same in Prometheus and the OpenTelemetry Collector. */
export interface ScrapeJob {
  /** Label `job` of its metrics; must be unique. */
  readonly job_name: string;
  /** @default - that of the configuration */
  readonly scrape_interval?: PrometheusDuration;
  /** At most the interval. @default - that of the configuration */
  readonly scrape_timeout?: PrometheusDuration;
  /** @default "/metrics" */
  readonly metrics_path?: string;
  /** @default "http" */
  readonly scheme?: 'http' | 'https';
  /** URL parameters. @default - none */
  readonly params?: Readonly<Record<string, readonly string[]>>;
  /** Whether labels of scraped metrics override those of the target. @default false */
  readonly honor_labels?: boolean;
  /** Whether timestamps of scraped metrics are kept. @default true */
  readonly honor_timestamps?: boolean;
  /** File with a bearer token. @default - none */
  readonly bearer_token_file?: string;
  readonly basic_auth?: { readonly username: string; readonly password_file: string };
  readonly tls_config?: {
    readonly ca_file?: string;
    readonly cert_file?: string;
    readonly key_file?: string;
    readonly server_name?: string;
    readonly insecure_skip_verify?: boolean;
  };
  readonly static_configs?: readonly StaticTargets[];
  readonly kubernetes_sd_configs?: readonly KubernetesDiscovery[];
  readonly consul_sd_configs?: readonly ConsulDiscovery[];
  readonly dns_sd_configs?: readonly DnsDiscovery[];
  /** Relabeling rules for targets, before they are scraped. @default - none */
  readonly relabel_configs?: readonly RelabelRule[];
  /** Relabeling rules for metrics. @default - none */
  readonly metric_relabel_configs?: readonly RelabelRule[];
  /** Maximum number of samples per scrape; a scrape above it is rejected; 0 is no limit. @default 0 */
  readonly sample_limit?: number;
}

/** Ways in which targets are found. */
const DISCOVERIES = [
  'static_configs',
  'kubernetes_sd_configs',
  'consul_sd_configs',
  'dns_sd_configs',
] as const satisfies ReadonlyArray<keyof ScrapeJob>;

/** `host:port`, without scheme and path. */
const TARGET = /^(\[[0-9a-fA-F:.]+\]|[^\s/:]+)(:\d{1,5})?$/;

/**
 * Errors in jobs that Prometheus would reject or that would scrape nothing, one sentence each, prefixed with the path.
 * @param at where the jobs stand
 * @param taken names of jobs that stand elsewhere
 */
export function* mistakesInJobs(
  at: string,
  jobs: readonly ScrapeJob[],
  taken: readonly string[] = [],
): Generator<string> {
  const names = [...taken, ...jobs.map(({ job_name }) => job_name)];
  for (const [index, job] of jobs.entries()) {
    const where = `${at}[${index}]`;
    const { job_name, metrics_path = '/', static_configs = [], relabel_configs = [] } = job;
    if (job_name === '') yield `${where}.job_name: found "", allowed is a non-empty string: set it`;
    if (names.indexOf(job_name) !== taken.length + index) {
      yield `${where}.job_name: found ${show(job_name)} twice, allowed is once: rename one`;
    }
    if (!metrics_path.startsWith('/')) {
      yield `${where}.metrics_path: found ${show(metrics_path)}, allowed is a path that starts with "/": add it`;
    }
    if (!DISCOVERIES.some((discovery) => job[discovery])) {
      yield `${where}: found no targets, allowed are ${listed(DISCOVERIES)}: add one`;
    }
    for (const [group, { targets }] of static_configs.entries()) {
      for (const [target, address] of targets.entries()) {
        // Relabeling may move a URL to a parameter, as for exporters that probe it; Prometheus takes it then.
        if (typeof address !== 'string' || TARGET.test(address) || relabel_configs.length > 0) continue;
        yield `${where}.static_configs[${group}].targets[${target}]: found ${show(address)}, allowed is host:port, without scheme and path: set those with scheme and metrics_path`;
      }
    }
  }
}
