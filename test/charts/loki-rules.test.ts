import { Testing } from 'cdk8s';
import { Loki, type LokiProps, lokiConfig } from '../../charts/loki';
import type { LokiConfig } from '../../imports/loki-config';
import { ObjectStorage } from '../../lib/values/object-storage';
import { complaintsOf, sentencesOf } from '../sentences';

const all: LokiProps = {
  namespace: 'logs',
  storage: ObjectStorage.filesystem({ directory: '/var/loki/chunks' }),
  schema: [{ from: '2023-01-01', store: 'boltdb-shipper', schema: 'v11' }, { from: '2024-01-01' }],
  compactor: {},
  ruler: {},
  indexGateway: {},
};
const findings = (props: Partial<LokiProps>): string[] =>
  complaintsOf(new Loki(Testing.app(), 'loki', { ...all, ...props }));
const mistakes = (config: LokiConfig): string[] =>
  findings({ config }).map((sentence) => sentence.replace(/^config\./, ''));

const period = { from: '2024-01-01', store: 'tsdb', object_store: 'filesystem', schema: 'v12' } as const;
const index = { prefix: 'x_', period: '24h' } as const;

test('the default configuration of the chart has no mistakes', () => expect(mistakes({})).toEqual([]));

test.each<[string, LokiConfig, string]>([
  [
    'no period',
    { schema_config: { configs: [] } },
    'schema_config.configs: found no period, Loki has to know since when which index holds: name one',
  ],
  [
    'periods out of order',
    {
      schema_config: {
        configs: [
          { ...period, index },
          { ...period, index, from: '2023-12-31' },
        ],
      },
    },
    'schema_config.configs[1].from: found "2023-12-31" after "2024-01-01", each period begins after the one before: put them in order',
  ],
  [
    'two periods from one day',
    {
      schema_config: {
        configs: [
          { ...period, index },
          { ...period, index },
        ],
      },
    },
    'schema_config.configs[1].from: found "2024-01-01" after "2024-01-01", each period begins after the one before: put them in order',
  ],
  [
    'a schema that is none',
    { schema_config: { configs: [{ ...period, index, schema: 'v14' }] } },
    'schema_config.configs[0].schema: found "v14", allowed are v9 to v13: take v12 or v13',
  ],
  [
    'tables of a week',
    { schema_config: { configs: [{ ...period, index: { ...index, period: '168h' } }] } },
    'schema_config.configs[0].index.period: found "168h", tsdb takes "24h" only: set it',
  ],
  [
    'tables without a period',
    { schema_config: { configs: [{ ...period, index: { prefix: 'x_' } }] } },
    'schema_config.configs[0].index.period: found undefined, tsdb takes "24h" only: set it',
  ],
  [
    'a store that is not configured',
    { schema_config: { configs: [{ ...period, index, object_store: 's3' }] } },
    'schema_config.configs[0].object_store: found "s3", configured are filesystem: configure storage_config.aws',
  ],
  [
    'a misspelt store',
    { schema_config: { configs: [{ ...period, index, object_store: 'filesistem' }] } },
    'schema_config.configs[0].object_store: found "filesistem", configured are filesystem: take one of those, or name it',
  ],
  [
    'a compactor without a folder',
    { compactor: { working_directory: '' } },
    'compactor.working_directory: found none, and the compactor ends without one: set it to a folder on its volume',
  ],
  [
    'retention between two compactions',
    { compactor: { retention_enabled: true, apply_retention_interval: '15m' } },
    'compactor.apply_retention_interval: found "15m", allowed are multiples of compaction_interval ("10m"): change one of them',
  ],
  [
    'requests to delete in a store that is not configured',
    { compactor: { retention_enabled: true, delete_request_store: 'gcs' } },
    'compactor.delete_request_store: found "gcs", configured are filesystem: take one of those',
  ],
  [
    'queriers that cannot ask the compactor',
    { common: { compactor_address: '' } },
    'common.compactor_address: found none, and queriers end without one: run the compactor, or set it',
  ],
  [
    'transfers beside a write-ahead log',
    { ingester: { max_transfer_retries: 3 } },
    'ingester.max_transfer_retries: found 3, with a write-ahead log ingesters hand nothing over: set it to 0',
  ],
  [
    'two queues',
    { frontend_worker: { scheduler_address: 'x:9095' } },
    'frontend_worker: found frontend_address beside scheduler_address, queriers fetch from one of them: remove the other',
  ],
  [
    'two common storages',
    { common: { storage: { s3: { bucketnames: 'a' }, gcs: { bucket_name: 'b' } } } },
    'common.storage: found gcs, s3, allowed is one of them: keep one, or name them in storage_config',
  ],
  [
    'tokens without a folder',
    { common: { persist_tokens: true } },
    'common.persist_tokens: found true without common.path_prefix, where the tokens would be: set both',
  ],
])('fails if there is %s', (_, config, sentence) => expect(mistakes(config)).toEqual([sentence]));

test.each<[string, LokiConfig]>([
  [
    'a path prefix is a folder for the compactor too',
    { common: { path_prefix: '/var/loki' }, compactor: { working_directory: '' } },
  ],
  [
    'retention at a multiple of compaction',
    { compactor: { retention_enabled: true, apply_retention_interval: '30m' } },
  ],
  ['transfers without a write-ahead log', { ingester: { max_transfer_retries: 3, wal: { enabled: false } } }],
  [
    'a store that has a name of its own',
    {
      schema_config: { configs: [{ ...period, index, object_store: 'archive' }] },
      storage_config: { named_stores: { gcs: { archive: { bucket_name: 'a' } } } },
    },
  ],
  [
    'a store of the common storage',
    {
      schema_config: { configs: [{ ...period, index, object_store: 's3' }] },
      common: { storage: { s3: { bucketnames: 'a' } } },
    },
  ],
  ['hedging beside a common storage', { common: { storage: { s3: { bucketnames: 'a' }, hedging: { at: '1s' } } } }],
])('takes %s', (_, config) => expect(mistakes(config)).toEqual([]));

describe('when an environment is made', () => {
  test('all mistakes are named, of form and of effect', () => {
    expect(
      findings({ config: { compactor: { working_directory: '' }, ingester: { max_transfer_retries: 1 } } }),
    ).toEqual([
      expect.stringMatching(/^config\.compactor\.working_directory: /),
      expect.stringMatching(/^config\.ingester\.max_transfer_retries: /),
    ]);
  });

  test('a key that came around the compiler is named, with the nearest one', () => {
    const fromFile: LokiConfig = JSON.parse(
      '{ "limits_config": { "retention_perod": "30d" }, "compactor": { "retention_delete_delay": "30d" } }',
    );
    expect(findings({ config: fromFile })).toEqual([
      'config.limits_config.retention_perod: unknown key, Loki 2.9.4 does not have it here (did you mean "retention_period"?)',
      'config.compactor.retention_delete_delay: found "30d", allowed is numbers with the units ns, us, ms, s, m or h, such as "1h30m" (no days)',
    ]);
  });

  test('the limits of tenants are looked at too', () => {
    const overrides = { 'team-a': JSON.parse('{ "max_line_syze": "1KB" }') };
    expect(findings({ runtimeConfig: { overrides } })).toEqual([
      'runtimeConfig.overrides.team-a.max_line_syze: unknown key, Loki 2.9.4 does not have it here (did you mean "max_line_size"?)',
    ]);
  });

  test('a configuration in a Secret is not looked at', () =>
    expect(findings({ existingSecretForConfig: 'own', config: { compactor: { working_directory: '' } } })).toEqual([]));
});

test('data of any origin becomes a configuration, or sentences', () => {
  expect(lokiConfig({ auth_enabled: false })).toEqual({ auth_enabled: false });
  expect(sentencesOf(() => lokiConfig({ auth_enabled: 'no' }))).toEqual([
    'auth_enabled: found "no", allowed is true or false',
  ]);
});
