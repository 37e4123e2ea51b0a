import fc from 'fast-check';
import crds from '../../../imports/crds.schema.json';
import type { KubernetesObject } from '../../../lib/checks/manifest';
import { manifestOf } from '../../../lib/checks/manifest';
import { schemaFindings } from '../../../lib/checks/schema';
import { KubernetesApi } from '../../../lib/checks/schema/kubernetes';
import { regexOf } from '../../../lib/checks/schema/values';
import kubernetes from '../../../schemas/kubernetes-1.28.json';
import { environment } from '../../checks/sound';

/** What is found in an object, as `id sentence`. */
function found(apiVersion: string, kind: string, rest: Readonly<Record<string, unknown>>): string[] {
  const content = { apiVersion, kind, metadata: { name: 'web' }, ...rest };
  return schemaFindings([{ path: 'app/web', identity: `${kind}/web`, content }]).map(({ id, object, sentence }) => {
    expect(object).toBe(`${kind}/web`);
    return `${id} ${sentence}`;
  });
}

const deployment = (spec: unknown, pod: Readonly<Record<string, unknown>> = {}, container: unknown = {}) => ({
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'web', ...Object(container) }], ...pod },
    },
    ...Object(spec),
  },
});
const inContainer = (container: unknown) => deployment({}, {}, container);
const CONTAINER = 'spec.template.spec.containers[0]';
const UNKNOWN = 'unknown field, Kubernetes 1.28 does not have it here';
const endpoint = (fields: unknown) => ({ spec: { selector: {}, endpoints: [fields] } });
const rule = (fields: unknown) => ({ spec: { groups: [{ name: 'a', rules: [fields] }] } });

type Case = readonly [string, string, string, Readonly<Record<string, unknown>>, string];

test.each<Case>([
  [
    'a misspelt field at the top',
    'v1',
    'ConfigMap',
    { dta: {} },
    `unknown-field dta: ${UNKNOWN} (did you mean "data"?)`,
  ],
  [
    'a misspelt field deep down',
    'apps/v1',
    'Deployment',
    inContainer({ imagePulPolicy: 'Always' }),
    `unknown-field ${CONTAINER}.imagePulPolicy: ${UNKNOWN} (did you mean "imagePullPolicy"?)`,
  ],
  [
    'a misspelt field that is required, once',
    'apps/v1',
    'Deployment',
    inContainer({ name: undefined, nmae: 'web' }),
    `unknown-field ${CONTAINER}.nmae: ${UNKNOWN} (did you mean "name"?)`,
  ],
  [
    'a field of the metadata',
    'v1',
    'ConfigMap',
    { metadata: { name: 'web', lables: {} } },
    `unknown-field metadata.lables: ${UNKNOWN} (did you mean "labels"?)`,
  ],
  [
    'a field too far in',
    'apps/v1',
    'Deployment',
    inContainer({ volumes: [] }),
    `unknown-field ${CONTAINER}.volumes: ${UNKNOWN}: move it to spec.template.spec.volumes`,
  ],
  [
    'a field too far out',
    'apps/v1',
    'Deployment',
    deployment({ containers: [] }),
    `unknown-field spec.containers: ${UNKNOWN}: move it to spec.template.spec.containers`,
  ],
  [
    'a field that is nowhere',
    'policy/v1',
    'PodDisruptionBudget',
    { spec: { zzzzzzzz: 1 } },
    `unknown-field spec.zzzzzzzz: ${UNKNOWN}: remove it, or use one of maxUnavailable, minAvailable, selector, unhealthyPodEvictionPolicy`,
  ],
  [
    'a word that every JavaScript object has',
    'v1',
    'ConfigMap',
    { toString: 'x' },
    `unknown-field toString: ${UNKNOWN}: remove it, or use one of apiVersion, binaryData, data, immutable, kind, metadata`,
  ],
  [
    'a number in quotes',
    'apps/v1',
    'Deployment',
    deployment({ replicas: '3' }),
    'type spec.replicas: found "3", allowed is a whole number from -2147483648 to 2147483647: remove its quotes',
  ],
  [
    'a truth in quotes',
    'apps/v1',
    'Deployment',
    inContainer({ tty: 'true' }),
    `type ${CONTAINER}.tty: found "true", allowed is true or false: remove its quotes`,
  ],
  [
    'a fraction',
    'apps/v1',
    'Deployment',
    deployment({ replicas: 1.5 }),
    'type spec.replicas: found 1.5, allowed is a whole number from -2147483648 to 2147483647',
  ],
  [
    'a number that does not fit',
    'apps/v1',
    'Deployment',
    deployment({ replicas: 2 ** 31 }),
    'value spec.replicas: found 2147483648, allowed is a whole number from -2147483648 to 2147483647',
  ],
  [
    'a number where a text belongs',
    'apps/v1',
    'Deployment',
    inContainer({ env: [{ name: 'PORT', value: 80 }] }),
    `type ${CONTAINER}.env[0].value: found 80, allowed is a string: put it in quotes`,
  ],
  [
    'a number in a map of texts',
    'v1',
    'ConfigMap',
    { metadata: { name: 'web', labels: { 'a.b/c': 1 } } },
    'type metadata.labels["a.b/c"]: found 1, allowed is a string: put it in quotes',
  ],
  ['a list where a map belongs', 'v1', 'ConfigMap', { data: ['a'] }, 'type data: found a list, allowed is a map'],
  [
    'a map where a list belongs',
    'v1',
    'Service',
    { spec: { ports: { port: 80 } } },
    'type spec.ports: found a map, allowed is a list: put it in a list',
  ],
  [
    'a text where a list belongs',
    'apps/v1',
    'Deployment',
    inContainer({ args: '--debug' }),
    `type ${CONTAINER}.args: found "--debug", allowed is a list: put it in a list`,
  ],
  [
    'a text where a map with fields belongs',
    'v1',
    'PodTemplate',
    { template: { spec: { containers: ['web'] } } },
    expect.stringMatching(/^schema\/type template\.spec\.containers\[0\]: found "web", allowed is a map with args, /),
  ],
  [
    'nothing in a list',
    'apps/v1',
    'Deployment',
    inContainer({ command: [null] }),
    `type ${CONTAINER}.command[0]: found null, allowed is a string`,
  ],
  [
    'no value of a required field',
    'apps/v1',
    'Deployment',
    inContainer({ name: null }),
    `required ${CONTAINER}.name: missing, and Kubernetes 1.28 requires it: set it to a string`,
  ],
  [
    'no required field',
    'apps/v1',
    'Deployment',
    deployment({ selector: undefined }),
    'required spec.selector: missing, and Kubernetes 1.28 requires it: set it to a map with matchExpressions, matchLabels',
  ],
  [
    'no required list',
    'networking.k8s.io/v1',
    'Ingress',
    { spec: { rules: [{ http: {} }] } },
    'required spec.rules[0].http.paths: missing, and Kubernetes 1.28 requires it: set it to a list',
  ],
  [
    'a misspelt word',
    'apps/v1',
    'Deployment',
    inContainer({ imagePullPolicy: 'always' }),
    `value ${CONTAINER}.imagePullPolicy: found "always", allowed is one of "Always", "IfNotPresent", "Never" (did you mean "Always"?)`,
  ],
  [
    'a word that is none',
    'v1',
    'Service',
    { spec: { type: 'Internal' } },
    'value spec.type: found "Internal", allowed is one of "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
  ],
  [
    'a word in a list',
    'v1',
    'PersistentVolumeClaim',
    { spec: { accessModes: ['RWO'] } },
    'value spec.accessModes[0]: found "RWO", allowed is one of "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
  ],
  [
    'a quantity of an unknown unit',
    'apps/v1',
    'Deployment',
    inContainer({ resources: { limits: { memory: '1GB' } } }),
    `value ${CONTAINER}.resources.limits.memory: found "1GB", allowed is a quantity such as 2, "500m" or "1Gi"`,
  ],
  [
    'a quantity that is a map',
    'v1',
    'PersistentVolumeClaim',
    { spec: { resources: { requests: { storage: { value: '1Gi' } } } } },
    'type spec.resources.requests.storage: found a map, allowed is a quantity such as 2, "500m" or "1Gi"',
  ],
  [
    'a fraction where a whole number or a string belongs',
    'policy/v1',
    'PodDisruptionBudget',
    { spec: { maxUnavailable: 0.5 } },
    'type spec.maxUnavailable: found 0.5, allowed is a whole number or a string',
  ],
  [
    'a truth where a whole number or a string belongs',
    'v1',
    'Service',
    { spec: { ports: [{ port: 80, targetPort: true }] } },
    'type spec.ports[0].targetPort: found true, allowed is a whole number or a string',
  ],
  [
    'a time that is a day',
    'v1',
    'ConfigMap',
    { metadata: { name: 'web', creationTimestamp: '2024-01-31' } },
    'value metadata.creationTimestamp: found "2024-01-31", allowed is a time such as "2024-01-31T12:00:00Z"',
  ],
  [
    'a secret in plain text, without saying it',
    'v1',
    'Secret',
    { data: { password: 'hunter2!' } },
    'value data.password: found a string, allowed is a string in base64',
  ],
  [
    'a number in a secret, without saying it',
    'v1',
    'Secret',
    { stringData: { pin: 1234 } },
    'type stringData.pin: found a number, allowed is a string: put it in quotes',
  ],
  [
    'a misspelt field of a custom resource',
    'monitoring.coreos.com/v1',
    'ServiceMonitor',
    endpoint({ port: 'http', intervall: '30s' }),
    'unknown-field spec.endpoints[0].intervall: unknown field, ServiceMonitor of monitoring.coreos.com/v1 does not have it here (did you mean "interval"?)',
  ],
  [
    'a misspelt field of the metadata of a custom resource',
    'monitoring.coreos.com/v1',
    'ServiceMonitor',
    { ...endpoint({ port: 'http' }), metadata: { name: 'web', anotations: {} } },
    'unknown-field metadata.anotations: unknown field, ServiceMonitor of monitoring.coreos.com/v1 does not have it here (did you mean "annotations"?)',
  ],
  [
    'a text of a custom resource that does not fit its pattern',
    'monitoring.coreos.com/v1',
    'ServiceMonitor',
    endpoint({ port: 'http', interval: '30' }),
    expect.stringMatching(
      /^schema\/value spec\.endpoints\[0\]\.interval: found "30", allowed is a string that matches \^\(0\|/,
    ),
  ],
  [
    'a rule without an expression',
    'monitoring.coreos.com/v1',
    'PrometheusRule',
    rule({ alert: 'Down' }),
    'required spec.groups[0].rules[0].expr: missing, and PrometheusRule of monitoring.coreos.com/v1 requires it: set it to a whole number or a string',
  ],
  [
    'an empty name of a group of rules',
    'monitoring.coreos.com/v1',
    'PrometheusRule',
    { spec: { groups: [{ name: '' }] } },
    'value spec.groups[0].name: found "", allowed is a length of at least 1',
  ],
])('%s is found', (_, apiVersion, kind, rest, expected) =>
  expect(found(apiVersion, kind, rest)).toEqual([typeof expected === 'string' ? `schema/${expected}` : expected]),
);

test.each([
  ['policy/v1beta1', 'PodDisruptionBudget', 'has no PodDisruptionBudget (removed in 1.25): use policy/v1'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', '(removed in 1.26): use autoscaling/v2'],
  ['extensions/v1beta1', 'Ingress', '(removed in 1.22): use networking.k8s.io/v1'],
  ['storage.k8s.io/v1alpha1', 'CSIStorageCapacity', '(removed in 1.24): use storage.k8s.io/v1'],
  ['policy/v1beta1', 'PodSecurityPolicy', '(removed in 1.25): there is no replacement'],
  ['autoscaling/v3', 'HorizontalPodAutoscaler', 'has no HorizontalPodAutoscaler: use autoscaling/v1 or autoscaling/v2'],
  ['apps/v1', 'Service', 'apiVersion: found "apps/v1", where Kubernetes 1.28 has no Service: use v1'],
  ['app/v1', 'Deployment', 'apiVersion: found "app/v1", where Kubernetes 1.28 has no Deployment: use apps/v1'],
  ['rbac.authorisation.k8s.io/v1', 'Role', 'has no Role: use rbac.authorization.k8s.io/v1'],
  [
    'apps/v1',
    'Deploymnet',
    'kind: found "Deploymnet", which Kubernetes 1.28 does not have in apps/v1 (did you mean "Deployment"?)',
  ],
  [
    'batch/v1',
    'Whatever',
    'kind: found "Whatever", which Kubernetes 1.28 does not have in batch/v1: use one of CronJob, Job',
  ],
  ['nothing/v1', 'Xyzzyxyzzyx', 'does not have in nothing/v1: use one of APIService, CSIDriver, '],
  ['apps/v1', 'constructor', 'kind: found "constructor", which Kubernetes 1.28 does not have in apps/v1'],
])('%s %s is not served', (apiVersion, kind, sentence) => {
  const findings = found(apiVersion, kind, {});
  expect(findings).toEqual([expect.stringMatching(/^schema\/kind (apiVersion|kind): /)]);
  expect(findings[0]).toContain(sentence);
});

test.each<[string, string, string, Readonly<Record<string, unknown>>]>([
  ['fields without values', 'apps/v1', 'Deployment', deployment({ replicas: null, paused: undefined })],
  ['a time that is not known', 'v1', 'ConfigMap', { metadata: { name: 'web', creationTimestamp: null } }],
  ['a number as a quantity', 'apps/v1', 'Deployment', inContainer({ resources: { limits: { cpu: 0.5, 'a.b/c': 1 } } })],
  ...['1Gi', '500m', '1e3', '+1.5', '.5', '2E', '1n', '128974848'].map(
    (cpu): [string, string, string, Readonly<Record<string, unknown>>] => [
      `the quantity ${cpu}`,
      'apps/v1',
      'Deployment',
      inContainer({ resources: { limits: { cpu } } }),
    ],
  ),
  [
    'a name of a port',
    'v1',
    'Service',
    {
      spec: {
        ports: [
          { port: 80, targetPort: 'http' },
          { port: 81, targetPort: 1 },
        ],
      },
    },
  ],
  ['base64 on several lines', 'v1', 'Secret', { data: { password: 'aHVu\ndGVyMg==', empty: '' } }],
  ['a time', 'v1', 'ConfigMap', { metadata: { name: 'web', creationTimestamp: '2024-02-29T12:00:00.5+09:00' } }],
  ['whatever a revision holds', 'apps/v1', 'ControllerRevision', { revision: 1, data: { any: { thing: [1] } } }],
  [
    'any default in the definition of a custom resource',
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    {
      spec: {
        group: 'example.com',
        names: { kind: 'Web', plural: 'webs' },
        scope: 'Namespaced',
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: { type: 'object', properties: { $ref: { type: 'object', default: { a: 1 } } } },
            },
          },
        ],
      },
    },
  ],
  ['a number as an expression', 'monitoring.coreos.com/v1', 'PrometheusRule', rule({ alert: 'Always', expr: 1 })],
  [
    'a word whose case does not matter',
    'monitoring.coreos.com/v1',
    'PrometheusRule',
    { spec: { groups: [{ name: 'a', partial_response_strategy: 'WARN' }] } },
  ],
  ['a custom resource that nobody knows', 'example.com/v1', 'Deployment', { anything: 1 }],
  ['a custom resource of a group of the project', 'gateway.networking.k8s.io/v1', 'Gateway', { anything: 1 }],
  ['a group that is near to none', 'networking.x-k8s.io/v1alpha1', 'Gateway', { anything: 1 }],
  ['another kind of a group of custom resources', 'monitoring.coreos.com/v1', 'Alertmanager', { anything: 1 }],
])('%s is taken', (_, apiVersion, kind, rest) => expect(found(apiVersion, kind, rest)).toEqual([]));

test('all mistakes of an object are found at once', () =>
  expect(found('apps/v1', 'Deployment', deployment({ replicas: '1', x: 1 }, { dnsPolicy: 'none' }))).toHaveLength(3));

test('schemas name only schemas that are there, and patterns are such as can be read', () => {
  const check = (key: string, value: unknown): unknown => {
    if (key === '$ref' && typeof value === 'string') expect(KubernetesApi.of('1.28').schemas).toHaveProperty([value]);
    if (key === 'pattern' && typeof value === 'string') regexOf(value);
    return value;
  };
  expect(JSON.stringify([kubernetes, crds], check)).toContain('"$ref"');
});

describe('an environment', () => {
  const objects = manifestOf(environment({ mimir: {} })).flatMap((chart) => chart.objects);

  test('is accepted by Kubernetes', () => expect(schemaFindings(objects)).toEqual([]));

  test('is not any more under another key, whichever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...objects), fc.nat(), (object, position) => {
        const keys = fieldsOf(object.content);
        const keyPath = keys[position % keys.length] ?? [];
        const content = renamed(object.content, keyPath);
        const sentences = schemaFindings([{ ...object, content }]).map(({ sentence }) => sentence);
        expect(sentences).toContainEqual(expect.stringContaining('noSuchField: unknown field, '));
      }),
      { numRuns: 600 },
    );
  });
});

/** Maps whose keys the user chooses. */
const MAPS = new Set([
  'annotations',
  'data',
  'labels',
  'limits',
  'matchLabels',
  'nodeSelector',
  'requests',
  'selector',
  'stringData',
]);

type KeyPath = ReadonlyArray<string | number>;

/** Paths of all fields that Kubernetes, and not the user, has named. */
function fieldsOf(value: unknown, at: KeyPath = []): KeyPath[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => fieldsOf(item, [...at, index]));
  if (typeof value !== 'object' || value === null) return [];
  const isMap = MAPS.has(String(at.at(-1))) && Object.values(value).every((entry) => typeof entry !== 'object');
  return Object.entries(value).flatMap(([key, child]) => {
    const path = [...at, key];
    const isIdentity = at.length === 0 && ['apiVersion', 'kind'].includes(key);
    return [...(isMap || isIdentity ? [] : [path]), ...fieldsOf(child, path)];
  });
}

/** A copy in which the last key of a path is another. */
function renamed(value: KubernetesObject, path: KeyPath): KubernetesObject {
  const copy = structuredClone(value);
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => Object(at)[key], copy);
  const last = path.at(-1) ?? '';
  Object.assign(Object(parent), { noSuchField: Object(parent)[last] });
  Reflect.deleteProperty(Object(parent), last);
  return copy;
}
