import { App } from 'cdk8s';
import { Loki } from '../charts/loki';
import { Mimir } from '../charts/mimir';
import { ObjectStorage } from '../lib/object-storage';
import { Ring } from '../lib/ring/ring';

/** The AWS account that everything belongs to. */
const account = '111122223333';
const region = 'ap-northeast-2';
/** Buckets, which have to exist. */
const buckets = { loki: 'my-loki', mimir: 'my-bucket', mimirRuler: 'my-bucket-ruler' };
/** Storage class of EBS volumes, which has to exist. */
const storageClass = 'ebs-sc';

/** Has AWS give pods the role of this name (IAM Roles for Service Accounts). */
const irsa = (role: string) => ({ 'eks.amazonaws.com/role-arn': `arn:aws:iam::${account}:role/${role}` });

/** Kubernetes of AWS: storage in S3 by the identity of the pods, data on EBS volumes. */
export function eks(): App {
  const app = new App();

  // What a client asks a cache for at a time, and how many such requests there are at once.
  const memcached = { batch_size: 100, parallelism: 100 };

  new Loki(app, 'loki', {
    namespace: 'logging',
    storage: ObjectStorage.s3({ bucket: buckets.loki, region }),
    schema: [{ from: '2023-10-31', store: 'tsdb', schema: 'v12' }],
    ring: new Ring({ replicationFactor: 3, heartbeatTimeout: '10m' }),
    serviceAccount: { name: 'loki', annotations: irsa('AWS-Loki-Role') },
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
      // How long the queue of a tenant may get. Without a query scheduler it stands in the frontend.
      frontend: { max_outstanding_per_tenant: 32768 },
    },
    ingester: {
      replicas: 3,
      disruptionBudget: { maxUnavailable: 1 },
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
      persistence: { claims: [{ size: '10Gi', storageClass }] },
    },
    distributor: { resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } } },
    querier: { resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '512Mi' } } },
    queryFrontend: { resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '512Mi' } } },
    gateway: { resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '512Mi' } } },
    compactor: { serviceAccount: { name: 'loki-compactor', annotations: irsa('AWS-Loki-Role') } },
    indexGateway: {},
    memcachedChunks: {},
    memcachedFrontend: {},
    memcachedIndexQueries: {},
  });

  const mimirRuler = ObjectStorage.s3({ bucket: buckets.mimirRuler, region });
  new Mimir(app, 'mimir', {
    namespace: 'mimir-test',
    version: '2.10',
    storage: {
      blocks: ObjectStorage.s3({ bucket: buckets.mimir, region }),
      // Rules and the configuration of alertmanagers outlive their pods, each in a folder of its own.
      ruler: mimirRuler,
      alertmanager: mimirRuler,
    },
    ring: new Ring({ replicationFactor: 3 }),
    serviceAccount: { name: 'mimir', annotations: irsa('AWS-Mimir-Role') },
    config: {
      limits: { max_label_names_per_series: 60, compactor_blocks_retention_period: '30d' },
      blocks_storage: { tsdb: { retention_period: '13h' }, bucket_store: { ignore_blocks_within: '10h' } },
      querier: { query_store_after: '12h' },
    },
  });

  return app;
}
