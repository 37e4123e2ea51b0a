import type { RemoteWrite } from '../../lib/constructs/api/remote-write';
import type { ScrapeJob } from '../../lib/constructs/collect/scrape-job';
import type { HttpRouteProps } from '../../lib/constructs/gateway/http-route';
import type { GatewayServiceProps, IngressProps } from '../../lib/constructs/gateway/props';
import type { MicroservicesProps } from '../../lib/constructs/microservice/props';
import type { RuleGroup } from '../../lib/constructs/monitoring/rule-groups';
import type { WorkloadProps } from '../../lib/constructs/workload/props';
import type { PrometheusDuration } from '../../lib/model/config/types';
import type { Endpoint } from '../../lib/values/endpoint';
import type { PolicyRule } from '../../lib/values/k8s';
import type { Labels } from '../../lib/values/system';
import type { PrometheusConfig } from './config-types';

/** Bytes as Prometheus counts them: `KB` are 1024. */
export type PrometheusSize = `${number}${'B' | 'KB' | 'MB' | 'GB' | 'TB' | 'PB'}`;

/** Local retention of samples; the first limit that is reached applies. */
export interface PrometheusRetention {
  /** `--storage.tsdb.retention.time`. @default "15d" */
  readonly time?: PrometheusDuration;
  /** `--storage.tsdb.retention.size`; leave 10% of the claim free for the write-ahead log. @default - no limit */
  readonly size?: PrometheusSize;
}

/** Feature flags (`--enable-feature`). */
export type PrometheusFeature =
  | 'auto-gomaxprocs'
  | 'exemplar-storage'
  | 'expand-external-labels'
  | 'extra-scrape-metrics'
  | 'memory-snapshot-on-shutdown'
  | 'native-histograms'
  | 'new-service-discovery-manager'
  | 'no-default-scrape-port'
  | 'otlp-write-receiver'
  | 'promql-experimental-functions'
  | 'promql-per-step-stats';

export interface PrometheusProps
  extends Omit<WorkloadProps, 'autoscaling' | 'strategy'>,
    Pick<
      MicroservicesProps,
      'namespace' | 'release' | 'nameOverride' | 'fullnameOverride' | 'clusterDomain' | 'ipFamilies' | 'serviceMonitor'
    > {
  /** Scrape jobs (`scrape_configs`). @default - Prometheus itself (`selfJob()`) */
  readonly scrapeConfigs?: readonly ScrapeJob[];
  /**
   * Targets of remote write (`remote_write`), such as `[mimir.remoteWrite]`. Passwords and authorities are read from
   * Secrets of the namespace of Prometheus.
   * @default - nowhere
   */
  readonly remoteWrite?: readonly RemoteWrite[];
  /** Labels of all that is sent and of all alerts (`global.external_labels`). @default - none */
  readonly externalLabels?: Labels;
  /** `global.scrape_interval`. @default "15s" */
  readonly scrapeInterval?: PrometheusDuration;
  /** `global.scrape_timeout`; not longer than the interval. @default "10s" */
  readonly scrapeTimeout?: PrometheusDuration;
  /** Interval of rule evaluation (`global.evaluation_interval`). @default - the scrape interval */
  readonly evaluationInterval?: PrometheusDuration;
  /** @default - 15 days */
  readonly retention?: PrometheusRetention;
  /** Rules that record and alert (`rule_files`). @default - none */
  readonly rules?: readonly RuleGroup[];
  /** Alertmanagers (`alerting.alertmanagers`). @default - none */
  readonly alertmanagers?: readonly Endpoint[];
  /** Whether others may write to it (`--web.enable-remote-write-receiver`). @default false */
  readonly remoteWriteReceiver?: boolean;
  /** @default - none */
  readonly features?: readonly PrometheusFeature[];
  /** Keys of the configuration to add or to replace: maps merge. Jobs have a prop of their own. @default - none */
  readonly config?: Omit<PrometheusConfig, 'scrape_configs' | 'rule_files'>;
  /** Permissions in all namespaces (ClusterRole). @default - the permissions for service discovery of the jobs */
  readonly clusterRules?: readonly PolicyRule[];
  /** The Service of the user interface. @default - port 9090, in the cluster only */
  readonly service?: GatewayServiceProps;
  /** @default - none */
  readonly ingress?: IngressProps;
  /** An HTTPRoute of the Gateway API. @default - none */
  readonly httpRoute?: HttpRouteProps;
}
