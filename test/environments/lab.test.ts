import { Chart } from 'cdk8s';
import { parse } from 'yaml';
import { lab } from '../../environments/lab';
import { maintained } from '../../versions';
import { type KubernetesObject, objectsOf, podOf } from '../objects';

const app = lab();
const charts = app.node.children.filter(Chart.isChart);
const objects: Readonly<Record<string, KubernetesObject>> = Object.assign({}, ...charts.map(objectsOf));
const containerOf = (name: string) => podOf(objects, `Deployment/${name}`).containers[0];

test('it is one chart a system, and making it again gives the same', () => {
  expect(charts.map(({ node }) => node.id)).toEqual([
    '_namespaces',
    'minio',
    'redis',
    'redis-commander',
    'consul',
    'loki',
    'mimir',
    'tempo',
    'node-exporter',
    'redis-exporter',
    'prometheus',
    'grafana',
  ]);
  expect(Object.assign({}, ...lab().node.children.filter(Chart.isChart).map(objectsOf))).toEqual(objects);
});

test('every object is in the namespace of the lab, except those that are cluster-wide, and all identities differ', () => {
  const inNamespace = Object.values(objects).filter(
    ({ kind, metadata }) => !/^(Cluster|Namespace$)/.test(kind) && metadata.name !== 'node-exporter',
  );
  expect(new Set(inNamespace.map(({ metadata }) => metadata['namespace']))).toEqual(new Set(['ada-grafana']));
  const count = charts.reduce((sum, chart) => sum + Object.keys(objectsOf(chart)).length, 0);
  expect(Object.keys(objects)).toHaveLength(count);
});

test('the images are those that were published', () =>
  expect(['minio', 'redis', 'redis-commander', 'consul'].map((name) => containerOf(name).image)).toEqual([
    'minio/minio:latest',
    'bitnami/redis:latest',
    'rediscommander/redis-commander:latest',
    'consul:1.9',
  ]));

const SWITCHED = ['minio', 'redis', 'redisCommander', 'consul'] as const;

test('one switch selects images that can be pulled today, without features of the published ones', () => {
  const today = JSON.stringify(lab(maintained).node.children.filter(Chart.isChart).map(objectsOf));
  const images = [...today.matchAll(/"image":"([^"]+)"/g)].map(([, image]) => image);
  expect(images).toEqual(
    expect.arrayContaining(SWITCHED.map((name) => `${maintained[name].repository}:${maintained[name].tag}`)),
  );
  expect(images.filter((image) => /:latest$|^consul:1\.9$/.test(image ?? ''))).toEqual([]);
  expect(today.includes('"exec":')).toBe(false);
});

test('one can sign in to MinIO by the name that it has today as well as by the one that it had', () =>
  expect(containerOf('minio').env).toEqual([
    { name: 'MINIO_ACCESS_KEY', value: '697d0993dd097f38d5b8' },
    { name: 'MINIO_ROOT_PASSWORD', value: 'admin123' },
    { name: 'MINIO_ROOT_USER', value: 'admin' },
    { name: 'MINIO_SECRET_KEY', value: '9f88738761b57c63f6a81bdfd471' },
  ]));

test('redis-commander and Consul look at the Redis that is there', () => {
  const { metadata, spec } = objects['Service/redis'] ?? { metadata: undefined, spec: undefined };
  const port = spec?.ports[0].port;
  expect(containerOf('redis-commander').env).toEqual([
    { name: 'REDIS_HOSTS', value: `local:${metadata?.name}:${port}` },
  ]);
  const registration = JSON.parse(objects['ConfigMap/consul-register-redis']?.['data']['service.json']);
  expect(registration).toMatchObject({
    name: 'redis',
    address: `${metadata?.name}.${metadata?.['namespace']}`,
    port,
    checks: [{ tcp: `redis.ada-grafana:${port}` }],
  });
});

test('the registration goes to the Consul that is there', () => {
  const { name } = objects['Service/consul']?.metadata ?? { name: undefined };
  const port = objects['Service/consul']?.['spec'].ports[0].port;
  expect(podOf(objects, 'Job/consul-register-redis').containers[0].args.at(-1)).toBe(
    `http://${name}:${port}/v1/agent/service/register`,
  );
});

test('Prometheus discovers Redis in Consul, and scrapes it through redis_exporter', () => {
  const { scrape_configs, remote_write } = parse(objects['ConfigMap/prometheus']?.['data']['prometheus.yml']);
  const { consul_sd_configs, metrics_path, relabel_configs } = scrape_configs.at(-1);
  const registration = JSON.parse(objects['ConfigMap/consul-register-redis']?.['data']['service.json']);
  expect(consul_sd_configs).toEqual([{ server: 'consul.ada-grafana:8500', services: [registration.name] }]);
  expect(metrics_path).toBe('/scrape');
  expect(relabel_configs.at(-1)).toMatchObject({
    replacement: 'redis-exporter.ada-grafana:9121',
    target_label: '__address__',
  });
  expect(remote_write).toEqual([{ url: 'http://mimir-nginx.ada-grafana/api/v1/push', send_exemplars: true }]);
});
