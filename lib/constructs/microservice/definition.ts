import type { Construct } from 'constructs';
import type { ObjectStorage } from '../../values/object-storage';
import type { Gateway, GatewayConstructProps } from '../gateway/gateway';
import type { GatewayProps } from '../gateway/props';
import type { CachesDefinition } from '../memcached/caches';
import type { Memcached, MemcachedProps } from '../memcached/memcached';
import type { SystemRules } from '../monitoring/alerts/system-rules';
import type { SystemMinioConstructProps } from '../system-minio';
import type { WorkloadProps } from '../workload/props';
import type { ConfigLayout } from './config-files';
import type { SystemConventions } from './conventions';
import type { GossipWords } from './gossip';
import type { TenantOverrides } from './installation-rings';
import type { MetaMonitoringDefinition } from './meta-monitoring';
import type { Released, RoleRecord } from './role';
import type { Rule, RuleSubject } from './rules/rule';
import type { RuntimeKeys } from './runtime-file';

/** Everything about a cache of a system. */
export interface CacheRecord<Installation, Config> {
  /** Its props; `false` if it is off. */
  readonly props: (installation: Installation) => MemcachedProps | false | undefined;
  readonly defaults: MemcachedProps | ((props: MemcachedProps) => MemcachedProps);
  /** The configuration of its clients; if it is off, of another cache that serves in its place. */
  readonly config: (cache: Memcached | undefined, installation: Installation) => Config;
}

/** Everything about a gateway of a system. */
export interface GatewayRecord<Installation>
  extends Pick<GatewayConstructProps, 'configSuffix' | 'legacyPort' | 'probePath' | 'readTimeout'> {
  /** Its props; `false` if it is off. */
  readonly props: (installation: Installation) => GatewayProps | false;
  /** Name of its port. */
  readonly portName: string;
  /** Default tenant of requests without one, under multi-tenancy. @default - the system decides */
  readonly defaultTenant?: string;
  readonly defaults: WorkloadProps | ((props: GatewayProps) => WorkloadProps);
}

/** Input of programs beside the roles, such as tests. */
export interface Surroundings {
  /** The gateway that clients are sent to. */
  readonly gateway: Gateway | undefined;
  readonly serviceAccountName: string;
}

/** A role with the prop that configures it. */
export type RoleEntry<Installation extends Released, Role extends string, Config, Limits> = RoleRecord<
  Installation,
  Role,
  Config,
  Limits
> & { readonly prop: string };

/** A system in microservices mode, as data: `MicroservicesSystem` makes its objects. */
export interface SystemDefinition<
  Installation extends Released,
  Role extends string,
  Cache extends string,
  GatewayName extends string,
  Config extends object,
  Limits extends object,
> {
  /** Such as `Loki`: in messages, for the folder of dashboards, and as the realm of gateways. */
  readonly title: string;
  readonly portNames: SystemConventions['portNames'];
  readonly gossip: GossipWords;
  readonly layout: (installation: Installation) => ConfigLayout;
  /** Arguments of a role, in the order that is usual for the system. */
  readonly args: (files: { readonly path: string; readonly expandsEnv: boolean }, target: string) => readonly string[];
  readonly data: SystemConventions['data'];
  /** Folders of every role besides. @default - none */
  readonly folders?: SystemConventions['folders'];
  readonly defaults: WorkloadProps;
  /** Whether pods have all labels of the installation, the version included. */
  readonly labelsPods: boolean;

  readonly roles: Readonly<Record<Role, RoleEntry<Installation, Role, Config, Limits>>>;
  readonly caches: Readonly<Record<Cache, CacheRecord<Installation, Config>>>;
  readonly cacheSettings: Pick<CachesDefinition<Cache>, 'portName' | 'controllerLabels' | 'exporterImage'> & {
    /** Props of all caches. */
    readonly common: (installation: Installation) => MemcachedProps;
    /** Default exporter of each cache. */
    readonly exporter: (installation: Installation) => CachesDefinition<Cache>['exporter'];
  };
  /** The gateways; clients are sent to the last one that is on. */
  readonly gateways: Readonly<Record<GatewayName, GatewayRecord<Installation>>>;

  /** The part of the configuration that belongs to no single role, before the user adds to it. */
  readonly config: (installation: Installation) => Config;
  /** Configuration of the user, merged at last. */
  readonly ownConfig: (installation: Installation) => Config | undefined;
  readonly runtimeConfig: (installation: Installation) => object & { readonly overrides?: TenantOverrides<Limits> };
  readonly storages: (installation: Installation) => readonly ObjectStorage[];
  /** A MinIO of the installation's own. @default - none */
  readonly minio?: (installation: Installation) => Omit<SystemMinioConstructProps, 'system' | 'release'> | undefined;
  readonly multiTenancy: (config: Config) => boolean;
  /** Makes programs beside the roles. @default - none */
  readonly programs?: (scope: Construct, installation: Installation, surroundings: Surroundings) => void;

  readonly monitoring: Pick<MetaMonitoringDefinition, 'dashboards'> & {
    /** Alerts and recording rules about its release. */
    readonly rules: (installation: Installation) => SystemRules;
    /** Whether metrics carry the namespace and the component as `job`. */
    readonly namesJobs: boolean;
    /** Whether ServiceMonitors of ring members carry the label by which the gossip Service finds them. */
    readonly labelsMembers: boolean;
    /** Suffix of the name of the PrometheusRule. @default - none */
    readonly ruleSuffix?: string;
    /** Value of the label `cluster` of its metrics. @default - none */
    readonly clusterLabel?: (installation: Installation) => string;
  };
  /** Prefix of the names of network policies. @default - the name of the installation */
  readonly policyPrefix?: (installation: Installation) => string;

  /** Block of the schema that holds the limits of tenants. */
  readonly limitsAt: string;
  /** Keys of the runtime configuration besides `overrides`. @default - none */
  readonly runtimeKeys?: RuntimeKeys;
  /** Mistakes in a configuration that the parser of the system accepts and the system does not. */
  readonly rules: ReadonlyArray<Rule<RuleSubject<Role, Config, Installation>>>;
}
