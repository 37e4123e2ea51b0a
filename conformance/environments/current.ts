import { App, Chart } from 'cdk8s';
import { LOKI_3_7, Loki } from '../../charts/loki';
import { Minio } from '../../charts/minio';
import { Namespaces } from '../../charts/namespaces';
import { EnvironmentChecks } from '../../lib/checks/environment';
import { Ring } from '../../lib/model/ring/ring';
import { KubeSecret } from '../../lib/values/k8s';
import { ObjectStorage } from '../../lib/values/object-storage';
import { SecretKey } from '../../lib/values/secret-key';

const NAMESPACE = 'logs';
const claims = [{ size: '10Gi' }] as const;
const ruler = {
  persistence: { claims },
  directories: {
    fake: {
      'lines.yaml': [
        { name: 'lines', rules: [{ record: 'lines:count1h', expr: 'sum(count_over_time({job=~".+"}[1h]))' }] },
      ],
    },
  },
} as const;

/** Newer releases with all of their roles, beside those of the documents in lab and eks. */
export function current(): App {
  const app = new App();
  new Namespaces(app, '_namespaces', { namespaces: { [NAMESPACE]: 'restricted' } });
  const secrets = new Chart(app, 'secrets');
  const add = (name: string, stringData: Record<string, string>) =>
    new KubeSecret(secrets, name, { metadata: { namespace: NAMESPACE, name }, stringData });
  add('minio-credentials', {
    MINIO_ROOT_USER: 'root',
    MINIO_ROOT_PASSWORD: 'password',
    MINIO_ACCESS_KEY: 'root',
    MINIO_SECRET_KEY: 'password',
  });
  add('object-storage', { id: 'root', secret: 'password' });
  const minio = new Minio(app, 'minio', { namespace: NAMESPACE });

  new Loki(app, 'loki', {
    namespace: NAMESPACE,
    version: LOKI_3_7,
    storage: ObjectStorage.minio(minio, {
      bucket: 'loki',
      credentials: {
        accessKeyId: new SecretKey('object-storage', 'id'),
        secretAccessKey: new SecretKey('object-storage', 'secret'),
      },
    }),
    schema: [{ from: '2022-06-01', store: 'boltdb-shipper', schema: 'v12' }, { from: '2024-01-01' }],
    ring: new Ring({ replicationFactor: 3, store: { type: 'memberlist', clusterLabel: 'loki' } }),
    ingester: { replicas: 3, persistence: { claims } },
    compactor: { persistence: { claims } },
    queryScheduler: {},
    indexGateway: { persistence: { claims } },
    ruler,
    patternIngester: {},
    bloomPlanner: {},
    bloomBuilder: {},
    bloomGateway: {},
    memcachedChunks: {},
    memcachedFrontend: {},
    config: {
      compactor: { retention_enabled: true },
      limits_config: {
        retention_period: '30d',
        bloom_creation_enabled: true,
        bloom_gateway_enable_filtering: true,
      },
    },
  });

  new EnvironmentChecks(app, 'checks', { severity: { 'policy/*': 'off', 'secret/*': 'off' } });
  return app;
}
