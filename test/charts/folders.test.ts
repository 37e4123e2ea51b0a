import { App } from 'cdk8s';
import type { Construct } from 'constructs';
import { Loki, type LokiProps } from '../../charts/loki';
import { Mimir, type MimirProps } from '../../charts/mimir';
import { Tempo, type TempoProps } from '../../charts/tempo';
import { clusterOf, inspect, locator } from '../../lib/checks/check';
import { manifestOf, objectsOf } from '../../lib/checks/manifest';
import { ObjectStorage } from '../../lib/values/object-storage';
import { objectAt, objectsOf as objectsByName, podOf } from '../objects';

const bucket = ObjectStorage.gcs({ bucket: 'bucket' });
const inFiles = (directory: string, claimName?: string) =>
  ObjectStorage.filesystem({ directory, ...(claimName !== undefined && { claimName }) });
const loki = (props: Partial<LokiProps>) => (scope: Construct) =>
  new Loki(scope, 'loki', { namespace: 'a', storage: bucket, schema: [{ from: '2024-01-01' }], ...props });
const mimir =
  (props: Pick<MimirProps, 'storage' | 'ingester' | 'ruler' | 'existingSecretForConfig'> & { config?: object } = {}) =>
  (scope: Construct) =>
    new Mimir(scope, 'mimir', { namespace: 'a', storage: { blocks: bucket }, ...props, minio: undefined });
const tempo = (props: Partial<TempoProps>) => (scope: Construct) =>
  new Tempo(scope, 'tempo', { namespace: 'a', storage: bucket, ...props });

/** What is found of folders: id, name of the workload, and sentence. */
function found(make: (scope: Construct) => unknown): string[] {
  const app = new App();
  make(app);
  const objects = objectsOf(manifestOf(app));
  return inspect(app, clusterOf(app, objects), locator(objects))
    .filter(({ id }) => id === 'folder/read-only' || id === 'folder/overlap')
    .map(({ id, object = '', sentence }) => `${id} ${object.split('/').at(-1)} ${sentence}`);
}

describe('accepts the folders of', () => {
  test.each<[what: string, make: (scope: Construct) => unknown]>([
    ['Loki with every role', loki({ ruler: {}, indexGateway: {}, queryScheduler: {}, tableManager: {} })],
    ['Loki on a folder of its pods', loki({ storage: inFiles('/var/loki/chunks'), ruler: {} })],
    ['Loki on a shared claim', loki({ storage: inFiles('/chunks', 'logs'), ruler: {}, indexGateway: {} })],
    ['Loki that writes results of rules', loki({ ruler: {}, config: { ruler: { remote_write: { enabled: true } } } })],
    ['Loki without a write-ahead log', loki({ config: { ingester: { wal: { enabled: false, dir: '/wal' } } } })],
    ['Mimir', mimir()],
    ['Mimir on a shared claim', mimir({ storage: { blocks: inFiles('/blocks', 'metrics') } })],
    ['Mimir without zones', mimir({ ingester: { zones: false } })],
    ['Tempo', tempo({ metricsGenerator: { remoteWrite: [{ url: 'http://a/api/v1/push' }] } })],
    ['Tempo on a shared claim', tempo({ storage: inFiles('/traces', 'traces') })],
    [
      'a pod whose root file system is writable',
      loki({
        compactor: { containerSecurityContext: { readOnlyRootFilesystem: false } },
        config: { compactor: { working_directory: '/compactor' } },
      }),
    ],
    [
      'a volume of the user',
      loki({
        compactor: { volumes: [{ name: 'work', emptyDir: {} }], volumeMounts: [{ name: 'work', mountPath: '/work' }] },
        config: { compactor: { working_directory: '/work/compactor' } },
      }),
    ],
    [
      'a configuration that nobody here knows',
      mimir({ existingSecretForConfig: 'secret', config: { compactor: { data_dir: '/x' } } }),
    ],
  ])('%s', (_, make) => expect(found(make)).toEqual([]));
});

describe('refuses a folder on a read-only root file system', () => {
  test.each<[what: string, make: (scope: Construct) => unknown, roles: string[], sentence: RegExp]>([
    [
      'Loki: a storage in files elsewhere',
      loki({ storage: inFiles('/loki/chunks') }),
      ['querier', 'ingester', 'compactor'],
      /^config.storage_config.filesystem.directory: found "\/loki\/chunks", which is on no writable volume of the ingester, and its root file system is read-only: choose a folder below \/var\/loki, mount a volume there \(ingester.volumes, ingester.volumeMounts\), or name a claim that all pods share/,
    ],
    [
      'Loki: the folder of the compactor',
      loki({ config: { compactor: { working_directory: '/loki/compactor' } } }),
      ['compactor'],
      /^config.compactor.working_directory: found "\/loki\/compactor"/,
    ],
    [
      'Loki: a relative folder',
      loki({ config: { ingester: { wal: { dir: 'wal' } } } }),
      ['ingester'],
      /^config.ingester.wal.dir: found "wal"/,
    ],
    [
      'Loki: the index that is written',
      loki({ config: { storage_config: { tsdb_shipper: { active_index_directory: '/index' } } } }),
      ['ingester'],
      /tsdb_shipper.active_index_directory/,
    ],
    [
      'Loki: the index that is read, without an index gateway',
      loki({ config: { storage_config: { tsdb_shipper: { cache_location: '/cache' } } } }),
      ['querier'],
      /tsdb_shipper.cache_location/,
    ],
    [
      'Loki: the index that is read, by an index gateway',
      loki({ indexGateway: {}, config: { storage_config: { tsdb_shipper: { cache_location: '/cache' } } } }),
      ['index-gateway'],
      /tsdb_shipper.cache_location/,
    ],
    [
      'Loki: a claim that takes the place of the data folder',
      loki({ querier: { persistence: { claims: [{ size: '1Gi', mountPath: '/elsewhere' }] } } }),
      ['querier'],
      /cache_location: found "\/var\/loki\/tsdb-cache"/,
    ],
    [
      'Loki: a folder of rules that is not there',
      loki({ ruler: {}, config: { ruler: { storage: { local: { directory: '/rules' } } } } }),
      ['ruler'],
      /^config.ruler.storage.local.directory: found "\/rules"/,
    ],
    [
      'Loki: the folder of the ruler',
      loki({ ruler: {}, config: { ruler: { rule_path: '/scratch' } } }),
      ['ruler'],
      /ruler.rule_path/,
    ],
    [
      'Mimir: blocks of ingesters, in all zones',
      mimir({ config: { blocks_storage: { tsdb: { dir: '/tsdb' } } } }),
      ['ingester-zone-a', 'ingester-zone-b', 'ingester-zone-c'],
      /^config.blocks_storage.tsdb.dir: found "\/tsdb".*ingester.volumes/,
    ],
    [
      'Mimir: folders of store-gateways',
      mimir({ config: { blocks_storage: { bucket_store: { sync_dir: '/tsdb-sync' } } } }),
      ['store-gateway-zone-a', 'store-gateway-zone-b', 'store-gateway-zone-c'],
      /bucket_store.sync_dir.*storeGateway.volumes/,
    ],
    [
      'Mimir: the folder of the compactor, and a read-only one',
      mimir({ config: { compactor: { data_dir: '/etc/mimir/data' } } }),
      ['compactor'],
      /compactor.data_dir/,
    ],
    [
      'Mimir: a storage in files',
      mimir({ storage: { blocks: bucket, ruler: inFiles('/rules') } }),
      ['ruler'],
      /^config.ruler_storage.filesystem.dir: found "\/rules".*claimName/,
    ],
    [
      'Tempo: the log of what is written',
      tempo({ config: { storage: { trace: { wal: { path: '/wal' } } } } }),
      ['ingester', 'querier', 'query-frontend', 'compactor'],
      /^config.storage.trace.wal.path: found "\/wal"/,
    ],
    [
      'Tempo: a storage in files elsewhere',
      tempo({ storage: inFiles('/traces') }),
      ['ingester', 'querier', 'query-frontend', 'compactor'],
      /storage.trace.local.path/,
    ],
    [
      'Tempo: the folder of the generator',
      tempo({
        metricsGenerator: { remoteWrite: [{ url: 'http://a/api/v1/push' }] },
        config: { metrics_generator: { storage: { path: '/generator' } } },
      }),
      ['metrics-generator'],
      /metrics_generator.storage.path.*metricsGenerator.volumes/,
    ],
  ])('%s', (_, make, roles, sentence) => {
    const findings = found(make).map((finding) => finding.split(' '));
    expect(new Set(findings.map(([id]) => id))).toEqual(new Set(['folder/read-only']));
    expect(findings.map(([, name = '']) => name.replace(/^(loki-loki-distributed|mimir|tempo)-/, '')).sort()).toEqual(
      [...roles].sort(),
    );
    expect(findings.map(([, , ...words]) => words.join(' ')).some((text) => sentence.test(text))).toBe(true);
  });
});

test('Mimir: refuses folders inside each other, which end a role at its start', () => {
  const findings = found(mimir({ storage: { blocks: inFiles('/data/blocks') } }));
  expect(findings).toContain(
    'folder/overlap  config.blocks_storage.filesystem.dir: found "/data/blocks", and config.ruler.rule_path is "/data", the ruler ends if one is in the other: choose folders beside each other',
  );
  expect(findings.filter((finding) => finding.startsWith('folder/overlap'))).toHaveLength(2);
});

test('a finding about a folder can be accepted where the installation is made', () => {
  const accepts = [{ id: 'folder/read-only', reason: 'a webhook mounts it' }];
  const app = new App();
  loki({ config: { compactor: { working_directory: '/mounted' } }, accepts })(app);
  expect(app.node.findAll().flatMap(({ node }) => node.validate())).toEqual([]);
});

describe('mounts the folders that a role writes to', () => {
  test('Loki: a ruler without rules has a folder for them, and one that has rules mounts those', () => {
    const ruler = 'Deployment/loki-loki-distributed-ruler';
    const mountsOf = (props: LokiProps['ruler']) => {
      const app = new App();
      const [container] = podOf(objectsByName(loki({ ruler: props })(app)), ruler).containers;
      return container.volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath);
    };
    expect(mountsOf({})).toContain('/etc/loki/rules');
    const group = { name: 'a', rules: [{ record: 'a:b', expr: '1' }] };
    expect(mountsOf({ directories: { fake: { 'a.yaml': [group] } } })).toContain('/etc/loki/rules/fake');
    expect(mountsOf({ directories: { fake: { 'a.yaml': [group] } } })).not.toContain('/etc/loki/rules');
  });

  test('a claim that is shared stands in every pod, at the folder of the storage', () => {
    const objects = objectsByName(mimir({ storage: { blocks: inFiles('/blocks', 'metrics') } })(new App()));
    for (const name of [
      'StatefulSet/mimir-ingester-zone-a',
      'Deployment/mimir-querier',
      'StatefulSet/mimir-compactor',
    ]) {
      const { volumes, containers } = podOf(objects, name);
      expect(volumes).toContainEqual({ name: 'shared-metrics', persistentVolumeClaim: { claimName: 'metrics' } });
      expect(containers[0].volumeMounts).toContainEqual({ name: 'shared-metrics', mountPath: '/blocks' });
    }
  });

  test('Mimir: rules and alerts without a storage are in files of their pods, outside of their data', () => {
    const objects = objectsByName(mimir()(new App()));
    for (const name of ['Deployment/mimir-ruler', 'StatefulSet/mimir-alertmanager']) {
      expect(podOf(objects, name).containers[0].volumeMounts).toContainEqual({ name: 'files', mountPath: '/files' });
    }
    expect(objectAt(objects, 'ConfigMap/mimir-config')['data']['mimir.yaml']).toContain('dir: /files');
  });
});
