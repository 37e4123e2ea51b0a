import type { LokiProps } from '../../../charts/loki';
import type { MimirProps } from '../../../charts/mimir';
import type { TempoProps } from '../../../charts/tempo';
import { Ring } from '../../../lib/model/ring/ring';
import { ObjectStorage } from '../../../lib/values/object-storage';
import type { Change } from '../sound';
import type { Pair } from './pair';

const loki = (config: NonNullable<LokiProps['config']>): Change => ({ loki: { config } });
const mimir = (config: NonNullable<MimirProps['config']>): Change => ({ mimir: { config } });
const tempo = (config: NonNullable<TempoProps['config']>): Change => ({ tempo: { config } });
/** What the compiler would reject. */
const untyped = (json: string) => JSON.parse(json);

const GENERATOR = { remoteWrite: [{ url: 'http://prometheus.web.svc.cluster.local:9090/api/v1/write' }] } as const;
const s3 = (endpoint: string) => ObjectStorage.s3({ bucket: 'traces', endpoint, region: 'eu-central-1' });
const period = { store: 'tsdb', object_store: 'gcs', schema: 'v12', index: { prefix: 'i_', period: '24h' } } as const;

/** A ruler with rules of a tenant. */
const rulerOf = (tenant = 'fake', expr = 'sum(rate({app="a"}[5m]))', alert?: string) =>
  ({
    persistence: { claims: [{ size: '1Gi', storageClass: 'fast' }] },
    directories: {
      [tenant]: {
        'rules.yaml': [{ name: 'logs', rules: [alert === undefined ? { record: 'lines', expr } : { alert, expr }] }],
      },
    },
  }) as const;

const retention = (stream: { selector: string; period: '1h' | '48h' }): Change =>
  loki({ limits_config: { retention_stream: [{ ...stream, priority: 1 }] }, compactor: { retention_enabled: true } });

const external = [
  { kind: 'StorageClass', name: 'fast' },
  { kind: 'Secret', namespace: 'web', name: 'web' },
  { kind: 'Secret', namespace: 'web', name: 'tls' },
];

export const CONFIG_PAIRS: readonly Pair[] = [
  {
    id: 'config/unknown-key',
    what: 'a key that Loki does not have',
    broken: loki(untyped('{ "limits_config": { "retention_perod": "30d" } }')),
    sentence: /^config\.limits_config\.retention_perod: unknown key.*did you mean "retention_period"/,
  },
  {
    id: 'config/unknown-key',
    what: 'a limit of one ingester that Mimir does not have, in the runtime configuration',
    broken: { mimir: { runtimeConfig: untyped('{ "ingester_limits": { "max_ingestion_rte": 1 } }') } },
    mended: { mimir: { runtimeConfig: { ingester_limits: { max_ingestion_rate: 1 } } } },
    sentence: /^runtimeConfig\.ingester_limits\.max_ingestion_rte: unknown key.*"max_ingestion_rate"/,
  },
  {
    id: 'config/unknown-key',
    what: 'a setting of the runtime configuration of Loki that there is not',
    broken: { loki: { runtimeConfig: untyped('{ "configs": { "a": { "log_push": true } } }') } },
    mended: { loki: { runtimeConfig: { configs: { a: { log_push_request: true } } } } },
    sentence: /^runtimeConfig\.configs\.a\.log_push: unknown key/,
  },
  {
    id: 'config/value',
    what: 'a duration in days where Go parses it',
    broken: loki(untyped('{ "compactor": { "retention_delete_delay": "30d" } }')),
    mended: loki({ compactor: { retention_delete_delay: '720h' } }),
    sentence: /^config\.compactor\.retention_delete_delay: found "30d", allowed is numbers with the units/,
  },
  {
    id: 'config/value',
    what: 'a list in the place of the tenants',
    broken: { loki: { runtimeConfig: untyped('{ "overrides": [] }') } },
    sentence: /^runtimeConfig\.overrides: found \[\], allowed is a map/,
  },
  {
    id: 'config/variable',
    what: 'a variable that no role has',
    broken: loki({ ruler: { external_url: `https://\${HOST}/ruler` } }),
    mended: {
      loki: {
        config: { ruler: { external_url: `https://\${HOST}/ruler` } },
        defaults: { env: { HOST: 'logs.example.com' }, resources: { requests: { cpu: '10m', memory: '16Mi' } } },
      },
    },
    sentence: /^config\.ruler\.external_url: found \$\{HOST\}, and no role has a variable/,
  },
  {
    id: 'config/variable',
    what: 'a variable that Mimir is told not to put in',
    broken: {
      mimir: {
        config: { common: { storage: { s3: { region: `\${REGION}` } } } },
        defaults: {
          env: { REGION: 'eu' },
          resources: { requests: { cpu: '1' } },
          extraArgs: ['-config.expand-env=false'],
        },
      },
    },
    sentence: /found \$\{REGION\}, and .* read the configuration without -config\.expand-env=true/,
  },
  {
    id: 'config/kvstore',
    what: 'a store of a ring that is misspelt',
    broken: loki({ ingester: { lifecycler: { ring: { kvstore: { store: 'memberlst' } } } } }),
    sentence: /kvstore\.store: found "memberlst", .*did you mean "memberlist"/,
  },
  {
    id: 'config/kvstore',
    what: 'Consul without an address',
    broken: mimir({ ingester: { ring: { kvstore: { store: 'consul', consul: { host: '' } } } } }),
    mended: mimir({
      ingester: { ring: { kvstore: { store: 'consul', consul: { host: 'consul.example.com:8500' } } } },
    }),
    sentence: /^config\.ingester\.ring\.kvstore\.consul\.host: found ""/,
  },
  {
    id: 'config/inmemory-ring',
    what: 'one ring of Mimir in memory',
    broken: mimir({ ingester: { ring: { kvstore: { store: 'inmemory' } } } }),
    sentence: /^config\.ingester\.ring\.kvstore\.store: found "inmemory", so that each of \d+ pods/,
  },
  {
    id: 'config/inmemory-ring',
    what: 'one ring of Tempo in memory',
    broken: tempo({ ingester: { lifecycler: { ring: { kvstore: { store: 'inmemory' } } } } }),
    sentence: /^config\.ingester\.lifecycler\.ring\.kvstore\.store: found "inmemory"/,
  },
  {
    id: 'ring/heartbeat',
    what: 'members that never send a heartbeat',
    broken: {
      loki: {
        ring: new Ring({
          replicationFactor: 3,
          heartbeatPeriod: '0s',
          store: { type: 'memberlist', clusterLabel: 'loki' },
        }),
      },
    },
    sentence: /heartbeat_period: found "0s", so that members never send a heartbeat/,
  },
  {
    id: 'config/negative-duration',
    what: 'a negative idle period',
    broken: loki({ ingester: { chunk_idle_period: '-5m' } }),
    sentence: /^config\.ingester\.chunk_idle_period: found "-5m"/,
  },
  {
    id: 'config/message-size',
    what: 'a server that takes a kilobyte',
    broken: loki({ server: { grpc_server_max_recv_msg_size: 1024 } }),
    mended: loki({ server: { grpc_server_max_recv_msg_size: 104857600 } }),
    sentence: /^config\.server\.grpc_server_max_recv_msg_size: found 1024/,
  },
  {
    id: 'config/zero-limit',
    what: 'no log line of any tenant',
    broken: loki({ limits_config: { ingestion_rate_mb: 0 } }),
    sentence: /^config\.limits_config\.ingestion_rate_mb: found 0, .*429/,
  },
  {
    id: 'config/zero-limit',
    what: 'no series of one tenant',
    broken: { mimir: { runtimeConfig: { overrides: { a: { max_label_names_per_series: 0 } } } } },
    mended: {
      mimir: { runtimeConfig: { overrides: { a: { max_label_names_per_series: 40, max_global_series_per_user: 0 } } } },
    },
    sentence: /^runtimeConfig\.overrides\.a\.max_label_names_per_series: found 0/,
  },
  {
    id: 'config/zero-limit',
    what: 'no trace at all',
    broken: tempo({ overrides: { defaults: { ingestion: { rate_limit_bytes: 0 } } } }),
    sentence: /^config\.overrides\.defaults\.ingestion\.rate_limit_bytes: found 0/,
  },
  {
    id: 'config/port-conflict',
    what: 'gossip on the port of gRPC',
    broken: tempo({ memberlist: { bind_port: 9095 } }),
    mended: tempo({ memberlist: { bind_port: 7947 } }),
    sentence: /^config\.memberlist\.bind_port: found 9095, which is server\.grpc_listen_port too/,
  },
  {
    id: 'config/certificate',
    what: 'a certificate that is mounted nowhere',
    broken: loki({ server: { grpc_tls_config: { client_ca_file: '/tls/ca.crt' } } }),
    sentence: /^config\.server\.grpc_tls_config\.client_ca_file: found "\/tls\/ca\.crt", and no role mounts/,
  },
  {
    id: 'config/query-queue',
    what: 'two queues of queriers',
    broken: loki({ frontend_worker: { scheduler_address: 'scheduler.example.com:9095' } }),
    sentence: /^config\.frontend_worker: found frontend_address beside scheduler_address/,
  },
  {
    id: 'config/tokens-file',
    what: 'a file for tokens that are worked out',
    broken: mimir({ ingester: { ring: { token_generation_strategy: 'spread-minimizing' } } }),
    mended: mimir({ ingester: { ring: { token_generation_strategy: 'spread-minimizing', tokens_file_path: '' } } }),
    sentence: /^config\.ingester\.ring\.tokens_file_path: found "\/data\/tokens"/,
  },
  {
    id: 'config/ha-tracker',
    what: 'elections over memberlist',
    broken: mimir({ distributor: { ha_tracker: { enable_ha_tracker: true, kvstore: { store: 'memberlist' } } } }),
    sentence: /^config\.distributor\.ha_tracker\.kvstore\.store: found "memberlist"/,
  },
  {
    id: 'config/transfers',
    what: 'transfers beside a write-ahead log',
    broken: loki({ ingester: { max_transfer_retries: 3 } }),
    sentence: /^config\.ingester\.max_transfer_retries: found 3/,
  },
  {
    id: 'config/block-version',
    what: 'a format of blocks that Tempo does not have',
    broken: tempo({ storage: { trace: { block: { version: 'vParquet9' } } } }),
    mended: tempo({ storage: { trace: { block: { version: 'vParquet3' } } } }),
    sentence: /^config\.storage\.trace\.block\.version: found "vParquet9".*failed to validate block version/,
  },
  {
    id: 'config/processor',
    what: 'a processor that Tempo does not have',
    broken: {
      tempo: {
        metricsGenerator: GENERATOR,
        config: { overrides: { defaults: { metrics_generator: { processors: ['span-metric'] } } } },
      },
    },
    sentence: /processors: found "span-metric".*did you mean "span-metrics"/,
  },
  {
    id: 'config/no-generator',
    what: 'processors of a tenant without a generator',
    broken: { tempo: { overrides: { a: { metrics_generator: { processors: ['span-metrics'] } } } } },
    sentence: /^runtimeConfig\.overrides\.a\.metrics_generator\.processors: found \["span-metrics"\]/,
  },
  {
    id: 'config/no-remote-write',
    what: 'a generator without a target',
    broken: {
      tempo: { metricsGenerator: GENERATOR, config: { metrics_generator: { storage: { remote_write: [] } } } },
    },
    sentence: /^config\.metrics_generator\.storage\.remote_write: found none/,
  },
  {
    id: 'config/generator-folder',
    what: 'a generator without a folder',
    broken: { tempo: { metricsGenerator: GENERATOR, config: { metrics_generator: { storage: { path: '' } } } } },
    sentence: /^config\.metrics_generator\.storage\.path: found none/,
  },
  {
    id: 'config/no-receiver',
    what: 'no protocol of traces',
    broken: { tempo: { receivers: {} } },
    mended: { tempo: { receivers: { otlp: { grpc: true } } } },
    sentence: /^config\.distributor\.receivers: found none/,
  },
  {
    id: 'config/legacy-overrides',
    what: 'limits of the old form beside those of the new one',
    broken: tempo({ overrides: { max_bytes_per_trace: 5, defaults: { global: { max_bytes_per_trace: 6 } } } }),
    sentence: /^config\.overrides\.max_bytes_per_trace: found beside overrides\.defaults/,
  },
  {
    id: 'config/rule-storage',
    what: 'rules in a store that is none',
    broken: { loki: { ruler: rulerOf(), config: { ruler: { storage: { type: 'ftp' } } } } },
    sentence: /^config\.ruler\.storage\.type: found "ftp".*unrecognized rule storage mode/,
  },
  {
    id: 'config/bucket',
    what: 'rules in S3 without a bucket',
    broken: { loki: { ruler: rulerOf(), config: { ruler: { storage: { type: 's3' } } } } },
    mended: {
      loki: {
        ruler: rulerOf(),
        config: { ruler: { storage: { type: 's3', s3: { bucketnames: 'rules', region: 'eu' } } } },
      },
    },
    sentence: /^config\.ruler\.storage\.s3\.bucketnames: found none/,
  },
  {
    id: 'config/rule-tenant',
    what: 'rules of another tenant without multi-tenancy',
    broken: { loki: { ruler: rulerOf('team-a') } },
    mended: { loki: { ruler: rulerOf('fake') } },
    sentence: /found rules of the tenant "team-a", and without multi-tenancy/,
  },
  {
    id: 'config/alertmanager',
    what: 'alerts that nobody gets',
    broken: { loki: { ruler: rulerOf('fake', 'sum(rate({app="a"} |= "error" [5m])) > 1', 'Errors') } },
    sentence: /^config\.ruler\.alertmanager_url: found none/,
  },
  {
    id: 'config/storage-endpoint',
    what: 'an S3 endpoint of Tempo with a scheme',
    broken: { tempo: { storage: s3('https://s3.eu-central-1.amazonaws.com') } },
    mended: { tempo: { storage: s3('s3.eu-central-1.amazonaws.com') } },
    sentence: /^config\.storage\.trace\.s3\.endpoint: found "https:.*cannot have fully qualified paths/,
  },
  {
    id: 'config/storage-endpoint',
    what: 'S3 of Loki without region and endpoint',
    broken: { loki: { storage: ObjectStorage.s3({ bucket: 'logs' }) } },
    mended: { loki: { storage: ObjectStorage.s3({ bucket: 'logs', region: 'eu-central-1' }) } },
    sentence: /^config\.storage_config\.aws\.region: found neither region nor endpoint/,
  },
  {
    id: 'config/storage-endpoint',
    what: 'an endpoint that is no host',
    broken: { loki: { storage: ObjectStorage.s3({ bucket: 'logs', region: 'eu', endpoint: 'not a host' }) } },
    sentence: /^config\.storage_config\.aws\.endpoint: found "not a host"/,
  },
  {
    id: 'config/storage-endpoint',
    what: 'a region with a blank',
    broken: { loki: { storage: ObjectStorage.s3({ bucket: 'logs', region: 'eu central' }) } },
    sentence: /^config\.storage_config\.aws\.region: found "eu central"/,
  },
  {
    id: 'config/bucket',
    what: 'Azure without an account',
    broken: {
      loki: { storage: ObjectStorage.azure({ account: '', container: 'logs', identity: { managedIdentity: true } }) },
    },
    mended: {
      loki: {
        storage: ObjectStorage.azure({ account: 'acme', container: 'logs', identity: { managedIdentity: true } }),
      },
    },
    sentence: /^config\.storage_config\.azure\.account_name: found ""/,
  },
  {
    id: 'config/storage-overlap',
    what: 'rules among the blocks',
    broken: {
      mimir: {
        storage: { blocks: ObjectStorage.gcs({ bucket: 'metrics' }), ruler: ObjectStorage.gcs({ bucket: 'metrics' }) },
      },
    },
    sentence: /^config\.ruler_storage: found the place of blocks_storage/,
  },
  {
    id: 'config/object-store',
    what: 'a compactor in a store that is not configured',
    broken: loki({ compactor: { shared_store: 's3' } }),
    sentence: /^config\.compactor\.shared_store: found "s3", configured are gcs/,
  },
  {
    id: 'config/object-store',
    what: 'a backend that Mimir does not have',
    broken: mimir({ blocks_storage: { backend: 'ftp' } }),
    sentence: /^config\.blocks_storage\.backend: found "ftp"/,
  },
  {
    id: 'config/common-storage',
    what: 'two common stores',
    broken: loki({ common: { storage: { s3: { bucketnames: 'aaa' }, gcs: { bucket_name: 'bbb' } } } }),
    sentence: /^config\.common\.storage: found gcs, s3/,
  },
  {
    id: 'config/schema-period',
    what: 'periods out of order',
    broken: { loki: { schema: [{ from: '2024-01-01' }, { from: '2023-01-01' }] } },
    mended: { loki: { schema: [{ from: '2023-01-01' }, { from: '2024-01-01' }] } },
    sentence: /^config\.schema_config\.configs\[1\]\.from: found "2023-01-01" after "2024-01-01"/,
  },
  {
    id: 'config/schema-period',
    what: 'a period without a day',
    broken: loki({ schema_config: { configs: [period] } }),
    mended: loki({ schema_config: { configs: [{ ...period, from: '2024-01-01' }] } }),
    sentence: /^config\.schema_config\.configs\[0\]\.from: found none/,
  },
  {
    id: 'config/schema-start',
    what: 'a schema that begins in the far future',
    broken: { loki: { schema: [{ from: '2099-01-01' }] } },
    sentence: /^config\.schema_config\.configs\[0\]\.from: found "2099-01-01", which is after "2050-01-01"/,
  },
  {
    id: 'config/schema-start',
    what: 'a schema that begins after today',
    broken: { loki: { schema: [{ from: '2024-06-01' }] }, checks: { today: '2024-05-31', external } },
    mended: { loki: { schema: [{ from: '2024-06-01' }] }, checks: { today: '2024-06-01', external } },
    sentence: /found "2024-06-01", which is after "2024-05-31" \(today\)/,
  },
  {
    id: 'config/working-directory',
    what: 'a compactor without a folder',
    broken: loki({ compactor: { working_directory: '' } }),
    sentence: /^config\.compactor\.working_directory: found none/,
  },
  {
    id: 'config/compaction-interval',
    what: 'retention between two compactions',
    broken: loki({ compactor: { retention_enabled: true, apply_retention_interval: '15m' } }),
    mended: loki({ compactor: { retention_enabled: true, apply_retention_interval: '20m' } }),
    sentence: /^config\.compactor\.apply_retention_interval: found "15m"/,
  },
  {
    id: 'config/compactor-address',
    what: 'queriers without the compactor',
    broken: loki({ common: { compactor_address: '' } }),
    sentence: /^config\.common\.compactor_address: found none/,
  },
  {
    id: 'config/retention-disabled',
    what: 'a retention that nothing applies',
    broken: loki({ limits_config: { retention_period: '30d' } }),
    mended: loki({ limits_config: { retention_period: '30d' }, compactor: { retention_enabled: true } }),
    sentence: /^config\.limits_config\.retention_period: found "30d", but nothing is deleted/,
  },
  {
    id: 'config/retention-stream',
    what: 'a selector that Loki cannot read',
    broken: retention({ selector: '{app="a"', period: '48h' }),
    mended: retention({ selector: '{app="a"}', period: '48h' }),
    sentence: /retention_stream\[0\]\.selector: found "\{app=/,
  },
  {
    id: 'config/retention-stream',
    what: 'a retention of an hour',
    broken: retention({ selector: '{app="a"}', period: '1h' }),
    sentence: /retention_stream\[0\]\.period: found "1h".*retention period must be >= 24h/,
  },
  {
    id: 'config/deletion-delay',
    what: 'blocks that are deleted at once',
    broken: mimir({ compactor: { deletion_delay: '10m' } }),
    mended: mimir({ compactor: { deletion_delay: '2h' } }),
    sentence: /^config\.compactor\.deletion_delay: found "10m"/,
  },
  {
    id: 'config/query-window',
    what: 'chunks that are older than what ingesters are asked for',
    broken: loki({ ingester: { max_chunk_age: '4h' } }),
    mended: loki({ ingester: { max_chunk_age: '4h' }, querier: { query_ingesters_within: '5h' } }),
    sentence: /^config\.ingester\.max_chunk_age: found "4h", but queries ask ingesters for the last "3h" only/,
  },
  {
    id: 'config/query-window',
    what: 'ingesters that are asked for less than they keep',
    broken: loki({ querier: { query_ingesters_within: '45m' } }),
    sentence: /^config\.ingester\.max_chunk_age: found "2h", .* "45m"/,
  },
  {
    id: 'config/query-window',
    what: 'a window between ingesters and storage of Mimir',
    broken: mimir({ limits: { query_ingesters_within: '11h' } }),
    mended: mimir({ limits: { query_ingesters_within: '13h' } }),
    sentence: /^config\.limits\.query_ingesters_within: found "11h"/,
  },
  {
    id: 'config/query-window',
    what: 'a window that a flag of one role opens',
    broken: {
      mimir: { querier: { disruptionBudget: { maxUnavailable: 1 }, extraArgs: ['-querier.query-store-after=20h'] } },
    },
    sentence: /^config\.limits\.query_ingesters_within: |^config\.blocks_storage/,
  },
  {
    id: 'config/query-limit',
    what: 'queries of ten minutes',
    broken: loki({ limits_config: { max_query_length: '10m' } }),
    sentence: /^config\.limits_config\.max_query_length: found "10m"/,
  },
  {
    id: 'config/query-limit',
    what: 'fewer lines than Grafana asks for',
    broken: loki({ limits_config: { max_entries_limit_per_query: 10 } }),
    sentence: /^config\.limits_config\.max_entries_limit_per_query: found 10/,
  },
  {
    id: 'config/head-compaction',
    what: 'a head that is compacted each half hour',
    broken: mimir({ blocks_storage: { tsdb: { head_compaction_interval: '30m' } } }),
    sentence: /^config\.blocks_storage\.tsdb\.head_compaction_interval: found "30m"/,
  },
  {
    id: 'config/blocklist-poll',
    what: 'compacted blocks that are deleted before queriers know',
    broken: tempo({ compactor: { compaction: { compacted_block_retention: '1m' } } }),
    mended: tempo({ compactor: { compaction: { compacted_block_retention: '6m' } } }),
    sentence: /^config\.compactor\.compaction\.compacted_block_retention: found "1m"/,
  },
];
