import type { Loki37Config } from '../../imports/loki-3.7-config';
import type { LokiConfig } from '../../imports/loki-config';
import { LOKI_3_RULES, LOKI_RULES } from '../../lib/constructs/monitoring/alerts/loki';
import type { SystemRules } from '../../lib/constructs/monitoring/alerts/system-rules';
import { configParser } from '../../lib/model/config/parser';
import { Release } from '../../lib/model/release';
import type { LokiCaches, LokiRoles } from './role-props';
import type { IndexStore, SchemaPeriod } from './schema-periods';

/** Keys of all releases. The chart writes none that its release does not have, which a test holds. */
export type LokiAnyConfig = LokiConfig & Loki37Config;
export type LokiAnyLimits = NonNullable<LokiConfig['limits_config']> & NonNullable<Loki37Config['limits_config']>;

/** Differences between the releases of Loki. */
export interface LokiTraits {
  /** Props of roles and caches that it does not have. */
  readonly lacks: ReadonlyArray<keyof LokiRoles | keyof LokiCaches>;
  /** Version of the schema of periods that name none. */
  readonly schema: NonNullable<SchemaPeriod['schema']>;
  /** Kinds of index that the newest period may have; former periods may have any. */
  readonly newestStores: readonly IndexStore[];
  /**
   * Whether shippers and the compactor name the store of the index (`shared_store`). Later it is that of the period, and
   * the compactor names the store of delete requests.
   */
  readonly namesSharedStore: boolean;
  /** Whether it ends at its start if structured metadata is allowed and the active period cannot store it. */
  readonly checksStructuredMetadata: boolean;
  /** Whether the interval of retention has to be a multiple of that of compaction. */
  readonly alignsRetention: boolean;
  /** Whether it has an OTLP API for logs. */
  readonly hasOtlp: boolean;
  /** Alerts and recording rules, by the names of its metrics. */
  readonly rules: SystemRules;
  /** Limits besides those of all releases (`limits_config`). */
  readonly limits: LokiAnyLimits;
  /** Settings of query frontends in clusters with IPv6 only (`frontend`). */
  readonly ipv6Frontend: NonNullable<LokiAnyConfig['frontend']>;
  /** Settings of ingesters besides those of all releases (`ingester`). */
  readonly ingester: NonNullable<LokiAnyConfig['ingester']>;
}

const traits = <const Own extends LokiTraits>(own: Own): Own => own;

const loki = { system: 'Loki', repository: 'docker.io/grafana/loki' } as const;

export const LOKI_2_9 = new Release({
  ...loki,
  version: '2.9.4',
  parser: configParser<LokiConfig>,
  traits: traits({
    lacks: ['patternIngester', 'bloomPlanner', 'bloomBuilder', 'bloomGateway'],
    schema: 'v12',
    newestStores: ['tsdb', 'boltdb-shipper'],
    namesSharedStore: true,
    checksStructuredMetadata: false,
    alignsRetention: true,
    hasOtlp: false,
    rules: LOKI_RULES,
    limits: { enforce_metric_name: false },
    // It registers an IPv4 address with schedulers, unless one is configured.
    ipv6Frontend: {},
    ingester: { max_transfer_retries: 0 },
  }),
  flags: {
    own: {
      'config.expand-env': 'bool',
      'config.file': 'csv',
      'experimental.ruler.enable-api': 'bool',
      'frontend.cache-split-interval': 'duration',
      'frontend.index-stats-results-cache.cache-split-interval': 'duration',
      'list-targets': 'bool',
      'log-config-reverse-order': 'bool',
      'memberlist.transport-debug': 'bool',
      'compactor.allow-deletes': 'bool',
      'print-config-stderr': 'bool',
      'ruler.client-timeout': 'duration',
      'ruler.group-timeout': 'duration',
      'ruler.num-workers': 'int',
      'schema-config-file': 'string',
      'store.chunks-cache.cache-stubs': 'bool',
      'verify-config': 'bool',
      help: 'bool',
      version: 'bool',
    },
    formerPrefixes: { 'boltdb.shipper.compactor.': 'compactor.' },
  },
});

export const LOKI_3_7 = new Release({
  ...loki,
  version: '3.7.6',
  parser: configParser<Loki37Config>,
  needsHeartbeats: true,
  traits: traits({
    lacks: ['tableManager', 'memcachedIndexWrites'],
    schema: 'v13',
    newestStores: ['tsdb'],
    namesSharedStore: false,
    checksStructuredMetadata: true,
    alignsRetention: false,
    hasOtlp: true,
    rules: LOKI_3_RULES,
    limits: {},
    ipv6Frontend: { instance_enable_ipv6: true },
    ingester: {},
  }),
  flags: {
    own: {
      'bloom.cache-list-ops': 'bool',
      'compactor.allow-deletes': 'string',
      'config.expand-env': 'bool',
      'config.file': 'csv',
      'ingester.client.healthcheck-timeout': 'duration',
      'list-targets': 'bool',
      'log-config-reverse-order': 'bool',
      'memberlist.transport-debug': 'bool',
      'pattern-ingester.remote-timeout': 'duration',
      'print-config-stderr': 'bool',
      'querier.compress-http-responses': 'bool',
      'ruler.client-timeout': 'string',
      'ruler.group-timeout': 'string',
      'ruler.num-workers': 'string',
      'schema-config-file': 'string',
      'server.throughput.latency-cutoff': 'duration',
      'server.throughput.unit': 'string',
      'store.chunks-cache.cache-stubs': 'bool',
      'verify-config': 'bool',
      help: 'bool',
      version: 'bool',
    },
  },
});

/** All releases that the chart knows; the first is the default. */
export const LOKI_RELEASES = [LOKI_2_9, LOKI_3_7] as const;

/** A release that the chart knows. */
export type LokiRelease = (typeof LOKI_RELEASES)[number];

/** Data, and a YAML file, as a configuration of the default release. @throws UserError as `ConfigParser` says */
export const { parse: lokiConfig, read: readLokiConfig } = LOKI_RELEASES[0];
