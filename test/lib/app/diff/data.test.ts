import {
  claim,
  config,
  configMap,
  DATA,
  ingesters,
  type Manifest,
  object,
  set,
  workload,
} from '../../../../conformance/diff/objects';
import { testPairs } from './example';

const db = workload('StatefulSet', 'db', DATA);
const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } };
const loki = ingesters('loki', 'loki-ingester');
const mimir = ingesters('mimir', 'mimir-ingester');
const tempo = ingesters('tempo', 'tempo-ingester');
const periods = (...configs: readonly string[]): Manifest => config('loki', 'schema_config:', '  configs:', ...configs);
const period = (from: string, schema: string): string =>
  `  - {from: "${from}", store: tsdb, object_store: s3, schema: ${schema}, index: {prefix: loki_, period: 24h}}`;
const UNREAD = (system: string): string => `restart/config-unread ConfigMap/a/${system}-config`;
const CONFIG = (rule: string, system: string): string => `${rule} ConfigMap/a/${system}-config`;

testPairs([
  [
    'a claim that goes',
    [claim('data')],
    [],
    ['data/claim PersistentVolumeClaim/a/data', 'object/removed PersistentVolumeClaim/a/data'],
  ],
  [
    'a claim with another name',
    [claim('data')],
    [claim('disk')],
    ['data/claim PersistentVolumeClaim/a/data', 'object/renamed PersistentVolumeClaim/a/disk'],
    /is renamed, and the new claim is empty/,
  ],
  [
    'a namespace that goes',
    [namespace],
    [],
    ['data/namespace Namespace/a', 'outage/namespace Namespace/a', 'object/removed Namespace/a'],
  ],
  [
    'a StatefulSet that goes with its claims left',
    [db],
    [],
    ['data/stateful-set StatefulSet/a/db', 'object/removed StatefulSet/a/db'],
    /its claims \(data-db-0, ...\) stay, and no pod uses them/,
  ],
  [
    'a StatefulSet that goes, and its claims with it',
    [set(db, { 'spec.persistentVolumeClaimRetentionPolicy': { whenDeleted: 'Delete' } })],
    [],
    ['data/stateful-set StatefulSet/a/db', 'object/removed StatefulSet/a/db'],
    /are deleted with it/,
  ],
  [
    'a StatefulSet with another name',
    [db],
    [workload('StatefulSet', 'store', DATA)],
    ['data/stateful-set StatefulSet/a/db', 'object/renamed StatefulSet/a/store'],
    /the claims of the new one are empty[\s\S]*was StatefulSet\/a\/db/,
  ],
  [
    'a StatefulSet without claims that goes',
    [workload('StatefulSet', 'cache')],
    [],
    ['object/removed StatefulSet/a/cache'],
  ],
  [
    'claims that are to go with their pods',
    [db],
    [set(db, { 'spec.persistentVolumeClaimRetentionPolicy': { whenScaled: 'Delete' }, 'spec.replicas': 2 })],
    ['data/claim-retention StatefulSet/a/db', 'data/claims-scaled StatefulSet/a/db', 'scale/down StatefulSet/a/db'],
  ],
  [
    'another bucket of Loki',
    [loki, config('loki', 'storage_config: {aws: {bucketnames: one}}')],
    [loki, config('loki', 'storage_config: {aws: {bucketnames: two}}')],
    [CONFIG('data/storage', 'loki'), UNREAD('loki')],
    /storage_config.aws.bucketnames: one → two: data at the old location is no longer found/,
  ],
  [
    'another bucket of Mimir',
    [mimir, config('mimir', 'blocks_storage: {s3: {bucket_name: one}}')],
    [mimir, config('mimir', 'blocks_storage: {s3: {bucket_name: two}}')],
    [CONFIG('data/storage', 'mimir'), UNREAD('mimir')],
  ],
  [
    'a prefix in the bucket of Mimir',
    [mimir, config('mimir', 'blocks_storage: {backend: s3}')],
    [mimir, config('mimir', 'blocks_storage: {backend: s3, storage_prefix: blocks}')],
    [CONFIG('data/storage', 'mimir'), UNREAD('mimir')],
    /storage_prefix: unset → blocks/,
  ],
  [
    'another kind of storage of Tempo',
    [tempo, config('tempo', 'storage: {trace: {backend: s3}}')],
    [tempo, config('tempo', 'storage: {trace: {backend: gcs}}')],
    [CONFIG('data/storage', 'tempo'), UNREAD('tempo')],
  ],
  [
    'another cache in front of the storage',
    [mimir, config('mimir', 'blocks_storage: {bucket_store: {index_cache: {backend: inmemory}}}')],
    [mimir, config('mimir', 'blocks_storage: {bucket_store: {index_cache: {backend: memcached}}}')],
    [UNREAD('mimir')],
  ],
  [
    'a shorter retention of Loki',
    [loki, config('loki', 'limits_config: {retention_period: 30d}')],
    [loki, config('loki', 'limits_config: {retention_period: 7d}')],
    [CONFIG('data/retention', 'loki'), UNREAD('loki')],
  ],
  [
    'a retention of Mimir, which has none by default',
    [mimir, config('mimir', 'limits: {}')],
    [mimir, config('mimir', 'limits: {compactor_blocks_retention_period: 1y}')],
    [CONFIG('data/retention', 'mimir'), UNREAD('mimir')],
  ],
  [
    'a shorter retention of Tempo than its default',
    [tempo, config('tempo', 'compactor: {}')],
    [tempo, config('tempo', 'compactor: {compaction: {block_retention: 24h}}')],
    [CONFIG('data/retention', 'tempo'), UNREAD('tempo')],
    /unset → 24h/,
  ],
  [
    'a longer retention',
    [loki, config('loki', 'limits_config: {retention_period: 7d}')],
    [loki, config('loki', 'limits_config: {retention_period: 30d}')],
    [UNREAD('loki')],
  ],
  [
    'retention that is switched on',
    [loki, config('loki', 'compactor: {retention_enabled: false}')],
    [loki, config('loki', 'compactor: {retention_enabled: true}')],
    [CONFIG('data/retention', 'loki'), UNREAD('loki')],
  ],
  [
    'a shorter retention of one tenant',
    [configMap('runtime', { 'overrides.yaml': 'overrides: {team: {retention_period: 30d}}' })],
    [configMap('runtime', { 'overrides.yaml': 'overrides: {team: {retention_period: 1d}}' })],
    ['data/retention ConfigMap/a/runtime'],
    /data\[overrides.yaml\].overrides.team.retention_period: 30d → 1d/,
  ],
  [
    'a shorter retention of Prometheus',
    [workload('Deployment', 'p', { 'spec.template.spec.containers.0.args': ['--storage.tsdb.retention.time=15d'] })],
    [workload('Deployment', 'p', { 'spec.template.spec.containers.0.args': ['--storage.tsdb.retention.time=2d'] })],
    ['data/retention Deployment/a/p', 'restart/rollout Deployment/a/p'],
  ],
  [
    'a period of the schema that began already',
    [loki, periods(period('2024-01-01', 'v12'))],
    [loki, periods(period('2024-01-01', 'v13'))],
    [CONFIG('data/schema-period', 'loki'), UNREAD('loki')],
    /schema_config.configs\[2024-01-01\]: schema: v12 → v13: the period has already started/,
  ],
  [
    'a period of the schema that is added in the past',
    [loki, periods(period('2024-01-01', 'v12'))],
    [loki, periods(period('2024-01-01', 'v12'), period('2026-05-31', 'v13'))],
    [CONFIG('data/schema-period', 'loki'), UNREAD('loki')],
    /start in the past/,
  ],
  [
    'a period of the schema that goes',
    [loki, periods(period('2024-01-01', 'v12'), period('2025-01-01', 'v13'))],
    [loki, periods(period('2025-01-01', 'v13'))],
    [CONFIG('data/schema-period', 'loki'), UNREAD('loki')],
  ],
  [
    'a period of the schema that begins in the future',
    [loki, periods(period('2024-01-01', 'v12'))],
    [loki, periods(period('2024-01-01', 'v12'), period('2026-06-02', 'v13'))],
    [UNREAD('loki')],
  ],
  [
    'another kvstore of the ingesters',
    [loki, config('loki', 'ingester: {lifecycler: {ring: {kvstore: {store: consul}}}}')],
    [loki, config('loki', 'ingester: {lifecycler: {ring: {kvstore: {store: memberlist}}}}')],
    [CONFIG('data/kvstore', 'loki'), UNREAD('loki')],
  ],
  [
    'the kvstore that Mimir takes by default',
    [mimir, config('mimir', 'ingester: {}')],
    [mimir, config('mimir', 'ingester: {ring: {kvstore: {store: memberlist}}}')],
    [UNREAD('mimir')],
  ],
  [
    'another kvstore of the distributors, who keep nothing',
    [loki, config('loki', 'distributor: {ring: {kvstore: {store: consul}}}')],
    [loki, config('loki', 'distributor: {ring: {kvstore: {store: memberlist}}}')],
    [CONFIG('ring/kvstore', 'loki'), UNREAD('loki')],
  ],
  [
    'a write-ahead log that loses its disk',
    [loki, config('loki', 'ingester: {wal: {dir: /data/wal}}')],
    [
      set(loki, {
        'spec.volumeClaimTemplates': undefined,
        'spec.template.spec.volumes': [
          { name: 'config', configMap: { name: 'loki-config' } },
          { name: 'data', emptyDir: {} },
        ],
      }),
      config('loki', 'ingester: {wal: {dir: /data/wal}}'),
    ],
    [CONFIG('data/wal-disk', 'loki'), 'refused/claim-templates StatefulSet/a/loki-ingester'],
    /was on a claim, and is in an emptyDir or on the node now/,
  ],
  [
    'a write-ahead log outside of the disk',
    [mimir, config('mimir', 'blocks_storage: {tsdb: {dir: /data/tsdb}}')],
    [mimir, config('mimir', 'blocks_storage: {tsdb: {dir: /tmp/tsdb}}')],
    [CONFIG('data/wal-disk', 'mimir'), UNREAD('mimir')],
    /in the container itself/,
  ],
  [
    'a write-ahead log that is switched off',
    [loki, config('loki', 'ingester: {wal: {dir: /data/wal}}')],
    [loki, config('loki', 'ingester: {wal: {dir: /data/wal, enabled: false}}')],
    [CONFIG('data/wal-off', 'loki'), UNREAD('loki')],
  ],
  [
    'a volume that goes',
    [object('v1', 'PersistentVolume', 'disk', { spec: { persistentVolumeReclaimPolicy: 'Delete' } })],
    [],
    ['data/volume PersistentVolume/a/disk', 'object/removed PersistentVolume/a/disk'],
  ],
]);
