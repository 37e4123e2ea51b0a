import { Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { Loki, type LokiProps } from '../../charts/loki';
import { MIMIR_2_10, Mimir, type MimirProps, type MimirRelease } from '../../charts/mimir';
import { Tempo, type TempoProps } from '../../charts/tempo';
import { operations } from '../../index';
import { installationRingsOf } from '../../lib/checks/rings/ring-checks';
import { ObjectStorage } from '../../lib/values/object-storage';

const storage = ObjectStorage.gcs({ bucket: 'observability' });
const ringIn = (chart: Construct, name: string) =>
  installationRingsOf(chart)
    .flatMap(({ rings }) => rings)
    .find((ring) => ring.name === name);

const lokiRing = (name: string, props: Partial<LokiProps> = {}) =>
  ringIn(
    new Loki(Testing.app(), 'loki', { namespace: 'logs', storage, schema: [{ from: '2024-01-01' }], ...props }),
    name,
  );
const mimirRing = (name: string, props: Pick<MimirProps<MimirRelease>, 'config' | 'runtimeConfig' | 'version'> = {}) =>
  ringIn(new Mimir(Testing.app(), 'mimir', { namespace: 'metrics', storage: { blocks: storage }, ...props }), name);
const tempoRing = (name: string, props: Partial<TempoProps> = {}) =>
  ringIn(new Tempo(Testing.app(), 'tempo', { namespace: 'traces', storage, ...props }), name);

describe('shard sizes of Mimir', () => {
  test.each([
    ['ingester', 'ingestion_tenant_shard_size'],
    ['store-gateway', 'store_gateway_tenant_shard_size'],
    ['compactor', 'compactor_tenant_shard_size'],
    ['ruler', 'ruler_tenant_shard_size'],
  ])('of the %s ring are those of limits.%s', (ring, key) => {
    const at = `limits.${key}`;
    expect(mimirRing(ring)?.tenantShards).toEqual({ at, size: 0, tenants: {} });
    expect(
      mimirRing(ring, {
        config: { limits: { [key]: 6 } },
        runtimeConfig: { overrides: { anna: { [key]: 9 }, bert: { max_label_names_per_series: 1 } } },
      })?.tenantShards,
    ).toEqual({ at, size: 6, tenants: { anna: 9 } });
  });

  test('the ring of alertmanagers has tenants as keys', () =>
    expect(mimirRing('alertmanager')).toMatchObject({ keyedByTenant: true }));
});

describe('shard sizes of Loki', () => {
  const indexGateway = { indexGateway: { replicas: 3 }, config: { index_gateway: { mode: 'ring' } } } as const;

  test('of index-gateways are the replication factor, if they are 0', () => {
    const at = 'limits_config.index_gateway_shard_size';
    expect(lokiRing('index-gateway', indexGateway)?.tenantShards).toEqual({ at, size: 3, tenants: {} });
    expect(
      lokiRing('index-gateway', {
        ...indexGateway,
        config: { ...indexGateway.config, limits_config: { index_gateway_shard_size: 2 } },
        runtimeConfig: { overrides: { anna: { index_gateway_shard_size: 4 }, bert: { index_gateway_shard_size: 0 } } },
      })?.tenantShards,
    ).toEqual({ at, size: 2, tenants: { anna: 4, bert: 3 } });
  });

  test('of rulers are those of limits_config.ruler_tenant_shard_size', () =>
    expect(
      lokiRing('ruler', {
        ruler: {},
        config: { ruler: { enable_sharding: true }, limits_config: { ruler_tenant_shard_size: 2 } },
      })?.tenantShards,
    ).toEqual({ at: 'limits_config.ruler_tenant_shard_size', size: 2, tenants: {} }));
});

test('shard sizes of metrics-generators of Tempo are those of the overrides', () =>
  expect(
    tempoRing('metrics-generator', {
      metricsGenerator: { remoteWrite: [{ url: 'http://mimir.metrics/api/v1/push' }] },
      config: { overrides: { defaults: { metrics_generator: { ring_size: 2 } } } },
      overrides: { anna: { metrics_generator: { ring_size: 3 } } },
    })?.tenantShards,
  ).toEqual({ at: 'overrides.defaults.metrics_generator.ring_size', size: 2, tenants: { anna: 3 } }));

test('ingesters are written to and read from with the operations of their version', () => {
  const { WRITE, WRITE_NO_EXTEND, READ, MIMIR_READ, MIMIR_READ_2_10 } = operations;
  expect(lokiRing('ingester')?.operations).toEqual({ write: WRITE_NO_EXTEND, read: READ });
  expect(mimirRing('ingester')?.operations).toEqual({ write: WRITE_NO_EXTEND, read: MIMIR_READ });
  expect(mimirRing('ingester', { version: MIMIR_2_10 })?.operations).toEqual({
    write: WRITE_NO_EXTEND,
    read: MIMIR_READ_2_10,
  });
  expect(mimirRing('store-gateway')?.operations).toEqual({ write: WRITE });
  expect(tempoRing('ingester')?.operations).toEqual({ write: WRITE, read: READ });
  expect(tempoRing('ingester', { config: { distributor: { extend_writes: false } } })?.operations).toEqual({
    write: WRITE_NO_EXTEND,
    read: READ,
  });
});

test.each([
  [
    'Loki',
    () => lokiRing('ingester', { config: { ingester: { wal: { flush_on_shutdown: true } } } }),
    '/ingester/shutdown',
  ],
  ['Tempo', () => tempoRing('ingester', { config: { ingester: { flush_all_on_shutdown: true } } }), '/shutdown'],
  [
    'Mimir',
    () => mimirRing('ingester', { config: { blocks_storage: { tsdb: { flush_blocks_on_shutdown: true } } } }),
    '/ingester/shutdown',
  ],
])('ingesters of %s flush on shutdown if they are configured to', (_, ring, flushEndpoint) =>
  expect(ring()?.unflushed).toMatchObject({ flushOnShutdown: { value: true }, flushEndpoint }),
);

test('members unregister on shutdown, unless they are configured not to', () => {
  expect(lokiRing('ingester')?.unregisterOnShutdown).toEqual({
    at: 'ingester.lifecycler.unregister_on_shutdown',
    value: true,
  });
  const config = { ingester: { lifecycler: { unregister_on_shutdown: false } } };
  expect(tempoRing('ingester', { config })?.unregisterOnShutdown).toMatchObject({ value: false });
  expect(mimirRing('store-gateway')?.unregisterOnShutdown).toEqual({
    at: 'store_gateway.sharding_ring.unregister_on_shutdown',
    value: false,
  });
});
