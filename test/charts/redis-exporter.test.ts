import { Testing } from 'cdk8s';
import { RedisExporter } from '../../charts/redis-exporter';
import { Endpoint } from '../../lib/values/endpoint';
import { SecretKey } from '../../lib/values/secret-key';
import { objectAt, objectsOf, podOf } from '../objects';

const chart = new RedisExporter(Testing.app(), 'exporter', {
  namespace: 'cache',
  env: { REDIS_PASSWORD: new SecretKey('redis', 'password') },
  serviceAccount: { name: 'exporter' },
  serviceMonitor: {},
});
const objects = objectsOf(chart);

test('scrapes the target of each request, with the password from a Secret', () => {
  const [{ env, ports }] = podOf(objects, 'Deployment/redis-exporter').containers;
  expect(env).toEqual([
    { name: 'REDIS_ADDR', value: '' },
    { name: 'REDIS_PASSWORD', valueFrom: { secretKeyRef: { name: 'redis', key: 'password' } } },
  ]);
  expect(ports).toEqual([{ name: 'metrics', containerPort: 9121, protocol: 'TCP' }]);
  expect(objectAt(objects, 'Service/redis-exporter')['spec'].ports).toMatchObject([{ port: 9121 }]);
  expect(objectAt(objects, 'ServiceMonitor/redis-exporter')['spec'].endpoints[0].port).toBe('metrics');
  expect(podOf(objects, 'Deployment/redis-exporter').serviceAccountName).toBe('exporter');
});

test('a job through it keeps its service discovery, and the addresses of its targets as instances', () => {
  const redis = new Endpoint({ service: 'redis', namespace: 'cache', port: 6379 });
  const rule = { action: 'keep', source_labels: ['role'], regex: 'leader' } as const;
  const job = chart.scrapeJob({ job_name: 'redis', static_configs: [{ targets: [redis] }], relabel_configs: [rule] });
  expect(job).toMatchObject({ job_name: 'redis', static_configs: [{ targets: [redis] }], metrics_path: '/scrape' });
  const targets = job.relabel_configs?.map(({ target_label }) => target_label);
  expect(targets).toEqual([undefined, '__param_target', 'instance', '__address__']);
  expect(job.relabel_configs?.at(-1)).toMatchObject({ replacement: 'redis-exporter.cache:9121' });
});
