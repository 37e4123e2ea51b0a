import type { RemoteWrite } from '../../lib/constructs/api/remote-write';
import type { MemcachedProps } from '../../lib/constructs/memcached/memcached';
import type { MonitoredProps } from '../../lib/constructs/microservice/props';
import type { NameOf } from '../../lib/constructs/microservice/role-table';
import type { RuleFile } from '../../lib/constructs/monitoring/rule-files';
import type { ControllerKind } from '../../lib/constructs/workload/controller-kind';
import type { WorkloadProps } from '../../lib/constructs/workload/props';

/** Props of a stateless role, always a Deployment. */
export type StatelessRoleProps = MonitoredProps &
  Omit<WorkloadProps, 'persistence' | 'updateStrategy' | 'podManagementPolicy'>;

/** A role that keeps data, always a StatefulSet. */
export type StatefulRoleProps = MonitoredProps & Omit<WorkloadProps, 'strategy'>;

/** A role that Loki lets run either way. */
export interface EitherRoleProps extends WorkloadProps, MonitoredProps {
  /** @default - that of the role */
  readonly kind?: ControllerKind;
}

export interface RulerProps extends EitherRoleProps {
  /**
   * Rules of the tenants, as files by tenant and file name (`ruler.directories`): groups `{ fake: { 'errors.yaml': [group] } }`,
   * the text of a file as Helm's values have it, or `{ file: 'rules/errors.yaml' }`. Without multi-tenancy the tenant is
   * called `fake`.
   * @default - none
   */
  readonly directories?: Readonly<Record<string, Readonly<Record<string, RuleFile>>>>;
  /**
   * Targets of the results of recording rules (`ruler.remote_write.clients`), such as `[mimir.remoteWrite]`.
   * They belong to the tenant of the rule, which is `fake` without multi-tenancy, and no other can be named. Passwords
   * and authorities are read from Secrets of Loki's namespace.
   * @default - none: the results of recording rules are dropped
   */
  readonly remoteWrite?: readonly RemoteWrite[];
}

/** Props of the roles; each one is named after its prop: `queryFrontend` configures `query-frontend`. */
export interface LokiRoles {
  /** Takes logs in. @default {} */
  readonly distributor?: StatelessRoleProps | false;
  /** Gathers logs to chunks. @default {} */
  readonly ingester?: EitherRoleProps | false;
  /** Answers queries. @default - a StatefulSet, or a Deployment where an index gateway is on and it has no claims */
  readonly querier?: EitherRoleProps | false;
  /** Splits queries and keeps their results. @default {} */
  readonly queryFrontend?: StatelessRoleProps | false;
  /** Queues queries between several query frontends; two of them, once it is given. @default false */
  readonly queryScheduler?: StatelessRoleProps | false;
  /** Evaluates rules. @default false */
  readonly ruler?: RulerProps | false;
  /** Merges index files and deletes data older than the retention. @default {} */
  readonly compactor?: EitherRoleProps | false;
  /** Answers queries of the index, so that queriers need not download it. @default false */
  readonly indexGateway?: StatefulRoleProps | false;
  /** Makes and drops tables of indexes older than boltdb-shipper; not in Loki 3. @default false */
  readonly tableManager?: StatelessRoleProps | false;
  /**
   * Finds patterns in log lines, for Grafana's Logs Drilldown (`pattern_ingester.enabled`); from Loki 3 on. A StatefulSet.
   * @default false
   */
  readonly patternIngester?: StatefulRoleProps | false;
  /**
   * Plans the building of bloom filters (`bloom_build`, experimental), needs `bloomBuilder`; from Loki 3 on. One pod, since
   * builders fetch from all of them. Nothing is built for tenants without `limits_config.bloom_creation_enabled`.
   * @default false
   */
  readonly bloomPlanner?: StatefulRoleProps | false;
  /** Builds bloom filters, needs `bloomPlanner`; from Loki 3 on. @default false */
  readonly bloomBuilder?: EitherRoleProps | false;
  /**
   * Filters chunks with bloom filters for index gateways (`bloom_gateway`, experimental), needs `indexGateway`; from Loki 3
   * on. Nothing is filtered for tenants without `limits_config.bloom_gateway_enable_filtering`.
   * @default false
   */
  readonly bloomGateway?: StatefulRoleProps | false;
}

/** The roles of Loki, as `-target` names them. */
export type LokiRole = NameOf<keyof LokiRoles>;

/** Props of the caches; each one is named after its prop: `memcachedChunks` configures `memcached-chunks`. */
export interface LokiCaches {
  /** Cache of chunks. @default false */
  readonly memcachedChunks?: MemcachedProps | false;
  /** Cache of query results. @default false */
  readonly memcachedFrontend?: MemcachedProps | false;
  /** Cache of index lookups. @default false */
  readonly memcachedIndexQueries?: MemcachedProps | false;
  /** Cache of index writes; only for indexes older than boltdb-shipper, and not in Loki 3. @default false */
  readonly memcachedIndexWrites?: MemcachedProps | false;
}

/** Names of the caches that Loki can have. */
export type LokiCache = NameOf<keyof LokiCaches>;
