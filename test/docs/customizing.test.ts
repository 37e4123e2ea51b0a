import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ApiObject, App, Chart, Include, JsonPatch, Testing } from 'cdk8s';
import { Loki, LokiSystem, Mimir, ObjectStorage, restricted, System, Workload } from '../../index';
import { newFolder } from '../folders';
import { objectAt, objectsOf } from '../objects';

const logs = {
  namespace: 'logs',
  storage: ObjectStorage.gcs({ bucket: 'company-logs' }),
  schema: [{ from: '2024-01-01' }],
} as const;
const newLoki = () => new Loki(Testing.app(), 'loki', { ...logs, memcachedChunks: {} });
const newMimir = () =>
  new Mimir(Testing.app(), 'mimir', {
    namespace: 'metrics',
    storage: { blocks: ObjectStorage.gcs({ bucket: 'company-metrics' }) },
  });

const lines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

test('every example of the page is one of this file', () => {
  const page = readFileSync(path.join(__dirname, '../../docs/customizing.md'), 'utf8');
  const tested = lines(readFileSync(__filename, 'utf8'));
  const examples = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => lines(code));
  expect(examples).toHaveLength(7);
  for (const example of examples) expect(tested).toContain(example);
});

test('parts are found by name', () => {
  const loki = newLoki();
  const ingester = loki.role('ingester');
  const chunks = loki.cache('memcached-chunks');
  const nginx = loki.gateway();
  expect([ingester, chunks, nginx].map((part) => ApiObject.of(part).kind)).toEqual([
    'StatefulSet',
    'StatefulSet',
    'Deployment',
  ]);
});

test('every zone of a role is patched', () => {
  const mimir = newMimir();
  for (const zone of mimir.zonesOf('ingester')) {
    ApiObject.of(mimir.role('ingester', zone)).metadata.addAnnotation('example.com/team', 'metrics');
  }
  const objects = objectsOf(mimir);
  for (const zone of ['a', 'b', 'c']) {
    expect(objectAt(objects, `StatefulSet/mimir-ingester-zone-${zone}`).metadata['annotations']).toMatchObject({
      'example.com/team': 'metrics',
    });
  }
});

test('objects are patched', () => {
  const loki = newLoki();
  ApiObject.of(loki.role('ingester')).addJsonPatch(JsonPatch.add('/spec/template/spec/shareProcessNamespace', true));
  loki.role('distributor').service.addJsonPatch(JsonPatch.replace('/spec/clusterIp', '10.96.0.50'));
  ApiObject.of(loki.gateway()).metadata.addLabel('example.com/team', 'logs');
  const objects = objectsOf(loki);
  const name = 'loki-loki-distributed';
  expect(objectAt(objects, `StatefulSet/${name}-ingester`)['spec'].template.spec.shareProcessNamespace).toBe(true);
  expect(objectAt(objects, `Service/${name}-distributor`)['spec'].clusterIP).toBe('10.96.0.50');
  expect(objectAt(objects, `Deployment/${name}-gateway`).metadata['labels']).toMatchObject({
    'example.com/team': 'logs',
  });
});

test('all objects get a label', () => {
  const loki = newLoki();
  for (const construct of loki.node.findAll()) {
    if (ApiObject.isApiObject(construct)) construct.metadata.addLabel('example.com/cost-center', '4711');
  }
  for (const { metadata } of Object.values(objectsOf(loki))) {
    expect(metadata['labels']).toMatchObject({ 'example.com/cost-center': '4711' });
  }
});

test('raw manifests and custom resources stand beside the charts', () => {
  const app = new App();
  const manifests = path.join(newFolder(), 'manifests.yaml');
  writeFileSync(manifests, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: notes\n');
  const extras = new Chart(app, 'extras', { namespace: 'logs' });
  new ApiObject(extras, 'backup', {
    apiVersion: 'velero.io/v1',
    kind: 'Schedule',
    metadata: { name: 'loki' },
    spec: { schedule: '0 3 * * *' },
  });
  new Include(extras, 'manifests', { url: manifests });
  expect(objectsOf(extras)).toMatchObject({
    'Schedule/loki': { metadata: { namespace: 'logs' }, spec: { schedule: '0 3 * * *' } },
    'ConfigMap/notes': {},
  });
});

test('a system stands in a chart of its user', () => {
  const app = new App();
  const team = new Chart(app, 'team', { namespace: 'logs' });
  const own = new LokiSystem(team, 'loki', {
    namespace: 'logs',
    storage: ObjectStorage.gcs({ bucket: 'team-logs' }),
    schema: [{ from: '2024-01-01' }],
  });
  new ApiObject(team, 'push-url', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'push-url' },
    data: { url: own.push.url },
  });
  const objects = objectsOf(team);
  expect(objectAt(objects, 'ConfigMap/push-url')['data'].url).toBe(own.push.url);
  const alone = new Loki(Testing.app(), 'loki', { ...logs, storage: ObjectStorage.gcs({ bucket: 'team-logs' }) });
  expect(objects).toEqual({ ...objectsOf(alone), 'ConfigMap/push-url': expect.anything() });
});

test('a program beside the systems is a Workload', () => {
  const tools = new Chart(Testing.app(), 'tools');
  const system = new System({
    app: 'echo',
    release: 'echo',
    version: '1.0.0',
    fullName: 'echo',
    namespace: 'tools',
    clusterDomain: 'cluster.local',
  });
  const { pod, container } = restricted({ user: 10001 });
  new Workload(tools, 'server', {
    component: system.component('server'),
    kind: 'Deployment',
    main: {
      name: 'server',
      args: ['--port=8080'],
      ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
      volumeMounts: [],
    },
    services: [{ ports: [{ name: 'http', port: 80 }] }],
    serviceAccountName: 'default',
    props: {
      replicas: 2,
      image: { repository: 'example.com/echo', tag: '1.0.0' },
      podSecurityContext: pod,
      containerSecurityContext: container,
    },
  });
  const objects = objectsOf(tools);
  expect(Object.keys(objects)).toEqual(['Service/echo-server', 'Deployment/echo-server']);
  expect(objectAt(objects, 'Deployment/echo-server')['spec'].replicas).toBe(2);
});
