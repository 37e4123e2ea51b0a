import { ANY_PORT, addressesIn } from '../../../../lib/model/connections/addresses';
import { flowsOf, hostlessStorages } from '../../../../lib/model/connections/configured-connections';

const hosts = (config: unknown) => addressesIn(config).map(({ host, port }) => `${host}:${port}`);

test.each<[string, unknown, readonly string[]]>([
  ['a URL', { url: 'http://mimir.metrics/api/v1/push' }, ['mimir.metrics:80']],
  ['a URL with a port and credentials', { url: 'https://a:b@mimir.example.com:8443/x' }, ['mimir.example.com:8443']],
  ['a host with a port', { server_address: 'index-gateway.logs:9095' }, ['index-gateway.logs:9095']],
  [
    'several in one text',
    { endpoint: 'redis-0.cache:6379, redis-1.cache:6379' },
    ['redis-0.cache:6379', 'redis-1.cache:6379'],
  ],
  ['a list', { etcd: { endpoints: ['etcd-0.kv:2379', 'etcd-1.kv:2379'] } }, ['etcd-0.kv:2379', 'etcd-1.kv:2379']],
  ['a name of DNS', { addresses: 'dns+memcached.cache.svc:11211' }, ['memcached.cache.svc:11211']],
  [
    'a name of SRV records',
    { addresses: 'dnssrv+_memcached-client._tcp.memcached.cache.svc' },
    [`memcached.cache.svc:${ANY_PORT}`],
  ],
  ['an endpoint of S3', { s3: { endpoint: 's3.eu-central-1.amazonaws.com' } }, ['s3.eu-central-1.amazonaws.com:443']],
  ['an endpoint without TLS', { s3: { endpoint: 'minio.example.com', insecure: true } }, ['minio.example.com:80']],
  ['an S3 URL of Loki', { s3: 's3://key:secret@eu-central-1/bucket' }, ['s3.eu-central-1.amazonaws.com:443']],
  ['a Consul without a port', { consul: { host: 'consul.kv' } }, ['consul.kv:8500']],
  ['what it listens on', { endpoint: '0.0.0.0:4317', http_listen_address: '10.0.0.1:80' }, []],
  ['what it is called by others', { external_url: 'https://a.example.com', runbook_url: 'https://b.example.com' }, []],
  ['texts for people', { annotations: { summary: 'http://wiki/a' } }, []],
  ['a duration, a path and a placeholder', { a: '1h:2m', path: '/a/b:80', url: '${URL}' }, []],
  ['a word with a number', { match: 'job:9090', name: 'a:1' }, []],
])('of a configuration with %s', (_, config, expected) => expect(hosts(config)).toEqual(expected));

test('have descriptions, and a block of one component is separate', () => {
  const consul = { kvstore: { consul: { host: 'consul.kv:8500' } } };
  const config = {
    ingester: { lifecycler: { ring: consul } },
    ruler: { alertmanager_url: 'http://a:9093', storage: { s3: { endpoint: 'b.c:9000' } } },
    metrics_generator: { storage: { remote_write: [{ url: 'http://d' }] } },
    storage_config: { index_queries_cache_config: { redis: { endpoint: 'e.f:6379' } } },
    tracing: { endpoint: 'g.h:4317' },
  };
  expect(flowsOf(config, ['ingester', 'ruler', 'metrics-generator'])).toEqual([
    { kind: 'egress-discovery', host: 'consul.kv', port: 8500 },
    { kind: 'egress-alertmanager', host: 'a', port: 9093, component: 'ruler' },
    { kind: 'egress-external-storage', host: 'b.c', port: 9000 },
    { kind: 'egress-remote-write', host: 'd', port: 80, component: 'metrics-generator' },
    { kind: 'egress-cache', host: 'e.f', port: 6379 },
    { kind: 'egress-other', host: 'g.h', port: 4317 },
  ]);
});

test('storages that are named by a bucket alone have hosts too', () => {
  expect(hostlessStorages({ storage_config: { aws: { bucketnames: 'a', region: 'b' }, gcs: {} } })).toEqual([
    { host: 's3.amazonaws.com', port: 443 },
  ]);
  expect(hostlessStorages({ storage_config: { aws: { bucketnames: 'a', endpoint: 'minio.storage:9000' } } })).toEqual(
    [],
  );
  expect(hostlessStorages({ blocks_storage: { gcs: { bucket_name: 'a' } } })).toEqual([
    { host: 'storage.googleapis.com', port: 443 },
  ]);
});
