import type { LokiLimitsConfig } from '../../imports/loki-config';
import type { RemoteWrite } from '../../lib/constructs/api/remote-write';
import type { GatewayProps } from '../../lib/constructs/gateway/props';
import type { RolesExposureProps } from '../../lib/constructs/gateway/roles-exposure';
import type { MemcachedExporterProps, MemcachedProps } from '../../lib/constructs/memcached/memcached';
import type { MicroservicesProps, MonitoredProps } from '../../lib/constructs/microservice/props';
import type { ReleaseProps } from '../../lib/constructs/microservice/release-props';
import type { NameOf } from '../../lib/constructs/microservice/role-table';
import type { RuleFile } from '../../lib/constructs/monitoring/rule-files';
import type { ControllerKind } from '../../lib/constructs/workload/controller-kind';
import type { WorkloadProps } from '../../lib/constructs/workload/props';
import type { Endpoint } from '../../lib/values/endpoint';
import type { ObjectStorage } from '../../lib/values/object-storage';
import type { LOKI_RELEASES, LokiRelease } from './releases';
import type { SchemaPeriod } from './schema-periods';

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

export interface TenantLogging {
  readonly log_stream_creation?: boolean;
  readonly log_push_request?: boolean;
  readonly log_push_request_streams?: boolean;
  readonly limited_log_push_errors?: boolean;
}

/** The file that Loki reads again while it runs (`runtime_config.file`). */
export interface LokiRuntimeFile {
  /** Limits by tenant. */
  readonly overrides?: Readonly<Record<string, LokiLimitsConfig>>;
  /** Log settings of single tenants. */
  readonly configs?: Readonly<Record<string, TenantLogging>>;
  /** Log settings of all other tenants. */
  readonly default?: TenantLogging;
  /** Moving rings from one store to another. */
  readonly multi_kv_config?: { readonly mirror_enabled?: boolean; readonly primary?: string };
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
  /** Makes and drops tables of indexes older than boltdb-shipper. @default false */
  readonly tableManager?: StatelessRoleProps | false;
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
  /** Cache of index writes; only for indexes older than boltdb-shipper. @default false */
  readonly memcachedIndexWrites?: MemcachedProps | false;
}

/** Names of the caches that Loki can have. */
export type LokiCache = NameOf<keyof LokiCaches>;

export type LokiProps<Version extends LokiRelease = (typeof LOKI_RELEASES)[0]> = LokiSettings &
  ReleaseProps<Version, typeof LOKI_RELEASES>;

/** Props that are the same in all releases. */
export interface LokiSettings extends MicroservicesProps, LokiRoles, LokiCaches, RolesExposureProps<LokiRole> {
  /**
   * Storage of chunks and index. There is no default: a wrong guess shows only when old logs are missing.
   */
  readonly storage: ObjectStorage;
  /** Periods of index and schema by start date, oldest first (`schema_config.configs`); older data stays readable. */
  readonly schema: readonly SchemaPeriod[];
  /** Whether requests must name a tenant (`auth_enabled`). @default false */
  readonly multiTenancy?: boolean;
  /** @default - empty */
  readonly runtimeConfig?: LokiRuntimeFile;

  /** nginx in front of all roles. @default {} */
  readonly gateway?: GatewayProps | false;
  /** Default props of all caches; does not enable any cache. @default - none */
  readonly caches?: MemcachedProps;
  /** A Redis that serves in the place of each cache that is no memcached here, such as `redis.endpoint`. @default - none */
  readonly redis?: Endpoint;
  /** Default exporter of each memcached. @default false */
  readonly memcachedExporter?: MemcachedExporterProps | false;
}
