import { Testing } from 'cdk8s';
import { LOKI_2_9, LOKI_3_7, Loki, type LokiProps } from '../../charts/loki';
import { installationRingsOf } from '../../lib/checks/rings/ring-checks';
import { Endpoint } from '../../lib/values/endpoint';
import { ObjectStorage } from '../../lib/values/object-storage';
import { objectAt, objectsOf, podOf } from '../objects';
import { complaintsOf, sentencesOf } from '../sentences';

type Props = LokiProps<typeof LOKI_3_7>;

const required = {
  namespace: 'logs',
  version: LOKI_3_7,
  storage: ObjectStorage.gcs({ bucket: 'logs' }),
  schema: [{ from: '2024-01-01' }],
} as const satisfies Props;
const loki = (props: Partial<Props> = {}) => new Loki(Testing.app(), 'loki', { ...required, ...props });
const fullName = 'loki-loki-distributed';

describe('the configuration', () => {
  const { config } = loki();

  test('begins with the schema that stores structured metadata', () =>
    expect(config.schema_config?.configs).toEqual([
      {
        from: '2024-01-01',
        store: 'tsdb',
        object_store: 'gcs',
        schema: 'v13',
        index: { prefix: 'loki_index_', period: '24h' },
      },
    ]));

  test('names the store of delete requests, and no shared store', () => {
    expect(config.compactor?.delete_request_store).toBe('gcs');
    expect(JSON.stringify(config)).not.toMatch(/shared_store|max_transfer_retries|enforce_metric_name/);
  });

  test('keeps the schema of former periods', () => {
    const schema = [{ from: '2022-01-01', store: 'boltdb-shipper', schema: 'v11' }, { from: '2024-01-01' }] as const;
    const { schema_config, storage_config } = loki({ schema }).config;
    expect(schema_config?.configs).toMatchObject([
      { store: 'boltdb-shipper', schema: 'v11' },
      { store: 'tsdb', schema: 'v13' },
    ]);
    expect(Object.keys(storage_config ?? {})).toEqual(expect.arrayContaining(['boltdb_shipper', 'tsdb_shipper']));
  });

  test('has nothing of roles that do not run', () => {
    for (const key of ['pattern_ingester', 'bloom_build', 'bloom_gateway']) expect(config).not.toHaveProperty(key);
  });
});

test('the gateway leads logs over OTLP to distributors, which Loki 2.9 does not have', () => {
  const conf = (chart: Loki): string =>
    objectAt(objectsOf(chart), `ConfigMap/${fullName}-gateway`)['data']['nginx.conf'];
  expect(conf(loki())).toMatch(/location = \/otlp\/v1\/logs \{\s+set \S+ http:\/\/\S+-distributor\./);
  const { version: _, ...props } = required;
  expect(conf(new Loki(Testing.app(), 'loki', { ...props, version: LOKI_2_9 }))).not.toContain('otlp');
});

describe('pattern ingesters', () => {
  const chart = loki({ patternIngester: { replicas: 3 } });

  test('form a ring of their own, with one replica of each pattern', () => {
    const rings = installationRingsOf(chart).flatMap((installation) => installation.rings);
    const ring = rings.find(({ name }) => name === 'pattern-ingester');
    expect(ring).toMatchObject({
      prop: 'patternIngester',
      replicationFactor: 1,
      tokens: 128,
      heartbeatTimeout: { at: 'pattern_ingester.lifecycler.ring.heartbeat_timeout', value: '1m' },
      tokensFile: { value: '/var/loki/pattern-tokens.json' },
    });
    expect(chart.config.pattern_ingester?.lifecycler?.ring?.kvstore).toEqual(
      chart.config.ingester?.lifecycler?.ring?.kvstore,
    );
  });

  test('are found by gossip', () =>
    expect(podOf(objectsOf(chart), `StatefulSet/${fullName}-pattern-ingester`).containers[0].ports).toContainEqual(
      expect.objectContaining({ containerPort: 7946 }),
    ));
});

describe('bloom filters', () => {
  const chart = loki({ bloomPlanner: {}, bloomBuilder: {}, bloomGateway: {}, indexGateway: {}, clusterDomain: 'k8s' });
  const { config } = chart;

  test('are planned, built and read by roles that know each other', () => {
    const { host } = new Endpoint({ service: `${fullName}-bloom-gateway-headless`, namespace: 'logs', port: 9095 });
    expect(config.bloom_build).toMatchObject({
      enabled: true,
      builder: { planner_address: `${fullName}-bloom-planner:9095` },
    });
    expect(config.bloom_gateway).toEqual({
      enabled: true,
      client: { addresses: `dnssrvnoa+_grpc._tcp.${host}.svc.k8s` },
    });
    const objects = objectsOf(chart);
    expect(objectAt(objects, `Service/${fullName}-bloom-gateway-headless`)['spec']).toMatchObject({
      clusterIP: 'None',
      ports: expect.arrayContaining([expect.objectContaining({ name: 'grpc', port: 9095 })]),
    });
  });

  test('are in a folder on a volume', () => {
    expect(complaintsOf(chart)).toEqual([]);
    const readOnly = { storage_config: { bloom_shipper: { working_directory: '/data/blooms' } } };
    const props = { bloomGateway: {}, indexGateway: {}, config: readOnly };
    expect(complaintsOf(loki(props))).toEqual(
      ['index-gateway', 'bloom-gateway'].map((role) =>
        expect.stringMatching(new RegExp(`${role}.*bloom_shipper\\.working_directory: found "/data/blooms"`)),
      ),
    );
  });

  test.each<[Partial<Props>, string]>([
    [{ bloomPlanner: {} }, 'loki: bloomPlanner: found it without bloomBuilder, which builds what it plans'],
    [{ bloomBuilder: {} }, 'loki: bloomBuilder: found it without bloomPlanner, which decides what it builds'],
    [{ bloomGateway: {} }, 'loki: bloomGateway: found it without indexGateway, which alone asks it for chunks'],
  ])('%j is refused alone', (props, sentence) =>
    expect(sentencesOf(() => loki(props))).toEqual([expect.stringContaining(sentence)]),
  );
});

test('props of another release are refused past the compiler too', () => {
  const past = { tableManager: {}, memcachedIndexWrites: { memoryMegabytes: 64 } };
  expect(sentencesOf(() => loki(JSON.parse(JSON.stringify(past))))).toEqual([
    `${fullName}: tableManager: found {}, Loki 3.7.6 does not have it: remove it`,
    `${fullName}: memcachedIndexWrites: found {"memoryMegabytes":64}, Loki 3.7.6 does not have it: remove it`,
  ]);
});
