import type { MimirConfig, MimirLimits } from '../../imports/mimir-config';
import type { BasicAuth } from '../../lib/constructs/api/target';
import type { GatewayProps } from '../../lib/constructs/gateway/props';
import type { RolesExposureProps } from '../../lib/constructs/gateway/roles-exposure';
import type { MemcachedExporterProps, MemcachedProps } from '../../lib/constructs/memcached/memcached';
import type { MicroservicesProps, MonitoredProps } from '../../lib/constructs/microservice/props';
import type { ReleaseProps } from '../../lib/constructs/microservice/release-props';
import type { NameOf } from '../../lib/constructs/microservice/role-table';
import type { SystemMinioProps } from '../../lib/constructs/system-minio';
import type { WorkloadProps } from '../../lib/constructs/workload/props';
import type { ObjectStorage } from '../../lib/values/object-storage';
import type { MIMIR_RELEASES, MimirRelease } from './releases';

/** Props of a stateless role, always a Deployment. */
export type MimirStatelessProps = MonitoredProps & Omit<WorkloadProps, 'updateStrategy' | 'podManagementPolicy'>;

/** A role that keeps data, always a StatefulSet. */
export type MimirStatefulProps = MonitoredProps & Omit<WorkloadProps, 'strategy'>;

/** A zone of a role. */
export interface MimirZone {
  /** Name such as `zone-a`; part of the names of its objects, and the zone that its pods register. */
  readonly name: string;
  /** Nodes of the zone, such as `{ 'topology.kubernetes.io/zone': 'eu-central-1a' }`. @default - any */
  readonly nodeSelector?: WorkloadProps['nodeSelector'];
  /** @default - any node */
  readonly affinity?: WorkloadProps['affinity'];
  /** Class of its claims. @default - that of the role */
  readonly storageClass?: string;
}

/**
 * Migration to zone-aware replication, one step after the other. Between two steps, wait as described in
 * https://grafana.com/docs/mimir/latest/configure/configure-zone-aware-replication.
 *
 * - `start`: the zones run beside the old pods, and no query reads from them
 * - `switch`: they are written to (ingesters) and read from (store-gateways)
 * - `exclude`: ingesters only: the old ones are no longer written to
 * - `scale-down`: the old pods are gone; after it, take the migration away
 */
export interface ZoneMigration<Step extends string> {
  readonly step: Step;
  /** Number of old pods. */
  readonly replicas: number;
}

/** Props of a zone-aware role. */
export interface ZonedRoleProps<Step extends string> extends MimirStatefulProps {
  /** Number of pods in all zones together, as evenly as it goes. @default - 3; store-gateways without zones: 1 */
  readonly replicas?: number;
  /** `false` keeps the role in one StatefulSet without zones. @default - zone-a, zone-b and zone-c */
  readonly zones?: readonly MimirZone[] | false;
  /** Maximum number of pods of a zone that the rollout operator replaces at a time. @default 50 */
  readonly rolloutMaxUnavailable?: number;
  /**
   * Node label such as `topology.kubernetes.io/zone`: nodes with the same value run pods of one zone only
   * (anti-affinity between zones) (Helm's `zoneAwareReplication.topologyKey`).
   * @default - pods of several zones may be anywhere
   */
  readonly zoneTopologyKey?: string;
  /** @default - none */
  readonly migration?: ZoneMigration<Step>;
}

export type IngesterProps = ZonedRoleProps<'start' | 'switch' | 'exclude' | 'scale-down'>;
export type StoreGatewayProps = ZonedRoleProps<'start' | 'switch' | 'scale-down'>;

export interface AlertmanagerProps
  extends MimirStatefulProps,
    Pick<ZonedRoleProps<'start' | 'switch' | 'scale-down'>, 'zoneTopologyKey' | 'migration'> {
  /** Configuration of tenants that have none of their own. @default - one that sends no notifications */
  readonly fallbackConfig?: object;
  /** Zones as those of ingesters. @default false */
  readonly zones?: readonly MimirZone[] | false;
  /** Maximum number of pods of a zone that the rollout operator replaces at a time. @default 2 */
  readonly rolloutMaxUnavailable?: number;
}

/** A part of a storage, so that one bucket can hold several. */
export interface PrefixedStorage {
  readonly storage: ObjectStorage;
  /** Prefix of the names of objects: letters and digits (`storage_prefix`). */
  readonly prefix: string;
}

/** Storages of Mimir. Each needs its own location: in a shared bucket, set different prefixes, also for blocks. */
export interface MimirStorage {
  readonly blocks: ObjectStorage | PrefixedStorage;
  /** @default - files, which are lost with the pod */
  readonly ruler?: ObjectStorage | PrefixedStorage;
  /** @default - files, which are lost with the pod */
  readonly alertmanager?: ObjectStorage | PrefixedStorage;
}

/** A MinIO of the installation's own. */
export type MimirMinioProps = SystemMinioProps;

/** Props of both tests. */
export interface SmokeTestProps {
  /**
   * User and password for a gateway with `basicAuth`, from a Secret of Mimir's namespace (Helm's `continuous_test.auth`).
   * The gateway decides the tenant. @default - none: if the gateway requires a user, the test connects to the roles
   */
  readonly credentials?: BasicAuth;
}

export interface ContinuousTestProps extends MimirStatelessProps, SmokeTestProps {
  /** Tenant of the test; not beside `credentials`. @default "mimir-continuous-test" */
  readonly tenant?: string;
  /** Number of series that are written and read. @default 1000 */
  readonly series?: number;
  /** Maximum age of queried samples, such as `48h`. @default "48h" */
  readonly maxQueryAge?: `${number}h`;
}

/** The file that Mimir reads again while it runs (`runtime_config.file`). */
export interface MimirRuntimeFile {
  /** Limits by tenant. */
  readonly overrides?: Readonly<Record<string, MimirLimits>>;
  /** Limits of each ingester, over those of the configuration (`ingester.instance_limits`). */
  readonly ingester_limits?: NonNullable<MimirConfig['ingester']>['instance_limits'];
  /** Limits of each distributor, over those of the configuration (`distributor.instance_limits`). */
  readonly distributor_limits?: NonNullable<MimirConfig['distributor']>['instance_limits'];
  /** Moving rings from one store to another. */
  readonly multi_kv_config?: { readonly mirror_enabled?: boolean; readonly primary?: string };
}

/** Props of the roles; each one is named after its prop: `queryFrontend` configures `query-frontend`. */
export interface MimirRoles {
  /** Takes samples in. @default {} */
  readonly distributor?: MimirStatelessProps;
  /** Gathers samples to blocks. @default {} */
  readonly ingester?: IngesterProps;
  /** Answers queries. @default - two */
  readonly querier?: MimirStatelessProps;
  /** Splits queries and keeps their results. @default {} */
  readonly queryFrontend?: MimirStatelessProps;
  /** Queues queries between several query frontends. @default - two */
  readonly queryScheduler?: MimirStatelessProps | false;
  /** Evaluates rules. @default {} */
  readonly ruler?: MimirStatelessProps | false;
  /** Groups and sends alerts. @default {} */
  readonly alertmanager?: AlertmanagerProps | false;
  /** Merges blocks, and deletes those that are older than the retention. @default {} */
  readonly compactor?: MimirStatefulProps;
  /** Answers queries of blocks in storage. @default {} */
  readonly storeGateway?: StoreGatewayProps;
  /** Publishes limits of tenants as metrics. @default {} */
  readonly overridesExporter?: MimirStatelessProps | false;
}

/** The roles of Mimir, as `-target` names them. */
export type MimirRole = NameOf<keyof MimirRoles>;

/** Props of the caches; each one is named after its prop: `chunksCache` configures `chunks-cache`. */
export interface MimirCaches {
  /** Cache of chunks. @default false */
  readonly chunksCache?: MemcachedProps | false;
  /** Cache of index lookups. @default false */
  readonly indexCache?: MemcachedProps | false;
  /** Cache of the metadata of blocks and rules. @default false */
  readonly metadataCache?: MemcachedProps | false;
  /** Cache of query results. @default false */
  readonly resultsCache?: MemcachedProps | false;
}

/** Names of the caches that Mimir can have. */
export type MimirCache = NameOf<keyof MimirCaches>;

/** Props of all caches together. */
export interface MimirCacheSettings {
  /** Default props of all caches; does not enable any cache (Helm's `memcached`). @default - none */
  readonly caches?: MemcachedProps;
  /** Default exporter of each memcached. @default - that of `versions.ts` */
  readonly memcachedExporter?: MemcachedExporterProps | false;
}

/** Object storages: there is no default, since a wrong guess shows only when old metrics are missing. */
export type MimirObjectStorage =
  | { readonly storage: MimirStorage; readonly minio?: never }
  | {
      /** A MinIO of the installation's own, with a bucket for blocks and one for rules and alerts. */
      readonly minio: MimirMinioProps;
      readonly storage?: never;
    };

export type MimirProps<Version extends MimirRelease = (typeof MIMIR_RELEASES)[0]> = MimirSettings &
  ReleaseProps<Version, typeof MIMIR_RELEASES>;

/** Props that are the same in all releases. */
export type MimirSettings = MicroservicesProps &
  MimirRoles &
  MimirCaches &
  MimirCacheSettings &
  MimirObjectStorage &
  RolesExposureProps<MimirRole> & {
    /** Whether requests must name a tenant (`multitenancy_enabled`). nginx names `anonymous` for those that do not. @default true */
    readonly multiTenancy?: boolean;
    /** @default - empty */
    readonly runtimeConfig?: MimirRuntimeFile;
    /**
     * nginx in front of all roles under the name `gateway`, which succeeds `nginx` (Helm's `gateway.enabledNonEnterprise`).
     * Its Service has port 8080 too.
     * @default false
     */
    readonly gateway?: GatewayProps | false;
    /** nginx in front of all roles. @default - {}, or false where `gateway` is given; give both to move clients over */
    readonly nginx?: GatewayProps | false;
    /** Replaces pods zone by zone. `false` where another one in the namespace does. @default {} */
    readonly rolloutOperator?: MimirStatelessProps | false;
    /** Continuously writes and reads back samples, and reports the results as metrics. @default false */
    readonly continuousTest?: ContinuousTestProps | false;
    /** A Job that writes and reads back once. @default false */
    readonly smokeTest?: boolean | SmokeTestProps;
  };
