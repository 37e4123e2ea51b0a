import type { LokiProps } from '../../charts/loki';
import type { MimirProps } from '../../charts/mimir';
import type { TempoProps } from '../../charts/tempo';
import { render } from '../../lib/app/synth/render';
import { ObjectStorage } from '../../lib/values/object-storage';
import { quantity } from '../../lib/values/quantity';
import { type Change, environment } from './sound';

const loki = (config: NonNullable<LokiProps['config']>): Change => ({ loki: { config } });
const mimir = (config: NonNullable<MimirProps['config']>): Change => ({ mimir: { config } });
const tempo = (config: NonNullable<TempoProps['config']>): Change => ({ tempo: { config } });
const resources = { requests: { cpu: '10m', memory: '16Mi' } } as const;
const tsdb = { store: 'tsdb', schema: 'v12', index: { prefix: 'i_', period: '24h' } } as const;
const agent = {
  name: 'consul',
  image: 'hashicorp/consul:1.17',
  resources: { requests: { cpu: quantity('10m'), memory: quantity('16Mi') } },
  securityContext: {
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  },
};

// Environments that look wrong and are not, mostly from the documentation of the systems.
test.each<[what: string, change: Change]>([
  ['limits of Loki of 0, which are none', loki({ limits_config: { max_query_length: '0', max_streams_per_user: 0 } })],
  ['an encoding in upper case', loki({ ingester: { chunk_encoding: 'GZIP' } })],
  [
    'ingesters that are always asked',
    loki({ querier: { query_ingesters_within: '0s' }, ingester: { max_chunk_age: '6h' } }),
  ],
  [
    'S3 by its URL',
    loki({
      storage_config: { aws: { s3: 's3://eu-central-1/logs', s3forcepathstyle: true } },
      schema_config: { configs: [{ ...tsdb, from: '2024-01-01', object_store: 's3' }] },
    }),
  ],
  [
    'two buckets of S3, and the other name of the store',
    loki({
      storage_config: { aws: { bucketnames: 'logs-a,logs-b', region: 'eu-central-1', storage_class: 'STANDARD_IA' } },
      schema_config: { configs: [{ ...tsdb, from: '2024-01-01', object_store: 'aws' }] },
    }),
  ],
  [
    'a named store of former years',
    loki({
      storage_config: { named_stores: { gcs: { old: { bucket_name: 'old-logs' } } } },
      schema_config: {
        configs: [
          { ...tsdb, store: 'boltdb-shipper', from: '2020-10-24', object_store: 'old' },
          { ...tsdb, from: '2024-01-01', object_store: 'gcs' },
        ],
      },
    }),
  ],
  ['a variable with a default', loki({ storage_config: { gcs: { bucket_name: `\${BUCKET:-logs}` } } })],
  [
    'a ring of schedulers instead of addresses',
    {
      loki: {
        queryScheduler: { replicas: 2, disruptionBudget: { maxUnavailable: 1 } },
        config: {
          query_scheduler: { use_scheduler_ring: true },
          frontend_worker: { scheduler_address: '' },
          frontend: { scheduler_address: '' },
        },
      },
    },
  ],
  ['Loki without a query frontend', { loki: { queryFrontend: false } }],
  [
    'two stores of a ring, for a migration',
    loki({
      ingester: {
        lifecycler: {
          ring: {
            kvstore: {
              store: 'multi',
              multi: { primary: 'memberlist', secondary: 'consul' },
              consul: { host: 'consul.example.com:8500' },
            },
          },
        },
      },
    }),
  ],
  [
    'an image of a mirror, with a suffix',
    { loki: { image: { repository: 'mirror.corp:5000/loki', tag: '2.9.4-distroless' } } },
  ],
  ['flags with two dashes and blanks', { loki: { querier: { extraArgs: ['--querier.max-concurrent', '8'] } } }],
  [
    'node groups that are zones',
    {
      mimir: {
        ingester: {
          zones: ['a', 'b', 'c'].map((zone) => ({
            name: `zone-${zone}`,
            nodeSelector: { 'eks.amazonaws.com/nodegroup': `metrics-${zone}` },
          })),
        },
      },
    },
  ],
  [
    'an agent of Consul in each pod',
    {
      mimir: {
        defaults: { resources, containers: [agent] },
        config: { compactor: { sharding_ring: { kvstore: { store: 'consul' } } } },
      },
    },
  ],
  [
    'a Service of several clusters',
    mimir({ ruler: { alertmanager_url: 'http://alertmanager.web.svc.clusterset.local:9093' } }),
  ],
  [
    'schedulers that are found by a ring',
    mimir({
      query_scheduler: { service_discovery_mode: 'ring', max_used_instances: 2 },
      frontend: { scheduler_address: '' },
      frontend_worker: { scheduler_address: '' },
    }),
  ],
  ['a multiplier of 0, which is none', mimir({ limits: { max_estimated_fetched_chunks_per_query_multiplier: 0 } })],
  [
    'one bucket with prefixes',
    {
      mimir: {
        storage: {
          blocks: { storage: ObjectStorage.gcs({ bucket: 'metrics' }), prefix: 'blocks' },
          ruler: { storage: ObjectStorage.gcs({ bucket: 'metrics' }), prefix: 'rules' },
        },
      },
    },
  ],
  [
    'all receivers',
    { tempo: { receivers: { otlp: { grpc: true, http: true }, jaeger: { thriftCompact: true }, zipkin: true } } },
  ],
  [
    'two receivers of one kind',
    tempo({ distributor: { receivers: { 'otlp/second': { protocols: { grpc: { endpoint: '0.0.0.0:5317' } } } } } }),
  ],
  [
    'limits of all tenants in the runtime configuration',
    { tempo: { overrides: { '*': { ingestion: { max_traces_per_user: 0 } } } } },
  ],
  ['limits of the old form', tempo({ overrides: { max_bytes_per_trace: 5_000_000 } })],
])('%s is no finding', (_, change) => expect(render(environment(change), '#').findings).toEqual([]));
