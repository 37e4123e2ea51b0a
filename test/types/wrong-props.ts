// Never run: the type check fails if one of these compiles.

import type { App } from 'cdk8s';
import type { Construct } from 'constructs';
import { ArgoCd } from '../../charts/argocd';
import { Consul } from '../../charts/consul';
import { Flux } from '../../charts/flux';
import { Grafana, type GrafanaConfig } from '../../charts/grafana';
import { LOKI_2_9, type LOKI_3_7, Loki, type LokiProps } from '../../charts/loki';
import { MIMIR_2_10, MIMIR_2_11, Mimir, type MimirProps } from '../../charts/mimir';
import { Minio } from '../../charts/minio';
import { NodeExporter } from '../../charts/node-exporter';
import { defineCollector, OtelCollector } from '../../charts/otel-collector';
import { Prometheus, type PrometheusConfig } from '../../charts/prometheus';
import { type PipelineStage, Promtail } from '../../charts/promtail';
import { RedisCommander } from '../../charts/redis-commander';
import { Tempo } from '../../charts/tempo';
import type { LokiConfig } from '../../imports/loki-config';
import type { Effect } from '../../lib/app/diff/model';
import type { Environments } from '../../lib/app/synth/environments';
import { EnvironmentChecks, type EnvironmentChecksProps } from '../../lib/checks/environment';
import type { RemoteWrite } from '../../lib/constructs/api/remote-write';
import type { BasicAuth } from '../../lib/constructs/api/target';
import { podMetricsJob } from '../../lib/constructs/collect/pod-metrics';
import type { ScrapeJob } from '../../lib/constructs/collect/scrape-job';
import { annotateForArgoCd } from '../../lib/constructs/delivery/annotate';
import type { Stages } from '../../lib/constructs/delivery/props';
import type { TableOf } from '../../lib/constructs/microservice/role-table';
import { nodeDashboard } from '../../lib/constructs/monitoring/dashboards';
import type { ExternalSecrets } from '../../lib/constructs/secrets/external-secrets';
import type { WorkloadProps } from '../../lib/constructs/workload/props';
import type { ComposeService } from '../../lib/model/compose/types';
import { HashRing } from '../../lib/model/ring/model/hash-ring';
import { afterLoss } from '../../lib/model/ring/model/transitions';
import type { Image } from '../../lib/values/image';
import { ObjectStorage } from '../../lib/values/object-storage';
import type { Images } from '../../versions';

declare const scope: Construct;

// @ts-expect-error a service needs an image
export const withoutImage: ComposeService = { command: 'run' };
// @ts-expect-error a key that Kubernetes has no equivalent for
export const withBuild: ComposeService = { image: 'a', build: '.' };
// @ts-expect-error a misspelt key
export const misspelt: ComposeService = { image: 'a', port: ['80'] };
// @ts-expect-error a misspelt key further down
export const misspeltBelow: ComposeService = { image: 'a', healthcheck: { test: 'true', intervall: '10s' } };
// @ts-expect-error a value of the wrong type
export const wrongType: ComposeService = { image: 'a', ports: [true] };
// @ts-expect-error a word that restart does not know
export const wrongWord: ComposeService = { image: 'a', restart: 'sometimes' };
export const wrongMount: ComposeService = {
  image: 'a',
  // @ts-expect-error a mount of a type that no pod has
  volumes: [{ type: 'npipe', source: 'a', target: '/a' }],
};
// @ts-expect-error an image is an object, so that tag and digest cannot be confused
export const textForImage: Image = 'nginx:latest';
// @ts-expect-error every image is chosen
export const oneImage: Images = { minio: { repository: 'minio/minio' } };
// @ts-expect-error an environment makes an App
export const noApp: Environments = { lab: async () => 'lab' };

// @ts-expect-error an address as text can dangle: an Endpoint is handed over
new RedisCommander(scope, 'a', { hosts: { local: 'redis:6379' } });
// @ts-expect-error half of the credentials
new Minio(scope, 'b', { credentials: { rootUser: 'admin', rootPassword: 'admin' } });
new Consul(scope, 'c').register({
  name: 'a',
  endpoint: new Minio(scope, 'd').endpoint,
  // @ts-expect-error a check asks one thing and knows its times
  checks: [{ name: 'x' }],
});
// @ts-expect-error a chart's image is not replaced by its service
new Minio(scope, 'e', { service: { image: 'a' } });

// @ts-expect-error a misspelt key of the configuration
export const misspeltKey: LokiConfig = { limits_config: { retention_perod: '30d' } };
// @ts-expect-error a key in the wrong block
export const misplacedKey: LokiConfig = { querier: { retention_period: '30d' } };
// @ts-expect-error a value of the wrong type
export const wrongValue: LokiConfig = { limits_config: { max_streams_per_user: '100' } };
// @ts-expect-error days in a duration of Go
export const daysOfGo: LokiConfig = { compactor: { retention_delete_delay: '30d' } };
// @ts-expect-error a size with a unit that Loki does not read
export const binarySize: LokiConfig = { limits_config: { per_stream_rate_limit: '4MiB' } };
// @ts-expect-error a misspelt key in an item of a list
export const inList: LokiConfig = { schema_config: { configs: [{ form: '2024-01-01' }] } };
// @ts-expect-error a month that no date has in this place
export const noDay: LokiConfig = { schema_config: { configs: [{ from: 'yesterday' }] } };

declare const loki: LokiProps;
// @ts-expect-error where logs are kept is no default
new Loki(scope, 'f', { namespace: 'logs', schema: [] });
// @ts-expect-error a role that Loki runs as a Deployment only
new Loki(scope, 'g', { ...loki, distributor: { kind: 'StatefulSet' } });
// @ts-expect-error a role that keeps nothing has no claims
new Loki(scope, 'h', { ...loki, queryFrontend: { persistence: { claims: [{ size: '1Gi' }] } } });
// @ts-expect-error a schema that Loki 2.9 does not have
new Loki(scope, 'i', { ...loki, schema: [{ from: '2024-01-01', schema: 'v14' }] });
// @ts-expect-error the limits of a tenant are typed like those of all
new Loki(scope, 'j', { ...loki, runtimeConfig: { overrides: { a: { max_line_syze: '1KB' } } } });
declare const loki3: LokiProps<typeof LOKI_3_7>;
const { version: _, ...unnamed } = loki3;
// @ts-expect-error a release that is not the default is named
export const loki3Unnamed: LokiProps<typeof LOKI_3_7> = unnamed;
// @ts-expect-error a key that Loki 3 does not have
new Loki(scope, 'i1', { ...loki3, config: { compactor: { shared_store: 's3' } } });
// @ts-expect-error a key that Loki 2.9 does not have
new Loki(scope, 'i2', { ...loki, version: LOKI_2_9, config: { pattern_ingester: { enabled: true } } });
// @ts-expect-error a role that Loki 3 does not have
new Loki(scope, 'i3', { ...loki3, tableManager: {} });
// @ts-expect-error a cache that Loki 3 does not have
new Loki(scope, 'i4', { ...loki3, memcachedIndexWrites: {} });
// @ts-expect-error a role that Loki 2.9 does not have
new Loki(scope, 'i5', { ...loki, patternIngester: {} });
// @ts-expect-error a role that Loki 2.9 does not have, where it is named
new Loki(scope, 'i6', { ...loki, version: LOKI_2_9, bloomGateway: {} });
// @ts-expect-error an index that no new installation of Loki 3 has
new Loki(scope, 'i7', { ...loki3, schema: [{ from: '2024-01-01', store: 'boltdb-shipper' }] });
// @ts-expect-error Loki 3 has a period
new Loki(scope, 'i8', { ...loki3, schema: [] });
// @ts-expect-error limits of a tenant that Loki 3 does not have
new Loki(scope, 'i9', { ...loki3, runtimeConfig: { overrides: { a: { enforce_metric_name: true } } } });
// @ts-expect-error log settings that Loki 3 has in its configuration
new Loki(scope, 'i11', { ...loki3, runtimeConfig: { default: { log_push_request: true } } });
// @ts-expect-error limits of a tenant that Loki 2.9 does not have
new Loki(scope, 'i10', { ...loki, runtimeConfig: { overrides: { a: { bloom_creation_enabled: true } } } });
// @ts-expect-error the limits of one ingester are typed too
export const noInstanceLimit: MimirProps['runtimeConfig'] = { ingester_limits: { max_ingestion_rte: 1 } };
// @ts-expect-error a day as the calendar has it
export const noToday: EnvironmentChecksProps['today'] = 'today';
// @ts-expect-error a quantity without a unit that Kubernetes knows
export const wrongQuantity: WorkloadProps = { resources: { limits: { memory: '1 GB' } } };
// @ts-expect-error one autoscaler for a workload
export const twoAutoscalers: WorkloadProps = { autoscaling: { maxReplicas: 3, keda: { triggers: [] } } };
// @ts-expect-error a trigger that KEDA has by another name, or as a custom one
export const noTrigger: WorkloadProps = { autoscaling: { keda: { triggers: [{ prometeus: {} }] } } };
const triggers = [{ cpu: { utilization: 1 }, memory: { utilization: 1 } }];
// @ts-expect-error one trigger asks one thing
export const twoTriggers: WorkloadProps = { autoscaling: { keda: { triggers } } };
// @ts-expect-error a Service of a type that nobody can have here
export const noType: WorkloadProps = { service: { type: 'ExternalName' } };
// @ts-expect-error a misspelt key of networkPolicy
export const noPolicy: LokiProps['networkPolicy'] = { ingres: {} };
// @ts-expect-error peers are described by objects, not by names
export const peersByName: LokiProps['networkPolicy'] = { ingress: ['grafana'] };
// @ts-expect-error a role that Loki does not have
export const noRolePaths: LokiProps['ingress'] = { hosts: ['a'], paths: { storeGateway: [] } };
// @ts-expect-error a route leads from a Gateway
export const noParent: LokiProps['httpRoute'] = { hostnames: ['a'] };
// @ts-expect-error a budget says one of the two
export const noBudget: WorkloadProps = { disruptionBudget: {} };
// @ts-expect-error a secret as text would end in dist/
ObjectStorage.s3({ bucket: 'logs', credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' } });

const blocks = ObjectStorage.gcs({ bucket: 'metrics' });
// @ts-expect-error blocks are stored somewhere
new Mimir(scope, 'k', { namespace: 'metrics' });
// @ts-expect-error a storage or a MinIO of its own, not both
new Mimir(scope, 'l', { namespace: 'metrics', storage: { blocks }, minio: { credentials: { secretName: 'a' } } });
new Mimir(scope, 'm', {
  namespace: 'metrics',
  storage: { blocks },
  // @ts-expect-error a key that 2.11 has moved
  config: { querier: { query_ingesters_within: '13h' } },
});
new Mimir(scope, 'n', {
  namespace: 'metrics',
  storage: { blocks },
  version: MIMIR_2_10,
  // @ts-expect-error a key that 2.10 does not have yet
  config: { limits: { otel_metric_suffixes_enabled: true } },
});
new Mimir(scope, 'n1', {
  namespace: 'metrics',
  storage: { blocks },
  version: MIMIR_2_11,
  // @ts-expect-error a key that 2.11 has moved, where the default is named
  config: { querier: { query_ingesters_within: '13h' } },
});
// @ts-expect-error a release is a value, not a text
new Mimir(scope, 'n2', { namespace: 'metrics', storage: { blocks }, version: '2.10' });
// @ts-expect-error a release of another system
new Mimir(scope, 'n3', { namespace: 'metrics', storage: { blocks }, version: LOKI_2_9 });
// @ts-expect-error a release of another system
new Loki(scope, 'n4', { ...loki, version: MIMIR_2_11 });
// @ts-expect-error a release of another system
new Tempo(scope, 'n5', { namespace: 'traces', storage: blocks, version: LOKI_2_9 });
// @ts-expect-error props of a release that is not the default name it
export const unnamedRelease: MimirProps<typeof MIMIR_2_10> = { namespace: 'metrics', storage: { blocks } };
new Mimir(scope, 'o', {
  namespace: 'metrics',
  storage: { blocks },
  // @ts-expect-error store-gateways have no such step
  storeGateway: { migration: { step: 'exclude', replicas: 1 } },
});
// @ts-expect-error a cache that Mimir does not have
export const noCache = (mimir: Mimir) => mimir.cacheAddress('chunk-cache');
// @ts-expect-error a cache of Mimir, asked of Loki
export const otherCache = (loki: Loki) => loki.cacheAddress('chunks-cache');
// @ts-expect-error a misspelt prop of all caches
new Mimir(scope, 'p1', { namespace: 'metrics', storage: { blocks }, caches: { memoryMegabyte: 5 } });
// @ts-expect-error a level that is none
new Mimir(scope, 'p2', { namespace: 'metrics', storage: { blocks }, logLevel: 'trace' });
// @ts-expect-error queriers are in no zone
new Mimir(scope, 'p', { namespace: 'metrics', storage: { blocks }, querier: { zones: false } });

// @ts-expect-error a generator writes its metrics somewhere
new Tempo(scope, 'q', { namespace: 'traces', storage: blocks, metricsGenerator: {} });
// @ts-expect-error a receiver that Tempo does not have
new Tempo(scope, 'r', { namespace: 'traces', storage: blocks, receivers: { syslog: true } });
const traces = { namespace: 'traces', storage: blocks };
// @ts-expect-error `enabled` of the Helm chart: a receiver is true, false or its settings
new Tempo(scope, 'r1', { ...traces, receivers: { otlp: { http: { enabled: true } } } });
// @ts-expect-error a misspelt setting of a receiver
new Tempo(scope, 'r2', { ...traces, receivers: { otlp: { grpc: { max_recv_message_size_mib: 16 } } } });
// @ts-expect-error a setting of HTTP, for a receiver that speaks gRPC
new Tempo(scope, 'r3', { ...traces, receivers: { jaeger: { grpc: { cors: { allowed_origins: ['*'] } } } } });
// @ts-expect-error an address without a port
new Tempo(scope, 'r4', { ...traces, receivers: { zipkin: { endpoint: '0.0.0.0' } } });
// @ts-expect-error a misspelt setting further down
new Tempo(scope, 'r5', { ...traces, receivers: { otlp: { http: { cors: { origins: ['*'] } } } } });
new Tempo(scope, 'r6', {
  ...traces,
  receivers: {
    // @ts-expect-error a password as text would stand in the ConfigMap
    kafka: { brokers: ['kafka:9092'], auth: { sasl: { username: 'a', password: 'secret', mechanism: 'PLAIN' } } },
  },
});
new Tempo(scope, 's', {
  namespace: 'traces',
  storage: blocks,
  // @ts-expect-error a key that Tempo 2.3 does not have
  config: { query_frontend: { tolerate_failed_blocks: 0 } },
});
// @ts-expect-error an acceptance says why
new Tempo(scope, 't', { namespace: 'traces', storage: blocks, accepts: [{ id: 'ring/replicas' }] });

// @ts-expect-error a port is told by its name and container, not by a text
export const portAsText = podMetricsJob({ port: 'http' });
export const monitorOfTwoPorts = new Tempo(scope, 'monitored', {
  namespace: 'traces',
  storage: blocks,
  // @ts-expect-error the chart knows the port
  serviceMonitor: { endpoint: { port: 'http' } },
});
export const wrongScheme = new Tempo(scope, 'scheme', {
  namespace: 'traces',
  storage: blocks,
  // @ts-expect-error a scheme that no scrape has
  ingester: { serviceMonitor: { scheme: 'grpc' } },
});
export const wrongMeta = new Tempo(scope, 'meta', {
  namespace: 'traces',
  storage: blocks,
  // @ts-expect-error Helm calls it mimirAlerts, and it is the same for all systems here
  metaMonitoring: { tempoAlerts: true },
});
// @ts-expect-error severity is decided by the alert
export const wrongRules = (tempo: Tempo) => tempo.rules({ severity: 'critical' });

// @ts-expect-error a misspelt key of grafana.ini
export const misspeltIni: GrafanaConfig = { server: { root_uri: 'https://grafana.example.com' } };
// @ts-expect-error a misspelt section of grafana.ini
export const misspeltSection: GrafanaConfig = { sever: {} };
// @ts-expect-error PromQL is asked of no Loki
export const dashboardOfLogs = (loki: Loki) => nodeDashboard(loki.datasource());
// @ts-expect-error traces are in no Loki
export const tracesInLogs = (loki: Loki) => loki.datasource({ traces: loki.datasource() });
export const datasourceByAddress = () =>
  // @ts-expect-error a data source is an object that a chart hands over, not an address
  new Grafana(scope, 'grafana', { namespace: 'a', datasources: ['http://loki'] });

// @ts-expect-error a misspelt key of prometheus.yml
export const misspeltGlobal: PrometheusConfig = { global: { scrape_intervall: '15s' } };
// @ts-expect-error a time without a unit
export const noUnit: ScrapeJob = { job_name: 'a', scrape_interval: '15' };
// @ts-expect-error a role that Kubernetes is not searched by
export const noRole: ScrapeJob = { job_name: 'a', kubernetes_sd_configs: [{ role: 'deployment' }] };
// @ts-expect-error Consul as text can dangle: an Endpoint is handed over
export const consulByAddress: ScrapeJob = { job_name: 'a', consul_sd_configs: [{ server: 'consul:8500' }] };
// @ts-expect-error an autoscaler cannot scale what keeps data of its own
new Prometheus(scope, 'u', { namespace: 'a', autoscaling: {} });
// @ts-expect-error a fraction of a minute, which durations of Prometheus do not have
new Prometheus(scope, 'u1', { namespace: 'a', scrapeInterval: '1.5m' });
// @ts-expect-error a fraction of a day
new Prometheus(scope, 'u2', { namespace: 'a', retention: { time: '1.5d' } });
// @ts-expect-error a feature that Prometheus does not have
new Prometheus(scope, 'v', { namespace: 'a', features: ['exemplars'] });
// @ts-expect-error there is one on every node
new NodeExporter(scope, 'w', { namespace: 'a', replicas: 2 });
// @ts-expect-error logs are pushed somewhere
new Promtail(scope, 'x', { namespace: 'a' });
export const samplesToLoki = (loki: Loki) => {
  // @ts-expect-error samples are not pushed to Loki
  new Prometheus(scope, 'x1', { namespace: 'a', remoteWrite: [loki.push] });
};
export const samplesToQueries = (mimir: Mimir) => {
  // @ts-expect-error what answers queries takes no samples
  new Prometheus(scope, 'x2', { namespace: 'a', remoteWrite: [mimir.prometheus] });
};
export const logsToMimir = (mimir: Mimir) => {
  // @ts-expect-error logs are not pushed to Mimir
  new Promtail(scope, 'x3', { namespace: 'a', clients: [mimir.remoteWrite] });
};
// @ts-expect-error a password as text would end in dist/
export const passwordAsText: BasicAuth = { username: 'a', password: 'secret' };
export const noSuchKey = (secrets: ExternalSecrets) => {
  const secret = secrets.add({ namespace: 'a', name: 'b', data: { password: 'c' } });
  // @ts-expect-error a key that the Secret does not have
  secret.key('passwort');
};
// @ts-expect-error a misspelt key of remote write
export const misspeltWrite: RemoteWrite = { url: 'http://a/api/v1/push', send_exemplar: true };
// @ts-expect-error a stage that Promtail does not have
export const noStage: PipelineStage = { jsn: {} };
// @ts-expect-error one stage does one thing
export const twoStages: PipelineStage = { cri: {}, docker: {} };
// @ts-expect-error metrics are written somewhere
new OtelCollector(scope, 'y', { namespace: 'a' });
const receivers = { otlp: { protocols: { grpc: {} } } };
const exporters = { debug: {} };
const shared = { receivers, exporters, processors: {}, extensions: {} };
// @ts-expect-error a receiver that is not configured
defineCollector({ ...shared, pipelines: { traces: { receivers: ['jaeger'], exporters: ['debug'] } } });
// @ts-expect-error an exporter that is not configured
defineCollector({ ...shared, pipelines: { traces: { receivers: ['otlp'], exporters: ['otlp'] } } });
defineCollector({
  ...shared,
  // @ts-expect-error a processor that is not configured
  pipelines: { traces: { receivers: ['otlp'], processors: ['batch'], exporters: ['debug'] } },
});
// @ts-expect-error a setting that the receiver does not have
defineCollector({ ...shared, receivers: { otlp: { protocol: {} } }, pipelines: {} });

declare const everything: App;
// @ts-expect-error care is an error, a warning or off
new EnvironmentChecks(everything, 'a', { severity: { 'policy/*': 'strict' } });
// @ts-expect-error an acceptance says why
new EnvironmentChecks(everything, 'b', { accepts: [{ id: 'policy/root' }] });
// @ts-expect-error what exists has a kind and a name, which text could confuse
new EnvironmentChecks(everything, 'c', { external: ['Secret/grafana'] });
// @ts-expect-error an environment is checked as a whole
new EnvironmentChecks(scope, 'd');
// @ts-expect-error a version of Kubernetes without a schema
new EnvironmentChecks(everything, 'e', { kubernetes: '1.30' });
// @ts-expect-error the kinds of custom resources, not their definitions
new EnvironmentChecks(everything, 'f', { customResources: [1] });

// @ts-expect-error a strategy that dskit does not have
const ring = new HashRing({ members: [], replicationFactor: 3, strategy: 'quorum' });
// @ts-expect-error tokens are a typed array
new HashRing({ members: [{ id: 'ingester-0', tokens: [1, 2] }], replicationFactor: 3 });
// @ts-expect-error a loss is a number of members, a zone or names
afterLoss(ring, { node: 'worker-1' });
const repoUrl = 'https://github.com/example/observability.git';
// @ts-expect-error Applications or one ApplicationSet
new ArgoCd(scope, 'z', { repoUrl });
// @ts-expect-error not both
new ArgoCd(scope, 'aa', { repoUrl, applications: [{ environment: 'lab' }], applicationSet: {} });
// @ts-expect-error a cluster has an address or a name
new ArgoCd(scope, 'ab', { repoUrl, applications: [{ environment: 'lab', destination: {} }] });
// @ts-expect-error what ArgoCD syncs by itself has no such switch
new ArgoCd(scope, 'ac', { repoUrl, applicationSet: {}, automated: { selfHeel: true } });
// @ts-expect-error a stage that is not the last one has charts
export const stages: Stages = [{ name: 'a' }, { name: 'b' }];
// @ts-expect-error the last stage has the rest
export const noRest: Stages = [];
// @ts-expect-error Flux waits for a time with a unit
new Flux(scope, 'ad', { repoUrl, environments: [{ environment: 'lab' }], timeout: '15' });
// @ts-expect-error an environment at least
new Flux(scope, 'ae', { repoUrl, environments: [] });
// @ts-expect-error storage is said by its chart, not by its name
annotateForArgoCd(everything, { storage: ['minio'] });
// @ts-expect-error an effect that there is not
export const noEffect: Effect = 'data_loss';

declare const lokiChart: Loki;
declare const mimirChart: Mimir;
// @ts-expect-error a role that the system does not have
lokiChart.role('store-gateway');
// @ts-expect-error a cache that the system does not have
lokiChart.cache('chunks-cache');
// @ts-expect-error a gateway that the system does not have
lokiChart.gateway('nginx');
// @ts-expect-error a role is named as `-target` names it
mimirChart.role('queryFrontend');

type Roles = { readonly writer?: object; readonly queryReader?: object };
type Table = TableOf<Roles, { readonly on: 'always' | 'if asked' }>;
// @ts-expect-error a role without a record
export const withoutReader: Table = { writer: { prop: 'writer', on: 'always' } };
export const wrongProp: Table = {
  writer: { prop: 'writer', on: 'always' },
  // @ts-expect-error the prop of another role
  'query-reader': { prop: 'writer', on: 'if asked' },
};
