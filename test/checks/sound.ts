import { ApiObject, App, Chart, type JsonPatch } from 'cdk8s';
import { LOKI_3_7, Loki, type LokiProps } from '../../charts/loki';
import { Mimir, type MimirProps } from '../../charts/mimir';
import { Namespaces } from '../../charts/namespaces';
import { Prometheus, type PrometheusProps } from '../../charts/prometheus';
import { Tempo, type TempoProps } from '../../charts/tempo';
import { HttpRoute } from '../../imports/gateway.networking.k8s.io';
import { ServiceMonitor } from '../../imports/monitoring.coreos.com';
import { EnvironmentChecks, type EnvironmentChecksProps } from '../../lib/checks/environment';
import { Ring } from '../../lib/model/ring/ring';
import { ObjectStorage } from '../../lib/values/object-storage';

/** What is told otherwise than in the sound environment. */
export interface Change {
  readonly loki?: Partial<LokiProps>;
  /** Of a Loki 3 in the place of the Loki; `{}` is a sound one. */
  readonly loki3?: Partial<LokiProps<typeof LOKI_3_7>>;
  /** Of a Mimir, which is there only if it is given; `{}` is a sound one. */
  readonly mimir?: Partial<Omit<MimirProps, 'minio'>>;
  /** Of a Tempo, which is there only if it is given; `{}` is a sound one. */
  readonly tempo?: Partial<TempoProps>;
  readonly prometheus?: Partial<PrometheusProps>;
  readonly checks?: EnvironmentChecksProps;
  /** Patches of objects by kind and name. */
  readonly patches?: Readonly<Record<string, readonly JsonPatch[]>>;
  /** Further objects, in namespace `web`. */
  readonly objects?: (chart: Chart) => unknown;
  /** Further charts, with those that they may link to. */
  readonly charts?: (app: App, sound: Sound) => unknown;
}

/** Charts that are always there, or that the change asks for. */
export interface Sound {
  readonly loki: Loki;
  readonly mimir: Mimir | undefined;
  readonly tempo: Tempo | undefined;
  readonly prometheus: Prometheus;
}

const resources = { requests: { cpu: '10m', memory: '16Mi' } } as const;
/** Zones with nodes of their own. */
export const zones = ['a', 'b', 'c'].map((zone) => ({
  name: `zone-${zone}`,
  nodeSelector: { 'topology.kubernetes.io/zone': `eu-central-1${zone}` },
}));
const labels = { app: 'web' };
const restricted = { runAsNonRoot: true, readOnlyRootFilesystem: true };

/** An environment with one of everything, of which no check finds anything; `change` breaks it. */
export function environment(change: Change = {}): App {
  const { loki: lokiProps = {}, prometheus: prometheusProps = {}, checks = {}, patches = {}, objects, charts } = change;
  const app = new App();
  new Namespaces(app, '_namespaces', { namespaces: { logs: 'restricted', web: 'privileged' } });
  const soundLoki = {
    namespace: 'logs',
    storage: ObjectStorage.gcs({ bucket: 'logs' }),
    schema: [{ from: '2024-01-01' }],
    ring: new Ring({ replicationFactor: 3, store: { type: 'memberlist', clusterLabel: 'loki' } }),
    defaults: { resources },
    gateway: { resources },
    ingester: {
      replicas: 3,
      persistence: { claims: [{ size: '1Gi', storageClass: 'fast' }] },
      disruptionBudget: { maxUnavailable: 1 },
    },
  } as const;
  const loki =
    change.loki3 === undefined
      ? new Loki(app, 'loki', { ...soundLoki, ...lokiProps })
      : new Loki(app, 'loki', { ...soundLoki, version: LOKI_3_7, ...change.loki3 });
  const mimir =
    change.mimir &&
    new Mimir(app, 'mimir', {
      namespace: 'logs',
      storage: { blocks: ObjectStorage.gcs({ bucket: 'metrics' }) },
      ring: new Ring({ replicationFactor: 3, store: { type: 'memberlist', clusterLabel: 'mimir' } }),
      defaults: { resources },
      nginx: { resources },
      querier: { disruptionBudget: { maxUnavailable: 1 } },
      ingester: { zones },
      storeGateway: { zones },
      ...change.mimir,
    });
  const tempo =
    change.tempo &&
    new Tempo(app, 'tempo', {
      namespace: 'logs',
      storage: ObjectStorage.gcs({ bucket: 'traces' }),
      ring: new Ring({ replicationFactor: 3, store: { type: 'memberlist', clusterLabel: 'tempo' } }),
      defaults: { resources },
      memcached: { resources },
      ingester: {
        antiAffinity: { hosts: 'required' },
        persistence: { claims: [{ size: '1Gi', storageClass: 'fast' }] },
        disruptionBudget: { maxUnavailable: 1 },
      },
      ...change.tempo,
    });
  const prometheus = new Prometheus(app, 'prometheus', { namespace: 'web', resources, ...prometheusProps });
  charts?.(app, { loki, mimir, tempo, prometheus });
  const web = new Chart(app, 'web', { namespace: 'web' });
  makeWeb(web);
  objects?.(web);
  new EnvironmentChecks(app, 'checks', {
    external: [
      { kind: 'StorageClass', name: 'fast' },
      { kind: 'Secret', namespace: 'web', name: 'web' },
      { kind: 'Secret', namespace: 'web', name: 'tls' },
    ],
    ...checks,
  });
  apply(app, patches);
  return app;
}

/** A program with everything that an object can name. */
function makeWeb(chart: Chart): void {
  const make = (kind: string, apiVersion: string, name: string, fields: object) =>
    new ApiObject(chart, `${kind}-${name}`, { kind, apiVersion, metadata: { name, labels }, ...fields });
  make('ServiceAccount', 'v1', 'web', {});
  make('Role', 'rbac.authorization.k8s.io/v1', 'web', { rules: [] });
  make('RoleBinding', 'rbac.authorization.k8s.io/v1', 'web', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'web' },
    subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'web' }],
  });
  make('ConfigMap', 'v1', 'web', {
    data: { 'web.yaml': 'logs: http://loki-loki-distributed-distributor.logs:3100/loki/api/v1/push\n' },
  });
  make('PersistentVolumeClaim', 'v1', 'web', {
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast',
      resources: { requests: { storage: '1Gi' } },
    },
  });
  make('Deployment', 'apps/v1', 'web', {
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: 'web',
          containers: [
            {
              name: 'web',
              image: 'web:1.0',
              args: ['--metrics=http://prometheus.web.svc.cluster.local:9090'],
              env: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'web', key: 'token' } } }],
              ports: [{ name: 'http', containerPort: 8080 }],
              readinessProbe: { httpGet: { path: '/', port: 'http' } },
              resources: { requests: { cpu: '10m' } },
              securityContext: restricted,
              volumeMounts: [
                { name: 'config', mountPath: '/etc/web.yaml', subPath: 'web.yaml' },
                { name: 'data', mountPath: '/data' },
              ],
            },
          ],
          volumes: [
            { name: 'config', configMap: { name: 'web' } },
            { name: 'data', persistentVolumeClaim: { claimName: 'web' } },
          ],
        },
      },
    },
  });
  make('Service', 'v1', 'web', {
    spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  });
  make('HorizontalPodAutoscaler', 'autoscaling/v2', 'web', {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas: 2,
      maxReplicas: 4,
    },
  });
  make('PodDisruptionBudget', 'policy/v1', 'web', {
    spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
  });
  make('NetworkPolicy', 'networking.k8s.io/v1', 'web', {
    spec: { podSelector: { matchLabels: labels }, ingress: [{}] },
  });
  make('Ingress', 'networking.k8s.io/v1', 'web', {
    spec: {
      tls: [{ hosts: ['web.example.com'], secretName: 'tls' }],
      rules: [
        {
          host: 'web.example.com',
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }],
          },
        },
      ],
    },
  });
  new HttpRoute(chart, 'route', {
    metadata: { name: 'web' },
    spec: { parentRefs: [{ name: 'edge' }], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] },
  });
  new ServiceMonitor(chart, 'monitor', {
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: labels }, endpoints: [{ port: 'http' }] },
  });
}

function apply(app: App, patches: NonNullable<Change['patches']>): void {
  const objects = app.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  for (const [object, all] of Object.entries(patches)) {
    const found = objects.filter(({ kind, name }) => `${kind}/${name}` === object);
    if (found.length === 0) throw new Error(`there is no ${object}`);
    for (const one of found) one.addJsonPatch(...all);
  }
}
