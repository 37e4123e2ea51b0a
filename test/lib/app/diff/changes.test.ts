import { dump } from 'js-yaml';
import {
  claim,
  configMap,
  DATA,
  job,
  type Manifest,
  object,
  service,
  set,
  workload,
} from '../../../../conformance/diff/objects';
import { changesBetween, objectOf } from '../../../../lib/app/diff/compare/changes';
import { readObjects } from '../../../../lib/app/diff/read/objects';
import { fieldText } from '../../../../lib/app/diff/words';
import { sentencesOf } from '../../../sentences';

const read = (...objects: readonly Manifest[]) => objects.flatMap((one) => readObjects(JSON.stringify(one), 'a.json'));

/** The changes of objects as `kind identity`, each with its fields. */
const changes = (before: readonly Manifest[], after: readonly Manifest[]) =>
  changesBetween(read(...before), read(...after)).map((change) => [
    `${change.kind} ${objectOf(change).identity}`,
    ...('fields' in change ? change.fields.map((field) => fieldText(field, change.after.content.kind)) : []),
  ]);
const files = (name: string, text: string): Manifest => configMap('files', { [name]: text });
const keys = (name: string, before: string, after: string) =>
  changes([files(name, before)], [files(name, after)]).flatMap(([, ...fields]) => fields);

describe('of a ConfigMap, by key', () => {
  test('YAML', () =>
    expect(keys('a.yaml', 'a:\n  b: 1\n  c: [x, y]\n# old', 'a:\n  # new\n  c: [x, z]\n  b: 2\n  d: {e: 1}\n')).toEqual(
      [
        'data[a.yaml].a.b: 1 → 2',
        'data[a.yaml].a.c[]: y → unset',
        'data[a.yaml].a.c[]: unset → z',
        'data[a.yaml].a.d.e: unset → 1',
      ],
    ));
  test('JSON', () =>
    expect(keys('a.json', '{"panels":[{"id":1,"title":"a"}]}', '{\n"panels": [{"title": "b", "id": 1}]}')).toEqual([
      'data[a.json].panels[0].title: a → b',
    ]));
  test('nginx', () =>
    expect(
      keys(
        'nginx.conf',
        'http { # x\n  server { listen 8080; location = / { return 200 "OK; {}"; } location /push { proxy_pass http://a; } } }',
        'http {\n server {\n listen 8081;\n location /push { proxy_pass http://b; }\n location = / { return 200 "OK; {}"; } } }',
      ),
    ).toEqual([
      'data[nginx.conf].http.server.listen: 8080 → 8081',
      'data[nginx.conf].http.server[location /push].proxy_pass: http://a → http://b',
    ]));
  test('INI', () =>
    expect(
      keys('grafana.ini', '[server]\nroot_url = a\n', '; a comment\n[server]\nroot_url=b\n[log]\nlevel = info\n'),
    ).toEqual(['data[grafana.ini].server.root_url: a → b', 'data[grafana.ini].log.level: unset → info']));
  test('a text without keys by line', () =>
    expect(keys('a.sh', 'echo one\nexit\n', 'echo two\nexit\n')).toEqual([
      'data[a.sh]: "echo one" → unset',
      'data[a.sh]: unset → "echo two"',
    ]));
  test('a list in another order, which may matter', () =>
    expect(keys('a.yaml', 'a: [x, y]', 'a: [y, x]')).toEqual(['data[a.yaml].a: the same items in another order']));
  test('the same keys in another order and with other comments are no change', () =>
    expect(keys('a.yaml', 'a: 1\nb: 2 # x', 'b: 2\na: 1')).toEqual([]));
});

describe('no change is reported for', () => {
  const web = workload('Deployment', 'web');
  test.each<[what: string, before: Manifest, after: Manifest]>([
    [
      'what only the server writes',
      set(web, {
        status: { replicas: 3 },
        'metadata.uid': 'x',
        'metadata.resourceVersion': '4',
        'metadata.generation': 2,
        'metadata.annotations': { 'deployment.kubernetes.io/revision': '3' },
      }),
      web,
    ],
    [
      'ports of a Service in another order',
      service('web', {
        'spec.ports': [
          { name: 'a', port: 1 },
          { name: 'b', port: 2 },
        ],
      }),
      service('web', {
        'spec.ports': [
          { name: 'b', port: 2 },
          { name: 'a', port: 1 },
        ],
      }),
    ],
    [
      'the address that a Service was given',
      service('web', {
        'spec.clusterIP': '10.96.0.4',
        'spec.clusterIPs': ['10.96.0.4'],
        'spec.ipFamilies': ['IPv4'],
        'spec.ipFamilyPolicy': 'SingleStack',
        'spec.type': 'ClusterIP',
        'spec.sessionAffinity': 'None',
        'spec.internalTrafficPolicy': 'Cluster',
        'spec.ports.0.protocol': 'TCP',
        'spec.ports.0.targetPort': 80,
      }),
      service('web'),
    ],
    [
      'the volume that a claim was given',
      claim('a', {
        'spec.volumeName': 'pvc-1',
        'spec.storageClassName': 'gp3',
        'spec.volumeMode': 'Filesystem',
        'metadata.finalizers': ['kubernetes.io/pvc-protection'],
      }),
      claim('a'),
    ],
    [
      'what claim templates are given',
      workload('StatefulSet', 'db', DATA),
      set(workload('StatefulSet', 'db', DATA), {
        'spec.volumeClaimTemplates.0.apiVersion': 'v1',
        'spec.volumeClaimTemplates.0.kind': 'PersistentVolumeClaim',
        'spec.volumeClaimTemplates.0.spec.volumeMode': 'Filesystem',
        'spec.volumeClaimTemplates.0.status': { phase: 'Pending' },
      }),
    ],
    [
      'texts of a Secret that are encoded',
      object('v1', 'Secret', 's', { stringData: { a: 'x' } }),
      object('v1', 'Secret', 's', { type: 'Opaque', data: { a: 'eA==' } }),
    ],
    [
      'labels that the pods of a Job are given',
      job({
        'spec.template.metadata.labels': { 'controller-uid': 'u', 'batch.kubernetes.io/job-name': 'job' },
        'spec.selector': { matchLabels: { 'batch.kubernetes.io/controller-uid': 'u' } },
      }),
      job(),
    ],
    [
      'lists without items',
      web,
      set(web, { 'spec.template.spec.containers.0.env': [], 'spec.template.spec.volumes': [] }),
    ],
    [
      'verbs of a role in another order',
      object('rbac.authorization.k8s.io/v1', 'Role', 'r', {
        rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }],
      }),
      object('rbac.authorization.k8s.io/v1', 'Role', 'r', {
        rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list', 'get'] }],
      }),
    ],
  ])('%s', (_, before, after) => expect(changes([before], [after])).toEqual([]));
});

test('an argument is a key of its own', () =>
  expect(
    changes(
      [workload('Deployment', 'web', { 'spec.template.spec.containers.0.args': ['-a=1', '-b=2'] })],
      [workload('Deployment', 'web', { 'spec.template.spec.containers.0.args': ['-a=1', '-b=3', '-c'] })],
    ),
  ).toEqual([
    [
      'changed Deployment/a/web',
      'spec.template.spec.containers[main].args[-b]: 2 → 3',
      'spec.template.spec.containers[main].args[-c]: unset → true',
    ],
  ]));

test('renamed objects are recognised, and others are not taken for them', () =>
  expect(
    changes(
      [configMap('one', { 'a.yaml': 'a: 1', 'b.yaml': 'b: 1' }), workload('Deployment', 'web'), service('web')],
      [
        configMap('two', { 'a.yaml': 'a: 1', 'b.yaml': 'b: 1' }),
        workload('Deployment', 'www'),
        object('v1', 'ServiceAccount', 'web', {}),
      ],
    ).map(([what]) => what),
  ).toEqual([
    'renamed ConfigMap/a/two',
    'renamed Deployment/a/www',
    'removed Service/a/web',
    'added ServiceAccount/a/web',
  ]));

test('an object that moves to another namespace is another object', () =>
  expect(changes([service('web')], [service('web', { 'metadata.namespace': 'b' })])).toEqual([
    ['renamed Service/b/web', 'metadata.namespace: a → b'],
  ]));

test('texts of Secrets and passwords are hidden', () =>
  expect(
    changes(
      [
        object('v1', 'Secret', 's', { stringData: { a: 'hunter2' } }),
        files('a.yaml', 'store: {secret_access_key: hunter2}'),
      ],
      [
        object('v1', 'Secret', 's', { stringData: { a: 'hunter3' } }),
        files('a.yaml', 'store: {secret_access_key: hunter3}'),
      ],
    ),
  ).toEqual([
    ['changed ConfigMap/a/files', 'data[a.yaml].store.secret_access_key: (hidden) → (hidden)'],
    ['changed Secret/a/s', 'data[a]: changed (hidden)'],
  ]));

describe('reading', () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [service('a'), service('b')] };
  test.each<[what: string, text: string, found: readonly string[]]>([
    [
      'several documents',
      `${dump(service('a'))}---\n# nothing\n---\n${dump(service('b'))}`,
      ['Service/a/a', 'Service/a/b'],
    ],
    ['a list in YAML', dump(list), ['Service/a/a', 'Service/a/b']],
    ['a list in JSON', JSON.stringify(list, null, 2), ['Service/a/a', 'Service/a/b']],
    ['a list of one kind', JSON.stringify({ ...list, kind: 'ServiceList' }), ['Service/a/a', 'Service/a/b']],
  ])('%s', (_, text, found) => expect(readObjects(text, 'a.yaml').map(({ identity }) => identity)).toEqual(found));

  test('fails if a document is no object', () =>
    expect(sentencesOf(() => readObjects('a: 1', 'dist/a.yaml'))).toEqual([
      'dist/a.yaml: found a map with a, allowed are Kubernetes objects with apiVersion, kind and metadata.name',
    ]));
  test('fails if a text is no YAML', () =>
    expect(sentencesOf(() => readObjects('a: [', 'dist/a.yaml'))).toEqual([
      expect.stringMatching(/^dist\/a.yaml: is no YAML: /),
    ]));
});
