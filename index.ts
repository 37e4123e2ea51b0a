// The public API of the package, for other cdk8s apps.
export * from './charts/alloy';
export { ApplySets, type ApplySetsProps } from './charts/apply-sets';
export * from './charts/argocd';
export * from './charts/consul';
export { Flux, type FluxProps } from './charts/flux';
export * from './charts/grafana';
export * from './charts/loki';
export * from './charts/mimir';
export {
  Minio,
  type MinioPlainCredentials,
  type MinioProps,
  type MinioSecretCredentials,
} from './charts/minio';
export { Namespaces, type NamespacesProps, type PodSecurityLevel } from './charts/namespaces';
export { NodeExporter, type NodeExporterProps } from './charts/node-exporter';
export * from './charts/otel-collector';
export * from './charts/prometheus';
export * from './charts/promtail';
export { Redis, type RedisProps } from './charts/redis';
export { RedisCommander, type RedisCommanderProps } from './charts/redis-commander';
export { RedisExporter, type RedisExporterProps } from './charts/redis-exporter';
export * from './charts/tempo';
export type * from './imports/loki-3.7-config';
export type * from './imports/loki-config';
export type * from './imports/mimir-2.10-config';
export type * from './imports/mimir-config';
export type * from './imports/tempo-config';
export type { Environments } from './lib/app/synth/environments';
export { ExitCode } from './lib/app/synth/exit-code';
export { type RunProps, run } from './lib/app/synth/run';
export type { CheckId } from './lib/checks/catalog';
export { Check, type CheckProps } from './lib/checks/check';
export type { ExternalObject } from './lib/checks/cluster';
export type { ConfiguredSeverities } from './lib/checks/configured-severity';
export { EnvironmentChecks, type EnvironmentChecksProps } from './lib/checks/environment';
export type { Acceptance, Finding } from './lib/checks/finding';
export { installationRingsOf, RingChecks, ringsOf } from './lib/checks/rings/ring-checks';
export { readCustomResources } from './lib/checks/schema/definitions';
export type { KubernetesVersion } from './lib/checks/schema/versions';
export type { Severity } from './lib/checks/severity';
export { ApiEndpoint, type ApiEndpointProps } from './lib/constructs/api/endpoint';
export type { RemoteWrite, RemoteWriteConfig, RemoteWriteSettings } from './lib/constructs/api/remote-write';
export type * from './lib/constructs/api/target';
export type { LokiClient } from './lib/constructs/collect/loki-client';
export { LOGS_OF_SPAN, POD_LOG_LABELS, type PodLogLabel, type SpanTag } from './lib/constructs/collect/pod-logs';
export {
  METRICS_PORTS,
  type MetricsPort,
  type PodMetricsProps,
  podMetricsJob,
} from './lib/constructs/collect/pod-metrics';
export type { CollectorProps } from './lib/constructs/collect/props';
export type { ConsulDiscovery, DnsDiscovery, ScrapeJob, StaticTargets } from './lib/constructs/collect/scrape-job';
export type {
  Datasource,
  DatasourceProps,
  PrometheusDatasource,
  TracedDatasourceProps,
} from './lib/constructs/datasource';
export { type ArgoCdAnnotationsProps, annotateForArgoCd, annotateForFlux } from './lib/constructs/delivery/annotate';
export type { DeliveredEnvironment, RepositoryProps, RestStage, Stage, Stages } from './lib/constructs/delivery/props';
export { Gateway, type GatewayConstructProps } from './lib/constructs/gateway/gateway';
export type { GatewayDuration, HttpRouteProps, ParentRef } from './lib/constructs/gateway/http-route';
export type * from './lib/constructs/gateway/props';
export type { RolesExposureProps } from './lib/constructs/gateway/roles-exposure';
export { type EksCluster, Irsa, type IrsaProps, type S3Action } from './lib/constructs/irsa';
export { KomposeProject, type KomposeProjectProps } from './lib/constructs/kompose/project';
export { KomposeService, type KomposeServiceProps } from './lib/constructs/kompose/service';
export {
  Memcached,
  type MemcachedConstructProps,
  type MemcachedExporterProps,
  type MemcachedProps,
} from './lib/constructs/memcached/memcached';
export { type Conventions, conventionsOf, type NamedPort } from './lib/constructs/microservice/conventions';
export type * from './lib/constructs/microservice/definition';
export { Installation, type InstallationDefaults } from './lib/constructs/microservice/installation';
export type {
  InstallationRulesProps,
  MetaAlertsProps,
  MetaDashboardsProps,
  MetaMonitoringProps,
  MetaRulesProps,
} from './lib/constructs/microservice/meta-monitoring';
export { Microservice, type MicroserviceProps, type Role } from './lib/constructs/microservice/microservice';
export type { MicroservicesProps, MonitoredProps } from './lib/constructs/microservice/props';
export type * from './lib/constructs/microservice/role';
export { type RoleProps, type RoleSwitch, rolesOn } from './lib/constructs/microservice/role-switch';
export { keysOf, type NameOf, type TableOf } from './lib/constructs/microservice/role-table';
export { MicroservicesSystem } from './lib/constructs/microservice/system';
export { SystemChart, type SystemParts } from './lib/constructs/microservice/system-chart';
export { type Zone, ZonedMicroservice, type ZonedMicroserviceProps } from './lib/constructs/microservice/zones';
export type { SystemRulesProps } from './lib/constructs/monitoring/alerts/alert';
export { LOKI_3_RULES, LOKI_RULES } from './lib/constructs/monitoring/alerts/loki';
export { MIMIR_RULES } from './lib/constructs/monitoring/alerts/mimir';
export type { SystemRules } from './lib/constructs/monitoring/alerts/system-rules';
export { TEMPO_RULES } from './lib/constructs/monitoring/alerts/tempo';
export * from './lib/constructs/monitoring/dashboards';
export type { RuleFile } from './lib/constructs/monitoring/rule-files';
export type {
  AlertingRule,
  PrometheusRuleProps,
  RecordingRule,
  RuleGroup,
} from './lib/constructs/monitoring/rule-groups';
export type { ServiceMonitorProps } from './lib/constructs/monitoring/service-monitor';
export type { EgressFlow, NetworkPolicyProps, Peers, PeersProp } from './lib/constructs/network-policies';
export {
  ExternalSecret,
  type ExternalSecretProps,
  ExternalSecrets,
  type ExternalSecretsProps,
  type RemoteValue,
  type SecretStore,
} from './lib/constructs/secrets/external-secrets';
export type { SystemMinioProps } from './lib/constructs/system-minio';
export type { Issuer, TlsProps } from './lib/constructs/tls/props';
export type { ControllerKind } from './lib/constructs/workload/controller-kind';
export type {
  AuthenticationRef,
  Keda,
  KedaScalers,
  KedaTrigger,
  ResourceScaler,
} from './lib/constructs/workload/keda';
export type * from './lib/constructs/workload/props';
export type { PortDefinition, ServiceDefinition } from './lib/constructs/workload/services';
export { Workload, type WorkloadDefinition } from './lib/constructs/workload/workload';
export { type ReadComposeOptions, readCompose } from './lib/model/compose/read';
export type * from './lib/model/compose/types';
export type * from './lib/model/config/types';
export type * from './lib/model/relabel/relabel';
export type { ConfigOf, Release } from './lib/model/release';
export type * from './lib/model/ring/deployed-ring';
export type * from './lib/model/ring/description';
export type { Consequence, Losses, TopologyLoss } from './lib/model/ring/losses';
export * from './lib/model/ring/model/availability';
export { HashRing, type HashRingProps, type KeysServed } from './lib/model/ring/model/hash-ring';
export * from './lib/model/ring/model/keys';
export * from './lib/model/ring/model/loss';
export type { Member, MemberState } from './lib/model/ring/model/member';
export * from './lib/model/ring/model/moved-keys';
export type { Operation } from './lib/model/ring/model/operation';
export * as operations from './lib/model/ring/model/operation';
export * from './lib/model/ring/model/ownership';
export * from './lib/model/ring/model/quorum';
export type { ReplicaSet } from './lib/model/ring/model/replica-set';
export { ShuffleSharder, shardMembers } from './lib/model/ring/model/shuffle-shard';
export { spreadMinimizingTokens } from './lib/model/ring/model/spread-minimizing';
export { seededTokens } from './lib/model/ring/model/tokens';
export * from './lib/model/ring/model/tolerance';
export * from './lib/model/ring/model/transitions';
export { type RingReport, ringReport } from './lib/model/ring/report';
export { Ring, type RingProps, type RingStore } from './lib/model/ring/ring';
export { simulatedRing } from './lib/model/ring/simulated-ring';
export { Endpoint, type EndpointProps } from './lib/values/endpoint';
export type { Env } from './lib/values/env';
export { UserError } from './lib/values/errors';
export { type Image, imageReference } from './lib/values/image';
export { ObjectStorage, type S3Credentials } from './lib/values/object-storage';
export { type PodSecurity, type RestrictedProps, restricted } from './lib/values/pod-security';
export type { Cpu, ResourceAmounts, Resources, Size } from './lib/values/quantity';
export { SecretKey } from './lib/values/secret-key';
export { type Labels, System, SystemComponent, type SystemProps } from './lib/values/system';
export { type Images, maintained, published } from './versions';
