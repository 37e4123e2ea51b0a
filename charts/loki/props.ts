import type { Loki37LimitsConfig, Loki37OperationalConfig } from '../../imports/loki-3.7-config';
import type { LokiLimitsConfig } from '../../imports/loki-config';
import type { GatewayProps } from '../../lib/constructs/gateway/props';
import type { RolesExposureProps } from '../../lib/constructs/gateway/roles-exposure';
import type { MemcachedExporterProps, MemcachedProps } from '../../lib/constructs/memcached/memcached';
import type { MicroservicesProps } from '../../lib/constructs/microservice/props';
import type { ReleaseProps } from '../../lib/constructs/microservice/release-props';
import type { ConfigOf } from '../../lib/model/release';
import type { Endpoint } from '../../lib/values/endpoint';
import type { ObjectStorage } from '../../lib/values/object-storage';
import type { LOKI_RELEASES, LokiRelease } from './releases';
import type { LokiCaches, LokiRole, LokiRoles } from './role-props';
import type { IndexStore, SchemaPeriod } from './schema-periods';

export type * from './role-props';

export interface TenantLogging {
  readonly log_stream_creation?: boolean;
  readonly log_push_request?: boolean;
  readonly log_push_request_streams?: boolean;
  readonly limited_log_push_errors?: boolean;
}

/** The file that Loki reads again while it runs (`runtime_config.file`). */
interface RuntimeFile<Limits, Logging> {
  /** Limits by tenant. */
  readonly overrides?: Readonly<Record<string, Limits>>;
  /** Log settings of single tenants. */
  readonly configs?: Readonly<Record<string, Logging>>;
  /** Moving rings from one store to another. */
  readonly multi_kv_config?: { readonly mirror_enabled?: boolean; readonly primary?: string };
}

/** The file that Loki 2.9 reads again while it runs. */
export interface LokiRuntimeFile extends RuntimeFile<LokiLimitsConfig, TenantLogging> {
  /** Log settings of all other tenants. */
  readonly default?: TenantLogging;
}

/** The file that Loki 3 reads again while it runs. Log settings of all other tenants are in `config.operational_config`. */
export interface Loki37RuntimeFile extends RuntimeFile<Loki37LimitsConfig, Loki37OperationalConfig> {}

type RuntimeFileOf<Version extends LokiRelease> = 'operational_config' extends keyof ConfigOf<Version>
  ? Loki37RuntimeFile
  : LokiRuntimeFile;

/** Periods of which the newest has an index that new installations of the release have. */
type SchemaOf<Version extends LokiRelease> = IndexStore extends Version['traits']['newestStores'][number]
  ? readonly SchemaPeriod[]
  : readonly [...SchemaPeriod[], SchemaPeriod & { readonly store?: Version['traits']['newestStores'][number] }];

/** Props that differ between releases. */
type ReleaseOwn<Version extends LokiRelease> = Version extends LokiRelease
  ? { readonly [Lacked in Version['traits']['lacks'][number]]?: never } & {
      /**
       * Periods of index and schema by start date, oldest first (`schema_config.configs`); older data stays readable. The
       * newest has an index that the release has for new installations: in Loki 3 `tsdb` alone.
       */
      readonly schema: SchemaOf<Version>;
      /** @default - empty */
      readonly runtimeConfig?: RuntimeFileOf<Version>;
    }
  : never;

export type LokiProps<Version extends LokiRelease = (typeof LOKI_RELEASES)[0]> = LokiSettings &
  ReleaseOwn<Version> &
  ReleaseProps<Version, typeof LOKI_RELEASES>;

/** Props that are the same in all releases. */
export interface LokiSettings extends MicroservicesProps, LokiRoles, LokiCaches, RolesExposureProps<LokiRole> {
  /**
   * Storage of chunks and index. There is no default: a wrong guess shows only when old logs are missing.
   */
  readonly storage: ObjectStorage;
  /** Whether requests must name a tenant (`auth_enabled`). @default false */
  readonly multiTenancy?: boolean;
  /** nginx in front of all roles. @default {} */
  readonly gateway?: GatewayProps | false;
  /** Default props of all caches; does not enable any cache. @default - none */
  readonly caches?: MemcachedProps;
  /** A Redis that serves in the place of each cache that is no memcached here, such as `redis.endpoint`. @default - none */
  readonly redis?: Endpoint;
  /** Default exporter of each memcached. @default false */
  readonly memcachedExporter?: MemcachedExporterProps | false;
}
