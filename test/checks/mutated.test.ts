import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { clusterOf, inspect, locator } from '../../lib/checks/check';
import { type ManifestObject, manifestOf, objectsOf } from '../../lib/checks/manifest';
import { UserError } from '../../lib/values/errors';
import { environment } from './sound';

const pod = {
  restartPolicy: 'Never',
  priorityClassName: 'system-cluster-critical',
  hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
  tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 1 }],
  topologySpreadConstraints: [
    { topologyKey: 'zone', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { a: 'b' } } },
  ],
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['fast'] }] }],
      },
    },
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: { topologyKey: 'zone' } }],
    },
  },
  containers: [
    {
      name: 'web',
      image: 'web:1.0',
      envFrom: [{ secretRef: { name: 'web' } }],
      env: [{ name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
      ports: [{ name: 'http', containerPort: 80, hostPort: 80 }],
      livenessProbe: { httpGet: { path: '/', port: 'http' } },
      lifecycle: { preStop: { exec: { command: ['sleep', '1'] } } },
      resources: { requests: { cpu: '1' }, limits: { cpu: '1' } },
      volumeMounts: [{ name: 'a', mountPath: '/a', subPath: 'a' }],
      securityContext: { runAsUser: 1, capabilities: { add: ['CHOWN'], drop: ['ALL'] } },
    },
  ],
  initContainers: [{ name: 'init', image: 'web:1.0', command: ['sh'] }],
  volumes: [
    { name: 'a', projected: { sources: [{ configMap: { name: 'web' } }, { secret: { name: 'web' } }] } },
    { name: 'b', secret: { secretName: 'web', items: [{ key: 'token', path: 'token' }] } },
  ],
  imagePullSecrets: [{ name: 'web' }],
};
const template = { metadata: { labels: { app: 'more' } }, spec: pod };
const WIDGET = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      required: ['size'],
      properties: {
        size: { type: 'integer', minimum: 1 },
        words: { type: 'array', items: { type: 'string', enum: ['a'], pattern: '^a$' } },
        more: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
  },
};
const MORE: ReadonlyArray<readonly [apiVersion: string, kind: string, fields: object]> = [
  ['v1', 'Pod', { spec: pod }],
  ['apps/v1', 'DaemonSet', { spec: { selector: { matchLabels: { app: 'more' } }, template } }],
  ['batch/v1', 'Job', { spec: { template } }],
  ['batch/v1', 'CronJob', { spec: { schedule: '0 0 * * *', jobTemplate: { spec: { template } } } }],
  [
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    {
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        maxReplicas: 3,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
        ],
        behavior: { scaleUp: { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] } },
      },
    },
  ],
  [
    'networking.k8s.io/v1',
    'NetworkPolicy',
    { spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }] } },
  ],
  [
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    {
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { kind: 'Widget', plural: 'widgets' },
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: WIDGET } }],
      },
    },
  ],
  ['example.com/v1', 'Widget', { spec: { size: 1, words: ['a'], more: { a: 'b' } } }],
  ['v1', 'Secret', { stringData: { a: 'http://web:80' } }],
  [
    'rbac.authorization.k8s.io/v1',
    'ClusterRoleBinding',
    {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'web' }],
    },
  ],
  ['traefik.io/v1alpha1', 'Ingress', { routes: [] }],
  ['metrics.k8s.io/v1beta1', 'Pod', { containers: [{ usage: {} }] }],
  ['crd.projectcalico.org/v1', 'NetworkPolicy', { spec: { selector: 'all()' } }],
  ['monitoring.coreos.com/v2', 'ServiceMonitor', {}],
];

const app = environment({
  mimir: {},
  objects: (chart) => {
    for (const [apiVersion, kind, fields] of MORE) {
      new ApiObject(chart, `${apiVersion} ${kind}`.replaceAll('/', '-'), {
        apiVersion,
        kind,
        metadata: { name: 'more' },
        ...fields,
      });
    }
  },
});
const charts = manifestOf(app);
const objects = objectsOf(charts);

/** What all checks say where one object has become another one; it is written as the item of a list. */
function sentences(original: ManifestObject, content: unknown): string[] {
  const list = { apiVersion: 'v1', kind: 'List', metadata: { name: 'list' }, items: [content] };
  const mutated = objectsOf(
    charts.map((chart) => ({
      ...chart,
      objects: chart.objects.map((object) => (object === original ? { ...object, content: list } : object)),
    })),
  );
  return inspect(app, clusterOf(app, mutated), locator(mutated)).map(
    ({ object, at, sentence }) => `${object ?? at}: ${sentence}`,
  );
}

type Path = ReadonlyArray<string | number>;

/** Every place of a value, and the value itself. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, child]) =>
      placesIn(child, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

const GONE = Symbol('gone');

/** A value with another one at a place, or with none. As in cdk8s, a key without a value is none. */
function changed(value: unknown, [step, ...rest]: Path, change: unknown): unknown {
  if (step === undefined) return change;
  const entries = Object.entries(Object(value))
    .map(([key, child]): [string, unknown] => [key, key === String(step) ? changed(child, rest, change) : child])
    .filter(([, child]) => child !== GONE);
  if (Array.isArray(value)) return entries.map(([, child]) => child);
  return Object.fromEntries(entries.filter(([, child]) => child !== undefined));
}

/** The first and the last object of each kind. */
const kindOf = ({ content }: ManifestObject): string => `${content.apiVersion} ${content.kind}`;
const samples = [objects, [...objects].reverse()].flatMap((all) => [
  ...new Map(all.map((object) => [kindOf(object), object])).values(),
]);
const places = samples.flatMap((object) => placesIn(object.content).map((place) => ({ object, place })));
const values = [
  GONE,
  undefined,
  null,
  '',
  'text',
  0,
  -1,
  1.5,
  true,
  [],
  {},
  [undefined],
  ['text'],
  { a: {} },
  { name: 5 },
];

/** What an error of JavaScript begins with. */
const FAILURE = /Cannot (read|use|destructure|convert)|is not (a function|iterable)/;

test('if a part of an object is missing or different, the checks print a sentence and never fail', () => {
  expect(new Set(samples.map(kindOf)).size).toBeGreaterThan(20);
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.constantFrom(...values), ({ object, place }, value) => {
      const content = changed(object.content, place, value);
      try {
        for (const sentence of sentences(object, content)) expect(sentence).not.toMatch(FAILURE);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        expect(error.message).toContain(object.path);
      }
    }),
    { numRuns: Number(process.env['MUTATIONS'] ?? 300) },
  );
}, 60_000);
