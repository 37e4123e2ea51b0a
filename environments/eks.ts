import { App } from 'cdk8s';
import { Grafana } from '../charts/grafana';
import { Loki } from '../charts/loki';
import { MIMIR_2_10, Mimir } from '../charts/mimir';
import { Namespaces } from '../charts/namespaces';
import { OtelCollector, onOwnNode } from '../charts/otel-collector';
import { Promtail } from '../charts/promtail';
import { Tempo } from '../charts/tempo';
import { EnvironmentChecks } from '../lib/checks/environment';
import { podMetricsJob } from '../lib/constructs/collect/pod-metrics';
import { Irsa } from '../lib/constructs/irsa';
import { TEMPO_RULES } from '../lib/constructs/monitoring/alerts/tempo';
import { Ring } from '../lib/model/ring/ring';
import { ObjectStorage } from '../lib/values/object-storage';
import { contentsOf } from './grafana';

const region = 'ap-northeast-2';
/** The cluster, as IAM knows it. */
const cluster = { account: '111122223333', region, oidcProvider: 'EXAMPLED539D4633E53DE1B71EXAMPLE' };
/** Buckets, which have to exist. */
const buckets = { loki: 'my-loki', mimir: 'my-bucket', mimirRuler: 'my-bucket-ruler', tempo: 'my-tempo' };
/** Storage classes of EBS volumes, which have to exist. */
const storageClasses = { loki: 'ebs-sc', tempo: 'gp3', grafana: 'gp3' };

/** Kubernetes of AWS: storage in S3 by the identity of the pods, data on EBS volumes. */
export function eks(): App {
  const app = new App();

  new Namespaces(app, '_namespaces', {
    namespaces: {
      grafana: 'restricted',
      'mimir-test': 'restricted',
      tempo: 'restricted',
      // Promtail reads folders of its node, and the collector has ports of it.
      logging: 'privileged',
      opentelemetry: 'privileged',
    },
  });
  const lokiRole = new Irsa(app, 'loki-role', {
    cluster,
    role: 'AWS-Loki-Role',
    sid: 'LokiStorage',
    buckets: [buckets.loki],
  });
  const mimirRole = new Irsa(app, 'mimir-role', {
    cluster,
    role: 'AWS-Mimir-Role',
    sid: 'MimirStorage',
    buckets: [buckets.mimir, buckets.mimirRuler],
  });
  const tempoRole = new Irsa(app, 'tempo-role', {
    cluster,
    role: 'AWS-Tempo-Role',
    sid: 'TempoPermissions',
    buckets: [buckets.tempo],
    actions: [
      's3:PutObject',
      's3:GetObject',
      's3:ListBucket',
      's3:DeleteObject',
      's3:GetObjectTagging',
      's3:PutObjectTagging',
    ],
  });

  // Keys per request to a cache, and parallel requests.
  const memcached = { batch_size: 100, parallelism: 100 };

  const loki = new Loki(app, 'loki', {
    namespace: 'logging',
    storage: ObjectStorage.s3({ bucket: buckets.loki, region }),
    schema: [{ from: '2023-10-31', store: 'tsdb', schema: 'v12' }],
    ring: new Ring({ replicationFactor: 3, heartbeatTimeout: '10m' }),
    serviceAccount: lokiRole.serviceAccount('logging', 'loki'),
    // The label of the published charts; EKS still sets it beside topology.kubernetes.io/zone.
    defaults: { antiAffinity: { zoneLabel: 'failure-domain.beta.kubernetes.io/zone' } },
    config: {
      server: { grpc_server_max_recv_msg_size: 8938360, grpc_server_max_send_msg_size: 8938360 },
      compactor: {
        apply_retention_interval: '1h',
        compaction_interval: '10m',
        retention_delete_delay: '2h',
        retention_delete_worker_count: 150,
        retention_enabled: true,
      },
      limits_config: {
        max_global_streams_per_user: 100000,
        max_streams_per_user: 100000,
        reject_old_samples: false,
        retention_period: '30d',
        per_stream_rate_limit: '3MB',
        per_stream_rate_limit_burst: '10MB',
        max_query_parallelism: 90,
        ingestion_rate_mb: 512,
        ingestion_burst_size_mb: 1024,
      },
      ingester: {
        chunk_idle_period: '1h',
        chunk_target_size: 1572864,
        max_chunk_age: '2h',
        wal: { replay_memory_ceiling: '800mb' },
      },
      storage_config: { index_queries_cache_config: { memcached } },
      chunk_store_config: { chunk_cache_config: { memcached } },
      querier: { max_concurrent: 16 },
      // Maximum length of a tenant's queue, which is in the frontend if there is no query scheduler.
      frontend: { max_outstanding_per_tenant: 32768 },
    },
    ingester: {
      replicas: 3,
      disruptionBudget: { maxUnavailable: 1 },
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
      persistence: { claims: [{ size: '10Gi', storageClass: storageClasses.loki }] },
    },
    distributor: { resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } } },
    querier: { resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '512Mi' } } },
    queryFrontend: { resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '512Mi' } } },
    gateway: { resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '512Mi' } } },
    compactor: { serviceAccount: lokiRole.serviceAccount('logging', 'loki-compactor') },
    indexGateway: {},
    memcachedChunks: {},
    memcachedFrontend: {},
    memcachedIndexQueries: {},
    accepts: [
      { id: 'ring/heartbeat-timeout', reason: 'ingesters are not to be given up while they read their log again' },
    ],
  });

  const mimirRuler = ObjectStorage.s3({ bucket: buckets.mimirRuler, region });
  const mimir = new Mimir(app, 'mimir', {
    namespace: 'mimir-test',
    version: MIMIR_2_10,
    storage: {
      blocks: ObjectStorage.s3({ bucket: buckets.mimir, region }),
      // Rules and the configuration of alertmanagers outlive their pods, each in a folder of its own.
      ruler: mimirRuler,
      alertmanager: mimirRuler,
    },
    ring: new Ring({ replicationFactor: 3 }),
    serviceAccount: mimirRole.serviceAccount('mimir-test', 'mimir'),
    config: {
      limits: {
        max_label_names_per_series: 60,
        compactor_blocks_retention_period: '30d',
        // Without a limit above 0, Mimir drops exemplars, which link metrics to traces.
        max_global_exemplars_per_user: 100000,
      },
      blocks_storage: { tsdb: { retention_period: '13h' }, bucket_store: { ignore_blocks_within: '10h' } },
      querier: { query_store_after: '12h' },
    },
    accepts: [
      {
        id: 'ring/node-separation',
        reason: 'a test installation: the published values name no nodes for zones, and losing a node may stop it',
      },
    ],
  });

  const tempo = new Tempo(app, 'tempo', {
    namespace: 'tempo',
    storage: ObjectStorage.s3({ bucket: buckets.tempo, endpoint: `s3.dualstack.${region}.amazonaws.com` }),
    serviceAccount: tempoRole.serviceAccount('tempo', 'tempo-sa'),
    config: {
      server: { grpc_server_max_recv_msg_size: 52428800, grpc_server_max_send_msg_size: 52428800 },
      compactor: { compaction: { block_retention: '720h' } },
      querier: { max_concurrent_queries: 100 },
      query_frontend: { search: { concurrent_jobs: 2000 }, trace_by_id: { query_shards: 100 } },
      storage: { trace: { block: { version: 'vParquet' } } },
      metrics_generator: {
        processor: { service_graphs: { wait: '90s' } },
        registry: { collection_interval: '30s' },
      },
    },
    distributor: { replicas: 2, disruptionBudget: { maxUnavailable: 1 } },
    ingester: {
      replicas: 2,
      disruptionBudget: { maxUnavailable: 1 },
      persistence: { claims: [{ size: '30Gi', storageClass: storageClasses.tempo }] },
    },
    accepts: [
      { id: 'ring/replicas', reason: 'two ingesters are what is paid for; clients send again while one restarts' },
    ],
    querier: { replicas: 2, disruptionBudget: { maxUnavailable: 1 } },
    metricsGenerator: { remoteWrite: [mimir.remoteWrite] },
    gateway: {
      replicas: 2,
      disruptionBudget: { maxUnavailable: 1 },
      ingress: {
        hosts: ['tempo.example.com'],
        className: 'alb',
        annotations: {
          'alb.ingress.kubernetes.io/load-balancer-name': 'internal-ingress',
          'alb.ingress.kubernetes.io/scheme': 'internal',
          'alb.ingress.kubernetes.io/target-type': 'ip',
          'alb.ingress.kubernetes.io/group.name': 'observability',
          'alb.ingress.kubernetes.io/listen-ports': '[{"HTTPS":443},{"HTTP":80}]',
          'alb.ingress.kubernetes.io/ssl-policy': 'ELBSecurityPolicy-FS-1-2-Res-2020-10',
          'alb.ingress.kubernetes.io/ssl-redirect': '443',
          'external-dns.alpha.kubernetes.io/ttl': '60',
        },
        tls: [{ secretName: 'tempo-gateway-tls', hosts: ['tempo.example.com'] }],
      },
    },
    memcachedExporter: {},
    serviceMonitor: {},
    prometheusRule: {
      groups: TEMPO_RULES.alerts({ namespace: 'tempo', pods: 'tempo-.+', memcached: true, volumes: true }),
    },
  });

  new Promtail(app, 'promtail', { namespace: 'logging', clients: [loki.push] });

  new OtelCollector(app, 'otel-collector', {
    namespace: 'opentelemetry',
    remoteWrite: mimir.remoteWrite,
    traces: tempo.otlpGrpc,
    // The systems themselves, under the labels that the dashboards go by.
    extraScrapeJobs: [podMetricsJob({ relabelConfigs: [onOwnNode()] })],
  });

  new Grafana(app, 'grafana', {
    namespace: 'grafana',
    ...contentsOf({ loki, mimir, tempo }),
    // One pod may have the volume at a time, so the new one waits for the old one.
    strategy: { type: 'Recreate' },
    persistence: { claims: [{ size: '10Gi', storageClass: storageClasses.grafana }] },
  });

  new EnvironmentChecks(app, 'checks', {
    external: [
      ...Object.values(storageClasses).map((name) => ({ kind: 'StorageClass', name })),
      // Of the AWS Load Balancer Controller.
      { kind: 'IngressClass', name: 'alb' },
      // Made by hand, so that passwords and keys are in no file.
      { kind: 'Secret', namespace: 'grafana', name: 'grafana' },
      { kind: 'Secret', namespace: 'tempo', name: 'tempo-gateway-tls' },
    ],
    accepts: [
      {
        id: 'ring/gossip-merge',
        reason: 'a label would split the rings of running installations for as long as their pods are replaced',
      },
      {
        id: 'policy/resources',
        reason: 'what Mimir, Tempo and the collectors take is measured first, and then requested',
      },
      {
        id: 'policy/root',
        object: 'DaemonSet/logging/promtail',
        reason: 'log files belong to root, and nobody else may read them',
      },
      {
        id: 'policy/host-path',
        object: 'DaemonSet/logging/promtail',
        reason: 'the logs of pods are files of their node',
      },
      {
        id: 'policy/host-port',
        object: 'DaemonSet/opentelemetry/*',
        reason: 'programs send their traces to the collector of their own node',
      },
      {
        id: 'policy/wide-role',
        object: 'ClusterRole/opentelemetry-*',
        reason: 'kubelets are scraped through the API server, since their own port asks for another token',
      },
    ],
  });

  return app;
}
