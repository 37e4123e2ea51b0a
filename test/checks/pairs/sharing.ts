import { ApiObject, type Chart } from 'cdk8s';
import { Loki, type LokiProps } from '../../../charts/loki';
import { Mimir, type MimirProps } from '../../../charts/mimir';
import { Tempo } from '../../../charts/tempo';
import { Ring } from '../../../lib/model/ring/ring';
import { Endpoint } from '../../../lib/values/endpoint';
import { ObjectStorage } from '../../../lib/values/object-storage';
import { type Change, zones } from '../sound';
import { workload } from './changes';
import type { Pair } from './pair';

const resources = { requests: { cpu: '10m', memory: '16Mi' } } as const;
const claims = { persistence: { claims: [{ size: '1Gi', storageClass: 'fast' }] } } as const;
const CONSUL = new Endpoint({ service: 'consul', namespace: 'consul', port: 8500 });
const ringOf = (clusterLabel: string): Ring =>
  new Ring({ replicationFactor: 3, store: { type: 'memberlist', clusterLabel } });
const inConsul = (prefix?: string): Ring =>
  new Ring({
    replicationFactor: 3,
    store: { type: 'consul', consul: CONSUL, ...(prefix && { prefix }) },
  });

const withConsul = {
  external: [
    { kind: 'StorageClass', name: 'fast' },
    ...['web', 'tls'].map((name) => ({ kind: 'Secret', namespace: 'web', name })),
    { kind: 'Service', namespace: 'consul', name: 'consul' },
  ],
};

/** A second Loki, in another namespace. */
const secondLoki = (props: Partial<LokiProps>): Change['charts'] => {
  return (app) =>
    new Loki(app, 'second', {
      namespace: 'web',
      storage: ObjectStorage.gcs({ bucket: 'other-logs' }),
      schema: [{ from: '2024-01-01' }],
      ring: ringOf('second'),
      defaults: { resources },
      gateway: { resources },
      ingester: { replicas: 3, disruptionBudget: { maxUnavailable: 1 }, ...claims },
      ...props,
    });
};

const secondMimir = (props: Partial<Omit<MimirProps, 'minio'>>): Change['charts'] => {
  return (app) =>
    new Mimir(app, 'second', {
      namespace: 'web',
      release: 'second',
      storage: { blocks: ObjectStorage.gcs({ bucket: 'other-metrics' }) },
      ring: ringOf('second'),
      defaults: { resources },
      nginx: { resources },
      querier: { disruptionBudget: { maxUnavailable: 1 } },
      ingester: { zones },
      storeGateway: { zones },
      ...props,
    });
};

const secondTempo = (prefix?: string): Change['charts'] => {
  return (app) =>
    new Tempo(app, 'second', {
      namespace: 'web',
      storage: ObjectStorage.gcs({ bucket: 'traces' }),
      config: prefix === undefined ? {} : { storage: { trace: { gcs: { prefix } } } },
      ring: ringOf('second'),
      defaults: { resources },
      memcached: { resources },
      ingester: { antiAffinity: { hosts: 'required' }, disruptionBudget: { maxUnavailable: 1 }, ...claims },
    });
};

const ingress = (host: string, className?: string): Change => ({
  objects: (chart) =>
    new ApiObject(chart, 'second', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'second' },
      spec: {
        ingressClassName: className,
        tls: [{ hosts: [host], secretName: 'tls' }],
        rules: [
          {
            host,
            http: {
              paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }],
            },
          },
        ],
      },
    }),
});

/** A DaemonSet that needs a port of every node, beside one that does. */
const agents = (port: number, nodeSelector: Readonly<Record<string, string>> = { pool: 'a' }): Change => ({
  objects: (chart) => {
    for (const [name, hostPort, selector] of [
      ['one', 4317, { pool: 'a' }],
      ['two', port, nodeSelector],
    ] as const) {
      const ports = [{ name: 'http', containerPort: 4317, hostPort }];
      workload(chart, 'DaemonSet', name, { ports }, { pod: { nodeSelector: selector } });
    }
  },
  checks: { severity: { 'policy/host-port': 'off' } },
});

const scaler = (name: string) => (chart: Chart) =>
  new ApiObject(chart, 'scaler', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'second' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: 2,
      maxReplicas: 4,
    },
  });

/** A StatefulSet, and a workload whose pods have its labels and one more. */
const sets = (kind: 'Deployment' | 'StatefulSet') => (chart: Chart) => {
  const make = (own: string, name: string, labels: Readonly<Record<string, string>>) =>
    new ApiObject(chart, name, {
      apiVersion: 'apps/v1',
      kind: own,
      metadata: { name },
      spec: {
        ...(own === 'StatefulSet' && { serviceName: 'web' }),
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: 'run',
                image: 'web:1.0',
                resources,
                readinessProbe: { exec: { command: ['true'] } },
                securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true },
              },
            ],
          },
        },
      },
    });
  make('StatefulSet', 'wide', { set: 'a' });
  make(kind, 'narrow', { set: 'a', zone: 'a' });
};

const secondIngress = (annotations: Readonly<Record<string, string>>) => (chart: Chart) =>
  new ApiObject(chart, 'second-ingress', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'second', annotations },
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

export const SHARING_PAIRS: readonly Pair[] = [
  {
    id: 'sharing/bucket',
    what: 'two installations of Loki with one bucket and index prefix',
    broken: { charts: secondLoki({ storage: ObjectStorage.gcs({ bucket: 'logs' }) }) },
    mended: { charts: secondLoki({}) },
    sentence:
      /^storage_config\.gcs: found bucket "logs", where Loki of ConfigMap\/logs\/loki-loki-distributed keeps its data too/,
  },
  {
    id: 'sharing/bucket',
    what: 'two installations of Mimir with one bucket',
    broken: { mimir: {}, charts: secondMimir({ storage: { blocks: ObjectStorage.gcs({ bucket: 'metrics' }) } }) },
    mended: { mimir: {}, charts: secondMimir({}) },
    sentence: /^blocks_storage\.gcs: found bucket "metrics", where Mimir of/,
  },
  {
    id: 'sharing/bucket',
    what: 'two installations of Tempo with one bucket and no prefix',
    broken: { tempo: {}, charts: secondTempo() },
    mended: { tempo: {}, charts: secondTempo('second') },
    sentence: /^storage\.trace\.gcs: found bucket "traces", where Tempo of/,
  },
  {
    id: 'sharing/bucket',
    what: 'Loki and Mimir with one bucket',
    broken: { mimir: { storage: { blocks: ObjectStorage.gcs({ bucket: 'logs' }) } } },
    sentence: /^blocks_storage\.gcs: found bucket "logs", where Loki of/,
  },
  {
    id: 'sharing/ring-store',
    what: 'two installations with one prefix in Consul',
    broken: { loki: { ring: inConsul() }, charts: secondLoki({ ring: inConsul() }), checks: withConsul },
    mended: { loki: { ring: inConsul() }, charts: secondLoki({ ring: inConsul('second/') }), checks: withConsul },
    sentence: /found "collectors\/" at consul\.consul:8500, where Loki of .* keeps its rings too/,
  },
  {
    id: 'sharing/selector',
    what: 'two workloads with the labels of one',
    broken: { objects: (chart) => workload(chart, 'Deployment', 'second', {}, { labels: { app: 'web' } }) },
    sentence: /^spec\.selector: found \{"app":"web"\}, which matches the pods of Deployment\/web\/second too/,
  },
  {
    id: 'sharing/rollout-group',
    what: 'two rollout operators in one namespace',
    broken: {
      objects: (chart) => {
        for (const name of ['one', 'two'])
          workload(chart, 'Deployment', name, { image: 'grafana/rollout-operator:v0.10.1' });
      },
    },
    sentence: /^found a second rollout operator in namespace web, Deployment\/web\/two/,
  },
  {
    id: 'sharing/ingress-path',
    what: 'two Ingresses with one host and path',
    broken: ingress('web.example.com'),
    mended: ingress('second.example.com'),
    sentence: /found host "web\.example\.com" and path "\/", which Ingress\/web\/(web|second) has already/,
  },
  {
    id: 'sharing/host-port',
    what: 'two DaemonSets with one port of the nodes',
    broken: agents(4317),
    mended: agents(4318),
    sentence: /found port 4317\/TCP of the node, which pods of DaemonSet\/web\/one need too/,
  },
  {
    id: 'sharing/host-port',
    what: 'two DaemonSets on the same nodes, and none on different ones',
    broken: agents(4317, { size: 'large' }),
    mended: agents(4317, { pool: 'b' }),
    sentence: /found port 4317\/TCP of the node/,
  },
  {
    id: 'sharing/autoscaler',
    what: 'a second autoscaler of one Deployment',
    broken: { objects: scaler('web') },
    sentence: /found Deployment\/web\/web, which HorizontalPodAutoscaler\/web\/web scales too/,
  },
  {
    id: 'sharing/budget',
    what: 'a second budget of the same pods',
    broken: {
      objects: (chart) =>
        new ApiObject(chart, 'budget', {
          apiVersion: 'policy/v1',
          kind: 'PodDisruptionBudget',
          metadata: { name: 'second' },
          spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' } } },
        }),
    },
    sentence: /found pods of Deployment\/web\/web, which PodDisruptionBudget\/web\/web in web selects too/,
  },
  {
    id: 'sharing/selector',
    what: 'a StatefulSet and a Deployment, and no two StatefulSets of which one selects more',
    broken: { objects: sets('Deployment') },
    mended: { objects: sets('StatefulSet') },
    sentence: /matches the pods of (Deployment\/web\/narrow|StatefulSet\/web\/wide) too/,
  },
  {
    id: 'sharing/ingress-path',
    what: 'a second Ingress for a path, and not a canary of it',
    broken: { objects: secondIngress({}) },
    mended: { objects: secondIngress({ 'nginx.ingress.kubernetes.io/canary': 'true' }) },
    sentence: /found host "web\.example\.com" and path "\/", which Ingress\/web\/web has already/,
  },
];
