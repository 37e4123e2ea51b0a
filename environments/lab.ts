import { App } from 'cdk8s';
import { Consul } from '../charts/consul';
import { Grafana } from '../charts/grafana';
import { Loki } from '../charts/loki';
import { Mimir } from '../charts/mimir';
import { Minio } from '../charts/minio';
import { Namespaces } from '../charts/namespaces';
import { Redis } from '../charts/redis';
import { RedisCommander } from '../charts/redis-commander';
import { Tempo } from '../charts/tempo';
import { ObjectStorage } from '../lib/object-storage';
import { type Images, published } from '../versions';
import { contentsOf } from './grafana';

const namespace = 'ada-grafana';

/** The lab as it was published: credentials in plain text, pods without security contexts. Not for anything real. */
const asPublished = { namespace, podSecurity: 'unset' } as const;
const kompose = { cmd: 'kompose convert -f docker-compose.yaml' };
const localKompose = { cmd: './kompose convert -f docker-compose.yaml' };

/**
 * The laboratory: every system in one namespace, storing on claims and in MinIO.
 *
 * @param images `published` reproduces the published manifests to the letter, though most of those images have
 *   left Docker Hub since; `maintained` runs today. The default is the one switch between them.
 */
export function lab(images: Images = published): App {
  const app = new App();

  // The published pods of MinIO, Redis and Consul say nothing of who they run as.
  new Namespaces(app, '_namespaces', { namespaces: { [namespace]: 'baseline' } });

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
  consul.register({
    name: 'redis',
    endpoint: redis.endpoint,
    tags: ['database', 'cache'],
    checks: [{ name: 'Redis TCP Check', tcp: redis.endpoint, interval: '10s', timeout: '1s' }],
  });

  const loki = new Loki(app, 'loki', {
    namespace,
    image: images.loki,
    storage: ObjectStorage.filesystem({ directory: '/var/loki/chunks' }),
    schema: [{ from: '2020-09-07', store: 'boltdb-shipper', schema: 'v11' }],
    defaults: { antiAffinity: { zoneLabel: 'failure-domain.beta.kubernetes.io/zone' } },
    distributor: { autoscaling: {} },
    querier: { autoscaling: {}, persistence: { claims: [{ size: '10Gi' }] } },
    queryFrontend: { autoscaling: {} },
    gateway: { autoscaling: {} },
    compactor: {},
    memcachedExporter: {},
    memcachedChunks: {},
    memcachedFrontend: {},
    memcachedIndexQueries: {},
    memcachedIndexWrites: {},
  });

  const mimir = new Mimir(app, 'mimir', {
    namespace,
    image: images.mimir,
    // With the dot, a name is not looked up in the search domains of a pod first.
    clusterDomain: 'cluster.local.',
    minio: { credentials: { rootUser: 'grafana-mimir', rootPassword: 'supersecret' } },
  });

  const tempo = new Tempo(app, 'tempo', {
    namespace,
    image: images.tempo,
    // Each pod has a folder of its own: enough to look at what was just sent, and nothing more.
    storage: ObjectStorage.filesystem({ directory: '/var/tempo/traces' }),
    ingester: { disruptionBudget: { maxUnavailable: 1 } },
  });

  new Grafana(app, 'grafana', { namespace, image: images.grafana, ...contentsOf({ loki, mimir, tempo }) });

  return app;
}
