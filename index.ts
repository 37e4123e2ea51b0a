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
export type * from './imports/loki-config';
export type * from './imports/mimir-2.10-config';
export type * from './imports/mimir-config';
export type * from './imports/tempo-config';
export { ApiEndpoint, type ApiEndpointProps } from './lib/api/endpoint';
export type { RemoteWrite, RemoteWriteConfig, RemoteWriteSettings } from './lib/api/remote-write';
export type * from './lib/api/target';
export { Check, type CheckProps } from './lib/checks/check';
export type { ExternalObject } from './lib/checks/cluster';
export { EnvironmentChecks, type EnvironmentChecksProps } from './lib/checks/environment';
export type { Acceptance, Finding, Severity } from './lib/checks/finding';
export { installationRingsOf, RingChecks, ringsOf } from './lib/checks/rings/ring-checks';
export type { LokiClient } from './lib/collect/loki-client';
export { LOGS_OF_SPAN, POD_LOG_LABELS, type PodLogLabel, type SpanTag } from './lib/collect/pod-logs';
export { METRICS_PORTS, type MetricsPort, type PodMetricsProps, podMetricsJob } from './lib/collect/pod-metrics';
export type { CollectorProps } from './lib/collect/props';
export type * from './lib/collect/relabel';
export type { ConsulDiscovery, DnsDiscovery, ScrapeJob, StaticTargets } from './lib/collect/scrape-job';
export { type ReadComposeOptions, readCompose } from './lib/compose/read';
export type * from './lib/compose/types';
export type * from './lib/config/types';
export type { Datasource, DatasourceProps, PrometheusDatasource, TracedDatasourceProps } from './lib/datasource';
export { type ArgoCdAnnotationsProps, annotateForArgoCd, annotateForFlux } from './lib/delivery/annotate';
export type { DeliveredEnvironment, RepositoryProps, RestStage, Stage, Stages } from './lib/delivery/props';
export { Endpoint, type EndpointProps } from './lib/endpoint';
export { UserError } from './lib/errors';
export { Gateway, type GatewayConstructProps } from './lib/gateway/gateway';
export type { GatewayDuration, HttpRouteProps, ParentRef } from './lib/gateway/http-route';
export type * from './lib/gateway/props';
export type { RolesExposureProps } from './lib/gateway/roles-exposure';
export { type Image, imageReference } from './lib/image';
export { type EksCluster, Irsa, type IrsaProps, type S3Action } from './lib/irsa';
export { KomposeProject, type KomposeProjectProps } from './lib/kompose/project';
export { KomposeService, type KomposeServiceProps } from './lib/kompose/service';
export {
  Memcached,
  type MemcachedConstructProps,
  type MemcachedExporterProps,
  type MemcachedProps,
} from './lib/memcached/memcached';
export { type Conventions, conventionsOf, type NamedPort } from './lib/microservice/conventions';
export type * from './lib/microservice/definition';
export { Installation, type InstallationDefaults } from './lib/microservice/installation';
export type {
  InstallationRulesProps,
  MetaAlertsProps,
  MetaDashboardsProps,
  MetaMonitoringProps,
  MetaRulesProps,
} from './lib/microservice/meta-monitoring';
export { Microservice, type MicroserviceProps, type Role } from './lib/microservice/microservice';
export type { MicroservicesProps, MonitoredProps } from './lib/microservice/props';
export type * from './lib/microservice/role';
export { type RoleProps, type RoleSwitch, rolesOn } from './lib/microservice/role-switch';
export { keysOf, type NameOf, type TableOf } from './lib/microservice/role-table';
export { MicroservicesSystem } from './lib/microservice/system';
export { SystemChart, type SystemParts } from './lib/microservice/system-chart';
export { type Zone, ZonedMicroservice, type ZonedMicroserviceProps } from './lib/microservice/zones';
export type { SystemRulesProps } from './lib/monitoring/alerts/alert';
export { LOKI_RULES } from './lib/monitoring/alerts/loki';
export { MIMIR_RULES } from './lib/monitoring/alerts/mimir';
export type { SystemRules } from './lib/monitoring/alerts/system-rules';
export { TEMPO_RULES } from './lib/monitoring/alerts/tempo';
export * from './lib/monitoring/dashboards';
export type { RuleFile } from './lib/monitoring/rule-files';
export type { AlertingRule, PrometheusRuleProps, RecordingRule, RuleGroup } from './lib/monitoring/rules';
export type { ServiceMonitorProps } from './lib/monitoring/service-monitor';
export type { EgressFlow, NetworkPolicyProps, Peers, PeersProp } from './lib/network-policies';
export { ObjectStorage, type S3Credentials } from './lib/object-storage';
export { type PodSecurity, type RestrictedProps, restricted } from './lib/pod-security';
export type { Cpu, ResourceAmounts, Resources, Size } from './lib/quantity';
export type { ConfigOf, Release } from './lib/release';
export type * from './lib/ring/deployed-ring';
export type * from './lib/ring/description';
export type { Consequence, Losses, TopologyLoss } from './lib/ring/losses';
export * from './lib/ring/model/availability';
export { HashRing, type HashRingProps, type KeysServed } from './lib/ring/model/hash-ring';
export * from './lib/ring/model/keys';
export * from './lib/ring/model/loss';
export type { Member, MemberState } from './lib/ring/model/member';
export * from './lib/ring/model/moved-keys';
export type { Operation } from './lib/ring/model/operation';
export * as operations from './lib/ring/model/operation';
export * from './lib/ring/model/ownership';
export * from './lib/ring/model/quorum';
export type { ReplicaSet } from './lib/ring/model/replica-set';
export { ShuffleSharder, shardMembers } from './lib/ring/model/shuffle-shard';
export { spreadMinimizingTokens } from './lib/ring/model/spread-minimizing';
export { seededTokens } from './lib/ring/model/tokens';
export * from './lib/ring/model/tolerance';
export * from './lib/ring/model/transitions';
export { type RingReport, ringReport } from './lib/ring/report';
export { Ring, type RingProps, type RingStore } from './lib/ring/ring';
export { simulatedRing } from './lib/ring/simulated-ring';
export { SecretKey } from './lib/secret-key';
export {
  ExternalSecret,
  type ExternalSecretProps,
  ExternalSecrets,
  type ExternalSecretsProps,
  type RemoteValue,
  type SecretStore,
} from './lib/secrets/external-secrets';
export type { Environments } from './lib/synth/environments';
export { ExitCode } from './lib/synth/exit-code';
export { type RunProps, run } from './lib/synth/run';
export { Component, type Labels, System, type SystemProps } from './lib/system';
export type { SystemMinioProps } from './lib/system-minio';
export type { Issuer, TlsProps } from './lib/tls/props';
export type {
  AuthenticationRef,
  Keda,
  KedaScalers,
  KedaTrigger,
  ResourceScaler,
} from './lib/workload/keda';
export type * from './lib/workload/props';
export type { PortDefinition, ServiceDefinition } from './lib/workload/services';
export { Workload, type WorkloadDefinition } from './lib/workload/workload';
export { type Images, maintained, published } from './versions';
