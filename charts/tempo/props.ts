import type { TempoOverrides } from '../../imports/tempo-config';
import type { RemoteWrite } from '../../lib/constructs/api/remote-write';
import type { HttpRouteProps } from '../../lib/constructs/gateway/http-route';
import type { GatewayProps, IngressProps } from '../../lib/constructs/gateway/props';
import type { MemcachedExporterProps, MemcachedProps } from '../../lib/constructs/memcached/memcached';
import type { MicroservicesProps, MonitoredProps } from '../../lib/constructs/microservice/props';
import type { ReleaseProps } from '../../lib/constructs/microservice/release-props';
import type { NameOf } from '../../lib/constructs/microservice/role-table';
import type { SystemMinioProps } from '../../lib/constructs/system-minio';
import type { ControllerKind } from '../../lib/constructs/workload/controller-kind';
import type { WorkloadProps } from '../../lib/constructs/workload/props';
import type { Endpoint } from '../../lib/values/endpoint';
import type { Image } from '../../lib/values/image';
import type { ObjectStorage } from '../../lib/values/object-storage';
import type { Resources } from '../../lib/values/quantity';
import type { TempoReceivers } from './receivers';
import type { TEMPO_RELEASES, TempoRelease } from './releases';

/** Props of a stateless role, always a Deployment. */
export type TempoStatelessProps = MonitoredProps & Omit<WorkloadProps, 'updateStrategy' | 'podManagementPolicy'>;

/** A role that keeps data, always a StatefulSet. */
export type TempoStatefulProps = MonitoredProps & Omit<WorkloadProps, 'strategy'>;

/**
 * The user interface of Jaeger over Tempo, for Grafana before 7.5 (container `tempo-query`), at port 16686 of the query
 * frontend's Service.
 */
export interface TempoQueryProps {
  /** @default - the one of the release */
  readonly image?: Image;
  /** @default - none */
  readonly resources?: Resources;
}

export interface QueryFrontendProps extends TempoStatelessProps {
  /** An Ingress that leads to the query frontend, past the gateway (Helm's `queryFrontend.ingress`). @default - none */
  readonly ingress?: IngressProps;
  /** An HTTPRoute that leads to the query frontend, past the gateway. @default - none */
  readonly httpRoute?: HttpRouteProps;
  /** @default false */
  readonly query?: TempoQueryProps | false;
}

/** Processors of a metrics generator. */
export type Processor = 'service-graphs' | 'span-metrics' | 'local-blocks';

export interface MetricsGeneratorProps extends WorkloadProps, MonitoredProps {
  /** @default "Deployment" */
  readonly kind?: ControllerKind;
  /**
   * Processors of all tenants (`overrides.defaults.metrics_generator.processors`). Without a processor
   * no span ever reaches a generator.
   * @default ["service-graphs", "span-metrics"]
   */
  readonly processors?: readonly Processor[];
  /**
   * Targets of the metrics (`metrics_generator.storage.remote_write`), such as `[mimir.remoteWrite]`; one at
   * least. Under multi-tenancy they belong to the tenant of the traces, unless a tenant is named here. Passwords and
   * authorities are read from Secrets of Tempo's namespace.
   */
  readonly remoteWrite: readonly [RemoteWrite, ...RemoteWrite[]];
}

/** Limits of a tenant. */
export type TempoLimits = NonNullable<TempoOverrides['defaults']>;

/** Props of the roles; each one is named after its prop: `queryFrontend` configures `query-frontend`. */
export interface TempoRoles {
  /** Takes traces in. @default {} */
  readonly distributor?: TempoStatelessProps;
  /** Gathers traces to blocks. @default - three */
  readonly ingester?: TempoStatefulProps;
  /** Answers queries. @default {} */
  readonly querier?: TempoStatelessProps;
  /** Splits queries. @default {} */
  readonly queryFrontend?: QueryFrontendProps;
  /** Merges blocks, and deletes those that are older than the retention. @default {} */
  readonly compactor?: TempoStatelessProps;
  /** Makes metrics of spans. @default false */
  readonly metricsGenerator?: MetricsGeneratorProps | false;
}

/** The roles of Tempo, as `-target` names them. */
export type TempoRole = NameOf<keyof TempoRoles>;

/** Props of the caches; each one is named after its prop. */
export interface TempoCaches {
  /** Cache of the contents of blocks. @default {}, or false where a Redis is */
  readonly memcached?: MemcachedProps | false;
}

/** Names of the caches that Tempo can have. */
export type TempoCache = NameOf<keyof TempoCaches>;

export type TempoProps<Version extends TempoRelease = (typeof TEMPO_RELEASES)[0]> = TempoSettings &
  ReleaseProps<Version, typeof TEMPO_RELEASES>;

/** Props that are the same in all releases. */
export interface TempoSettings extends MicroservicesProps, TempoRoles, TempoCaches {
  /**
   * Storage of blocks: an object storage, or `{ minio }`, a MinIO of the installation's own with a Job that makes the
   * bucket `tempo-traces` (Helm's `minio.enabled`). There is no default: a wrong guess shows only when old traces are
   * missing.
   */
  readonly storage: ObjectStorage | { readonly minio: SystemMinioProps };
  /** Protocols by which Tempo ingests traces. @default - OTLP, over gRPC and HTTP */
  readonly receivers?: TempoReceivers;
  /** Whether requests must name a tenant (`multitenancy_enabled`). @default false */
  readonly multiTenancy?: boolean;
  /** Limits by tenant, in the file that Tempo reads again while it runs. @default - none */
  readonly overrides?: Readonly<Record<string, TempoLimits>>;

  /** nginx in front of all roles. @default false */
  readonly gateway?: GatewayProps | false;
  /** A Redis that serves in the place of the memcached, such as `redis.endpoint`. @default - none */
  readonly redis?: Endpoint;
  /** Default exporter of the memcached. @default false */
  readonly memcachedExporter?: MemcachedExporterProps | false;
}
