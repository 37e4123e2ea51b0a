import type { ApiTarget, GrpcTarget } from '../../lib/constructs/api/target';
import type { ScrapeJob } from '../../lib/constructs/collect/scrape-job';
import type { PrometheusDuration } from '../../lib/model/config/types';
import type { IpFamilies } from '../../lib/values/ip-families';
import type { Labels } from '../../lib/values/system';

export interface DefaultCollectorProps {
  /**
   * Target of remote write, such as `mimir.remoteWrite`. Passwords and authorities are read from Secrets of the
   * namespace of the collector.
   */
  readonly remoteWrite: ApiTarget<'remote-write'>;
  /**
   * Target of traces over gRPC, such as `tempo.otlpGrpc` or `tempo.otlpGrpc.as('team-a')`.
   * @default - nowhere: they are only counted in the log
   */
  readonly traces?: GrpcTarget<'otlp-grpc'>;
  /** Families of addresses that the cluster has; the receivers listen at the one of the pod. @default - IPv4 */
  readonly ipFamilies?: IpFamilies;
  /** Labels of all metrics. @default - `label_name`, the name of the node */
  readonly externalLabels?: Labels;
  /** Scrape interval. @default "60s" */
  readonly scrapeInterval?: PrometheusDuration;
  /** Scrape timeout; at most the interval. @default "30s" */
  readonly scrapeTimeout?: PrometheusDuration;
  /** Jobs besides those of nodes, Services and pods. @default - none */
  readonly extraScrapeJobs?: readonly ScrapeJob[];
}
