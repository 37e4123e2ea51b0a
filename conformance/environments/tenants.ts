import { App, Chart } from 'cdk8s';
import { Grafana } from '../../charts/grafana';
import { Loki } from '../../charts/loki';
import { Mimir } from '../../charts/mimir';
import { Minio } from '../../charts/minio';
import { Namespaces } from '../../charts/namespaces';
import { Prometheus, selfJob } from '../../charts/prometheus';
import { Promtail } from '../../charts/promtail';
import { Tempo } from '../../charts/tempo';
import { EnvironmentChecks } from '../../lib/checks/environment';
import type { BasicAuth } from '../../lib/constructs/api/target';
import { Ring } from '../../lib/model/ring/ring';
import { KubeSecret } from '../../lib/values/k8s';
import { ObjectStorage } from '../../lib/values/object-storage';
import { SecretKey } from '../../lib/values/secret-key';
import { htpasswd } from './htpasswd';

/** Namespaces with the Pod Security level that each enforces. */
const NAMESPACES = {
  logs: 'restricted',
  traces: 'restricted',
  metrics: 'restricted',
  monitoring: 'restricted',
  grafana: 'restricted',
  storage: 'restricted',
  // Promtail reads folders of its node.
  agents: 'privileged',
} as const;

type Namespace = keyof typeof NAMESPACES;

/** A user of a gateway, and the namespaces of the clients that come as this user. */
interface GatewayUser {
  readonly gateway: Namespace;
  readonly clients: readonly Namespace[];
}

const USERS = {
  loki: { gateway: 'logs', clients: ['agents', 'grafana'] },
  tempo: { gateway: 'traces', clients: ['grafana'] },
  mimir: { gateway: 'metrics', clients: ['logs', 'traces', 'monitoring', 'grafana'] },
} as const satisfies Readonly<Record<string, GatewayUser>>;

const TENANTS = ['team-a', 'team-b'] as const;
const [FIRST] = TENANTS;

const usersSecret = (system: keyof typeof USERS): string => `${system}-users`;
const clientOf = (system: keyof typeof USERS): BasicAuth => ({
  username: `${system}-client`,
  password: new SecretKey(`${system}-client`, 'password'),
});
const basicAuth = (system: keyof typeof USERS) => ({ secretName: usersSecret(system), client: clientOf(system) });

/** Passwords of users of this environment, which is never applied to a cluster. */
class Secrets extends Chart {
  constructor(app: App) {
    super(app, 'secrets');
    for (const [system, { gateway, clients }] of Object.entries<GatewayUser>(USERS)) {
      const [username, password] = [`${system}-client`, `password of ${system}`];
      this.add(gateway, `${system}-users`, { '.htpasswd': htpasswd({ [username]: password }) });
      for (const namespace of clients) this.add(namespace, `${system}-client`, { password });
    }
    this.add('grafana', 'grafana', { 'admin-user': 'admin', 'admin-password': 'admin' });
    this.add('storage', 'minio-credentials', {
      MINIO_ROOT_USER: 'root',
      MINIO_ROOT_PASSWORD: 'password',
      MINIO_ACCESS_KEY: 'root',
      MINIO_SECRET_KEY: 'password',
    });
    for (const namespace of ['logs', 'traces', 'metrics'] as const) {
      this.add(namespace, 'object-storage', { id: 'root', secret: 'password' });
    }
  }

  private add(namespace: Namespace, name: string, stringData: Readonly<Record<string, string>>): void {
    new KubeSecret(this, `${namespace}-${name}`, { metadata: { namespace, name }, stringData: { ...stringData } });
  }
}

/**
 * An environment with multi-tenancy, users of gateways, ServiceMonitors, a ruler and NetworkPolicies, unlike lab and
 * eks. It is written to a temporary folder for the conformance checks alone.
 */
export function tenants(): App {
  const app = new App();
  new Namespaces(app, '_namespaces', { namespaces: NAMESPACES });
  new Secrets(app);
  const minio = new Minio(app, 'minio', { namespace: 'storage' });
  const bucket = (name: string): ObjectStorage =>
    ObjectStorage.minio(minio, {
      bucket: name,
      credentials: {
        accessKeyId: new SecretKey('object-storage', 'id'),
        secretAccessKey: new SecretKey('object-storage', 'secret'),
      },
    });
  const metrics = {
    namespaces: ['monitoring'],
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
  };
  const common = {
    multiTenancy: true,
    serviceMonitor: {},
    metaMonitoring: { alerts: true, rules: true, dashboards: true },
  } as const;

  const mimir = new Mimir(app, 'mimir', {
    ...common,
    namespace: 'metrics',
    storage: { blocks: bucket('mimir-blocks') },
    ruler: false,
    alertmanager: false,
    nginx: { basicAuth: basicAuth('mimir') },
    networkPolicy: { ingress: { namespaces: [...USERS.mimir.clients] }, metrics },
  });

  const loki = new Loki(app, 'loki', {
    ...common,
    namespace: 'logs',
    storage: bucket('loki'),
    schema: [{ from: '2024-01-01' }],
    ring: new Ring({ replicationFactor: 3, store: { type: 'memberlist', clusterLabel: 'loki' } }),
    ingester: { replicas: 3, persistence: { claims: [{ size: '10Gi' }] } },
    gateway: { basicAuth: basicAuth('loki') },
    ruler: {
      directories: {
        [FIRST]: {
          'lines.yaml': [
            {
              name: 'lines',
              interval: '1s',
              rules: [
                { record: 'tenant:lines:count1h', expr: 'sum(count_over_time({job=~".+"}[1h]))' },
                { alert: 'LinesArrive', expr: 'sum(count_over_time({job=~".+"}[1h])) > 0' },
              ],
            },
          ],
        },
      },
      remoteWrite: [mimir.remoteWrite],
    },
    networkPolicy: { ingress: { namespaces: [...USERS.loki.clients] }, metrics },
  });

  const tempo = new Tempo(app, 'tempo', {
    ...common,
    namespace: 'traces',
    storage: bucket('tempo'),
    ring: new Ring({ replicationFactor: 3, store: { type: 'memberlist', clusterLabel: 'tempo' } }),
    ingester: { persistence: { claims: [{ size: '10Gi' }] } },
    gateway: { basicAuth: basicAuth('tempo') },
    // The check waits for samples, so keep the wait short.
    config: { metrics_generator: { registry: { collection_interval: '2s' } } },
    metricsGenerator: { remoteWrite: [mimir.remoteWrite] },
    networkPolicy: { ingress: { namespaces: [...USERS.tempo.clients] }, metrics },
  });

  new Promtail(app, 'promtail', {
    namespace: 'agents',
    clients: [loki.push.as(FIRST)],
    networkPolicy: {},
  });

  new Prometheus(app, 'prometheus', {
    namespace: 'monitoring',
    scrapeConfigs: [selfJob()],
    remoteWrite: [mimir.remoteWrite.as(FIRST)],
  });

  new Grafana(app, 'grafana', {
    namespace: 'grafana',
    datasources: [
      ...TENANTS.flatMap((tenant) => [
        loki.datasource({ name: `Loki ${tenant}`, uid: `loki-${tenant}`, tenant }),
        tempo.datasource({ name: `Tempo ${tenant}`, uid: `tempo-${tenant}`, tenant }),
      ]),
      mimir.datasource({ tenant: FIRST, isDefault: true }),
    ],
    networkPolicy: {},
  });

  new EnvironmentChecks(app, 'checks', { severity: { 'policy/*': 'off' } });
  return app;
}
