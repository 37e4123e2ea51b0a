import { App } from 'cdk8s';
import { Consul } from '../charts/consul';
import { Grafana } from '../charts/grafana';
import { Loki } from '../charts/loki';
import { Mimir } from '../charts/mimir';
import { Minio } from '../charts/minio';
import { Namespaces } from '../charts/namespaces';
import { NodeExporter } from '../charts/node-exporter';
import { Prometheus, selfJob } from '../charts/prometheus';
import { Redis } from '../charts/redis';
import { RedisCommander } from '../charts/redis-commander';
import { RedisExporter } from '../charts/redis-exporter';
import { Tempo } from '../charts/tempo';
import { EnvironmentChecks } from '../lib/checks/environment';
import { podMetricsJob } from '../lib/constructs/collect/pod-metrics';
import { Ring } from '../lib/model/ring/ring';
import { ObjectStorage } from '../lib/values/object-storage';
import { type Images, published } from '../versions';
import { contentsOf } from './grafana';

const namespace = 'ada-grafana';
const nodes = 'node-exporter';

/** The lab as it was published: credentials in plain text, pods without security contexts. Not for anything real. */
const asPublished = { namespace, podSecurity: 'unset' } as const;
const kompose = { cmd: 'kompose convert -f docker-compose.yaml' };
const localKompose = { cmd: './kompose convert -f docker-compose.yaml' };

/** Resources of components with low load. */
const small = { requests: { cpu: '100m', memory: '128Mi' } } as const;

/** In one namespace, the rings of the three could become one by the address of a pod that passes to another. */
const ringOf = (clusterLabel: string, replicationFactor = 3): Ring =>
  new Ring({ replicationFactor, store: { type: 'memberlist', clusterLabel } });

/**
 * The laboratory: every system in one namespace, storing on claims and in MinIO.
 *
 * @param images `published` reproduces the published manifests to the letter, though most of those images have
 *   left Docker Hub since; `maintained` runs today. The default is the one switch between them.
 */
export function lab(images: Images = published): App {
  const app = new App();

  new Namespaces(app, '_namespaces', {
    namespaces: {
      // The published pods of MinIO, Redis and Consul set no user.
      [namespace]: 'baseline',
      // Pods that monitor nodes use host folders and the host network.
      [nodes]: 'privileged',
    },
  });

  new Minio(app, 'minio', {
    ...asPublished,
    image: images.minio,
    komposeAnnotations: kompose,
    credentials: {
      accessKey: '697d0993dd097f38d5b8',
      secretKey: '9f88738761b57c63f6a81bdfd471',
      rootUser: 'admin',
      rootPassword: 'admin123',
    },
    // Only the published image is sure to have curl.
    healthcheck: images === published ? 'curl' : 'http',
  });

  const redis = new Redis(app, 'redis', {
    ...asPublished,
    image: images.redis,
    komposeAnnotations: localKompose,
  });

  new RedisCommander(app, 'redis-commander', {
    ...asPublished,
    image: images.redisCommander,
    komposeAnnotations: localKompose,
    hosts: { local: redis.endpoint },
  });

  const consul = new Consul(app, 'consul', {
    ...asPublished,
    image: images.consul,
    komposeAnnotations: kompose,
  });
  const registeredRedis = consul.register({
    name: 'redis',
    endpoint: redis.endpoint,
    tags: ['database', 'cache'],
    checks: [{ name: 'Redis TCP Check', tcp: redis.endpoint, interval: '10s', timeout: '1s' }],
  });

  const loki = new Loki(app, 'loki', {
    namespace,
    storage: ObjectStorage.filesystem({ directory: '/var/loki/chunks' }),
    schema: [{ from: '2020-09-07', store: 'boltdb-shipper', schema: 'v11' }],
    defaults: { antiAffinity: { zoneLabel: 'failure-domain.beta.kubernetes.io/zone' } },
    ring: ringOf('loki', 1),
    // The published pods have no resource requests, so their autoscalers could not compute utilization.
    distributor: { autoscaling: {}, resources: small },
    querier: { autoscaling: {}, resources: small, persistence: { claims: [{ size: '10Gi' }] } },
    queryFrontend: { autoscaling: {}, resources: small },
    gateway: { autoscaling: {}, resources: small },
    compactor: {},
    memcachedExporter: {},
    memcachedChunks: {},
    memcachedFrontend: {},
    memcachedIndexQueries: {},
    memcachedIndexWrites: {},
    accepts: [
      { id: 'ring/unstored-data', reason: 'one ingester that forgets: enough to look at what was just sent' },
      { id: 'folder/unshared', reason: 'the published chart stores chunks in each pod: queries ask the ingester' },
    ],
  });

  const mimir = new Mimir(app, 'mimir', {
    namespace,
    // With the dot, a name is not looked up in the search domains of a pod first.
    clusterDomain: 'cluster.local.',
    ring: ringOf('mimir'),
    // Without a limit above 0, Mimir drops exemplars, which link metrics to traces.
    config: { limits: { max_global_exemplars_per_user: 100000 } },
    minio: { credentials: { rootUser: 'grafana-mimir', rootPassword: 'supersecret' } },
    accepts: [{ id: 'ring/node-separation', reason: 'a laptop is a single node, which all zones share' }],
  });

  const tempo = new Tempo(app, 'tempo', {
    namespace,
    // Each pod has its own folder: enough to query recent traces only.
    storage: ObjectStorage.filesystem({ directory: '/var/tempo/traces' }),
    ring: ringOf('tempo'),
    ingester: { disruptionBudget: { maxUnavailable: 1 } },
    accepts: [
      { id: 'ring/unstored-data', reason: 'what the two others have is enough to look at' },
      { id: 'ring/node-separation', reason: 'a laptop is a single node, which all ingesters share' },
      { id: 'folder/unshared', reason: 'recent traces, which the ingesters have, are enough to look at' },
    ],
  });

  const nodeExporter = new NodeExporter(app, 'node-exporter', { namespace: nodes });
  const redisExporter = new RedisExporter(app, 'redis-exporter', { namespace });
  const prometheus = new Prometheus(app, 'prometheus', {
    namespace,
    scrapeConfigs: [
      selfJob({ group: 'prometheus' }),
      nodeExporter.scrapeJob(),
      podMetricsJob(),
      redisExporter.scrapeJob({ job_name: 'redis', consul_sd_configs: [registeredRedis] }),
    ],
    externalLabels: { cluster: 'lab' },
    remoteWrite: [mimir.remoteWrite],
    features: ['exemplar-storage'],
    rules: [...loki.rules(), ...mimir.rules(), ...tempo.rules()],
  });

  new Grafana(app, 'grafana', {
    namespace,
    image: images.grafana,
    ...contentsOf({ loki, mimir, tempo, prometheus, nodeExporter }),
  });

  new EnvironmentChecks(app, 'checks', {
    // Made by hand, so that the password is in no file.
    external: [{ kind: 'Secret', namespace, name: 'grafana' }],
    accepts: [
      {
        id: 'secret/text',
        object: 'Deployment/*/minio',
        reason: 'the published password of a laptop, which protects nothing',
      },
      { id: 'secret/manifest', object: 'Secret/*/mimir-minio', reason: 'the published password of a laptop, too' },
      ...['policy/host-namespace', 'policy/host-path'].map((id) => ({
        id,
        object: 'DaemonSet/*/node-exporter',
        reason: 'it measures the node itself',
      })),
      { id: 'policy/resources', reason: 'it has to fit onto a laptop, whatever else runs there' },
      { id: 'policy/probes', reason: 'the published pods have none' },
      { id: 'policy/root', reason: 'the published pods say nothing of who they run as' },
      { id: 'policy/writable-root', reason: 'the published pods write where they like' },
      ...(images === published ? [{ id: 'policy/image-tag', reason: 'the published manifests ask for latest' }] : []),
    ],
  });

  return app;
}
