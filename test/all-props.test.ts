import { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { Grafana, type GrafanaProps } from '../charts/grafana';
import { LOKI_2_9, LOKI_3_7, Loki, type LokiProps, type LokiRelease } from '../charts/loki';
import { MIMIR_2_11, Mimir, type MimirProps } from '../charts/mimir';
import { NodeExporter, type NodeExporterProps } from '../charts/node-exporter';
import { Prometheus, type PrometheusProps } from '../charts/prometheus';
import { RedisExporter, type RedisExporterProps } from '../charts/redis-exporter';
import { TEMPO_2_3, Tempo, type TempoProps } from '../charts/tempo';
import { Gateway } from '../lib/constructs/gateway/gateway';
import type { GatewayProps } from '../lib/constructs/gateway/props';
import { Memcached, type MemcachedProps } from '../lib/constructs/memcached/memcached';
import { Ring } from '../lib/model/ring/ring';
import { Endpoint } from '../lib/values/endpoint';
import { ObjectStorage } from '../lib/values/object-storage';
import { propsWithoutEffect } from './all-props';
import { allCollectorProps } from './daemon-props';
import { system } from './lib/constructs/example-system';
import { writer } from './lib/constructs/workload/writer';
import { objectsOf, render } from './objects';
import { allWorkloadProps } from './workload-props';

const made =
  <Props extends object>(make: (scope: Construct, props: Props) => Chart) =>
  (props: Props) =>
    objectsOf(make(Testing.app(), props));

const names = {
  namespace: 'a',
  release: 'prod',
  nameOverride: 'own',
  fullnameOverride: 'prod-own',
  clusterDomain: 'example.org',
  ipFamilies: 'dual-stack',
} as const;

/** What every system in microservices mode can be told. */
const common = {
  ...names,
  tls: { issuer: { name: 'internal' } },
  image: { repository: 'example.com/own', tag: '9.9.9' },
  imageRegistry: 'mirror.example.com',
  logLevel: 'debug',
  logFormat: 'json',
  ring: new Ring({ store: { type: 'memberlist', clusterLabel: 'own' } }),
  existingSecretForConfig: 'configuration',
  defaults: { priorityClassName: 'high' },
  serviceAccount: { name: 'own' },
  serviceMonitor: { interval: '15s' },
  prometheusRule: { groups: [{ name: 'own', rules: [{ alert: 'Down', expr: 'up == 0' }] }] },
  metaMonitoring: { alerts: true },
  networkPolicy: {},
} as const;
const gateway: GatewayProps = { replicas: 2, httpSnippet: 'gzip on;' };
/** A system with one release runs that one, named or not. */
const ONLY_RELEASE = ['version'];
/** A Deployment without a data folder has no use for them. */
const OF_STATEFUL_SETS = ['updateStrategy', 'podManagementPolicy', 'persistence'];
/** Nor has a StatefulSet without one of these. */
const OF_DEPLOYMENTS = ['strategy', 'persistence'];
const accepting = (...ids: readonly string[]) => ids.map((id) => ({ id, reason: 'it is asked for' }));
const exposure = {
  ingress: { hosts: ['a.example.com'] },
  httpRoute: { parentRefs: [{ name: 'edge' }] },
};
const redis = new Endpoint({ service: 'redis', namespace: 'cache', port: 6379 });
const role = { replicas: 3, podLabels: { own: 'label' } };
const cache = { memoryMegabytes: 100 };
const storage = ObjectStorage.gcs({ bucket: 'own' });

test('finds unread props', () => {
  const render = ({ a, b, c = 'default' }: { a?: number; b?: number; c?: string; dead?: number }) => [a ?? b, c];
  // Under a, b has no effect; alone it has.
  expect(propsWithoutEffect({ a: 1, b: 2, c: 'own', dead: 3 }, {}, render)).toEqual(['dead']);
});

describe('of Loki', () => {
  /** The props that a release has. */
  type PropsOf<Version extends LokiRelease> = Omit<LokiProps<Version>, Version['traits']['lacks'][number]>;
  const required = { namespace: 'a', storage, schema: [{ from: '2024-01-01' }] } as const;
  const all = {
    ...required,
    ...common,
    ...exposure,
    accepts: accepting('ring/unstored-data', 'version/schema'),
    multiTenancy: true,
    config: { analytics: { reporting_enabled: false } },
    runtimeConfig: { overrides: { a: { ingestion_rate_mb: 1 } } },
    distributor: role,
    ingester: role,
    querier: role,
    queryFrontend: role,
    queryScheduler: role,
    ruler: role,
    compactor: { podLabels: { own: 'label' } },
    indexGateway: role,
    gateway,
    caches: { podLabels: { own: 'label' } },
    memcachedChunks: cache,
    memcachedFrontend: cache,
    memcachedIndexQueries: cache,
    redis,
    memcachedExporter: {},
  };

  test('2.9 have an effect each', () => {
    type Props = PropsOf<typeof LOKI_2_9>;
    const of29: Required<Props> = {
      version: LOKI_2_9,
      ...all,
      tableManager: { podLabels: { own: 'label' } },
      memcachedIndexWrites: cache,
    };
    const render = made((scope, props: Props) => new Loki(scope, 'loki', props));
    expect(propsWithoutEffect<Props, typeof required>(of29, required, render)).toEqual(ONLY_RELEASE);
  });

  test('3.7 have an effect each', () => {
    type Props = PropsOf<typeof LOKI_3_7>;
    const version = { version: LOKI_3_7 } as const;
    const of37: Required<Props> = {
      ...version,
      ...all,
      patternIngester: role,
      bloomPlanner: role,
      bloomBuilder: role,
      bloomGateway: role,
    };
    const render = made((scope, props: Props) => new Loki(scope, 'loki', props));
    expect(
      propsWithoutEffect<Props, typeof required & typeof version>(of37, { ...required, ...version }, render),
    ).toEqual([]);
  });
});

test('of Mimir have an effect each', () => {
  type Props = Omit<MimirProps, 'storage' | 'minio' | 'version' | 'config'> & Pick<MimirProps, 'config'>;
  const required = { namespace: 'a' };
  const all: Required<Props> = {
    ...common,
    ...exposure,
    accepts: accepting('ring/node-separation', 'version/schema'),
    config: { usage_stats: { enabled: false } },
    multiTenancy: false,
    runtimeConfig: { overrides: { a: { ingestion_rate: 1 } } },
    distributor: role,
    ingester: { ...role, rolloutMaxUnavailable: 2 },
    querier: role,
    queryFrontend: role,
    queryScheduler: role,
    ruler: role,
    alertmanager: role,
    compactor: role,
    storeGateway: role,
    overridesExporter: role,
    caches: { podLabels: { own: 'label' } },
    chunksCache: cache,
    indexCache: cache,
    metadataCache: cache,
    resultsCache: cache,
    memcachedExporter: false,
    gateway,
    nginx: gateway,
    rolloutOperator: { podLabels: { own: 'label' } },
    continuousTest: {},
    smokeTest: true,
  };
  const minio = { credentials: { secretName: 'minio' } };
  const render = made((scope, props: Props) => new Mimir(scope, 'mimir', { ...props, minio, version: MIMIR_2_11 }));
  expect(propsWithoutEffect<Props, typeof required>(all, required, render)).toEqual([]);
});

test('of Tempo have an effect each', () => {
  const required = { namespace: 'a', storage };
  const all: Required<TempoProps> = {
    version: TEMPO_2_3,
    ...required,
    ...common,
    accepts: accepting('ring/unstored-data', 'version/schema'),
    receivers: { zipkin: true },
    multiTenancy: true,
    config: { usage_report: { reporting_enabled: false } },
    overrides: { a: { ingestion: { rate_limit_bytes: 1 } } },
    distributor: role,
    ingester: { ...role, replicas: 4 },
    querier: role,
    queryFrontend: role,
    compactor: role,
    metricsGenerator: { remoteWrite: [{ url: 'http://mimir/api/v1/push' }] },
    gateway,
    memcached: cache,
    redis,
    memcachedExporter: {},
  };
  const render = made((scope, props: TempoProps) => new Tempo(scope, 'tempo', props));
  expect(propsWithoutEffect<TempoProps, typeof required>(all, required, render)).toEqual(ONLY_RELEASE);
});

test('of Grafana have an effect each', () => {
  const required = { namespace: 'a' };
  const all: Required<GrafanaProps> = {
    ...allWorkloadProps,
    ...required,
    ...exposure,
    release: 'own',
    enableServiceLinks: false,
    kind: 'StatefulSet',
    admin: { secretName: 'own' },
    config: { users: { allow_sign_up: true } },
    datasources: [
      { name: 'A', uid: 'a', type: 'loki', access: 'proxy', url: 'http://loki', editable: false, jsonData: {} },
    ],
    dashboards: { own: [new DashboardBuilder('Own').uid('own').build()] },
    plugins: ['grafana-clock-panel'],
    service: { type: 'NodePort' },
    serviceMonitor: {},
    serviceAccount: { name: 'own' },
    rbac: false,
    networkPolicy: {},
    accepts: accepting('grafana/database'),
  };
  const render = made((scope, props: GrafanaProps) => new Grafana(scope, 'grafana', props));
  expect(propsWithoutEffect<GrafanaProps, typeof required>(all, required, render)).toEqual([]);
});

test('of Prometheus have an effect each', () => {
  const required = { namespace: 'a' };
  const { autoscaling: _, strategy: __, ...workload } = allWorkloadProps;
  const all: Required<PrometheusProps> = {
    ...workload,
    ...names,
    ...exposure,
    serviceMonitor: {},
    scrapeConfigs: [{ job_name: 'own', static_configs: [{ targets: ['a:1'] }] }],
    remoteWrite: [{ url: 'http://mimir/api/v1/push' }],
    externalLabels: { cluster: 'a' },
    scrapeInterval: '31s',
    scrapeTimeout: '11s',
    evaluationInterval: '32s',
    retention: { time: '7d' },
    rules: [{ name: 'up', rules: [{ alert: 'Down', expr: 'up == 0' }] }],
    alertmanagers: [new Endpoint({ service: 'alertmanager', namespace: 'a', port: 9093 })],
    remoteWriteReceiver: true,
    features: ['exemplar-storage'],
    config: { storage: { exemplars: { max_exemplars: 5000 } } },
    clusterRules: [{ nonResourceUrLs: ['/own'], verbs: ['get'] }],
    service: { type: 'NodePort' },
  };
  const render = made((scope, props: PrometheusProps) => new Prometheus(scope, 'prometheus', props));
  expect(propsWithoutEffect<PrometheusProps, typeof required>(all, required, render)).toEqual(['clusterDomain']);
});

test('of the exporter of Redis have an effect each', () => {
  const required = { namespace: 'a' };
  const all: Required<RedisExporterProps> = { ...allWorkloadProps, ...names, serviceMonitor: {} };
  const render = made((scope, props: RedisExporterProps) => new RedisExporter(scope, 'redis-exporter', props));
  expect(propsWithoutEffect<RedisExporterProps, typeof required>(all, required, render)).toEqual([
    ...OF_STATEFUL_SETS,
    'clusterDomain',
  ]);
});

test('of node-exporter, as of every program on all nodes, have an effect each', () => {
  const required = { namespace: 'a' };
  const all: Required<NodeExporterProps> = {
    ...allCollectorProps,
    enableServiceLinks: true,
    appProtocols: allWorkloadProps.appProtocols,
    port: 9101,
    hostNetwork: false,
    hostPid: true,
  };
  const render = made((scope, props: NodeExporterProps) => new NodeExporter(scope, 'node-exporter', props));
  expect(propsWithoutEffect<NodeExporterProps, typeof required>(all, required, render)).toEqual(['clusterDomain']);
});

test('of a gateway have an effect each', () => {
  const all: Required<GatewayProps> = {
    ...allWorkloadProps,
    ...exposure,
    service: { port: 81 },
    basicAuth: { secretName: 'users' },
    resolver: '10.0.0.10',
    ipFamilies: 'IPv6',
    readTimeout: '9m',
    logFormat: '$request',
    verboseLogging: false,
    httpSnippet: 'gzip on;',
    serverSnippet: 'gzip off;',
  };
  const defaults = { image: { repository: 'nginx', tag: '1' } };
  const definition = { system, routes: [], realm: 'Own', serviceAccountName: 'own', defaults };
  const make = (props: GatewayProps) => render((scope) => new Gateway(scope, 'gateway', { ...definition, props }));
  expect(propsWithoutEffect<GatewayProps, object>(all, {}, make)).toEqual(OF_STATEFUL_SETS);
});

test('of a memcached have an effect each', () => {
  const all: Required<MemcachedProps> = {
    ...allWorkloadProps,
    // Its Service is headless.
    service: { annotations: { own: 'annotation' } },
    memoryMegabytes: 1000,
    maxItemSize: '5m',
    maxConnections: 5,
    exporter: {},
  };
  const definition = {
    system,
    name: 'cache',
    exporterImage: { repository: 'exporter', tag: '1' },
    serviceAccountName: 'own',
    defaults: { image: { repository: 'memcached', tag: '1' } },
  };
  const make = (props: MemcachedProps) => render((scope) => new Memcached(scope, 'cache', { ...definition, props }));
  expect(propsWithoutEffect<MemcachedProps, object>(all, {}, make)).toEqual(['strategy']);
});

test.each(['Deployment', 'StatefulSet'] as const)(
  'of a workload have an effect each, but for those of another kind than %s',
  (kind) => {
    const ofOtherKind = kind === 'Deployment' ? OF_STATEFUL_SETS : OF_DEPLOYMENTS;
    expect(propsWithoutEffect(allWorkloadProps, {}, (props) => writer(props, { kind }))).toEqual(ofOtherKind);
  },
);
