import type { LOKI_3_7, LokiProps } from '../../../charts/loki';
import type { Change } from '../sound';
import { alloy } from './agents';
import type { Pair } from './pair';

type Props = LokiProps<typeof LOKI_3_7>;

const loki3 = (config: NonNullable<Props['config']>): Change => ({ loki3: { config } });
const withSchema = (schema: Props['schema'], today?: '2024-05-31' | '2024-06-01'): Change => ({
  loki3: { schema },
  ...(today !== undefined && {
    checks: {
      today,
      external: [
        { kind: 'StorageClass', name: 'fast' },
        { kind: 'Secret', namespace: 'web', name: 'web' },
        { kind: 'Secret', namespace: 'web', name: 'tls' },
      ],
    },
  }),
});
const formerly = { from: '2022-01-01', store: 'boltdb-shipper', schema: 'v12' } as const;
const withoutMetadata = { limits_config: { allow_structured_metadata: false } };

/** An agent that pushes to a role of a Loki 3 with pattern ingesters. */
const pushTo = (role: string): Change => ({
  ...alloy({ clients: [{ url: `http://loki-loki-distributed-${role}.logs:3100/loki/api/v1/push` }] }),
  loki3: { patternIngester: {} },
});

/** Mistakes with which Loki 3 ends, and Loki 2.9 does not. */
export const LOKI_3_PAIRS: readonly Pair[] = [
  {
    id: 'config/structured-metadata',
    what: 'a schema of before v13',
    broken: withSchema([{ from: '2024-01-01', schema: 'v12' }]),
    mended: withSchema([{ from: '2024-01-01' }]),
    sentence: /^config\.schema_config\.configs\[0\]: found store "tsdb" and schema "v12", structured metadata needs/,
  },
  {
    id: 'config/structured-metadata',
    what: 'a schema of before v13, and structured metadata switched off',
    broken: { loki3: { schema: [{ from: '2024-01-01', schema: 'v12' }], config: { limits_config: {} } } },
    mended: { loki3: { schema: [{ from: '2024-01-01', schema: 'v12' }], config: withoutMetadata } },
    sentence: /and Loki ends with "schema v13 is required/,
  },
  {
    id: 'config/structured-metadata',
    what: 'a period of v13 that has not begun',
    broken: withSchema([formerly, { from: '2024-06-01' }], '2024-05-31'),
    mended: withSchema([formerly, { from: '2024-06-01' }], '2024-06-01'),
    sentence: /^config\.schema_config\.configs\[0\]: found store "boltdb-shipper" and schema "v12"/,
  },
  {
    id: 'config/structured-metadata',
    what: 'a period of v13 in the far future',
    broken: withSchema([formerly, { from: '2099-01-01' }]),
    mended: withSchema([formerly, { from: '2024-06-01' }]),
    sentence: /add a period with both that begins in the future/,
  },
  {
    id: 'config/delete-request-store',
    what: 'retention without a store of delete requests',
    broken: loki3({ compactor: { retention_enabled: true, delete_request_store: '' } }),
    mended: loki3({ compactor: { retention_enabled: true } }),
    sentence: /^config\.compactor\.delete_request_store: found "", and Loki ends with/,
  },
  {
    id: 'config/object-store',
    what: 'delete requests in a store that is not configured',
    broken: loki3({ compactor: { retention_enabled: true, delete_request_store: 's3' } }),
    mended: loki3({ compactor: { retention_enabled: true, apply_retention_interval: '15m' } }),
    sentence: /^config\.compactor\.delete_request_store: found "s3", configured are gcs/,
  },
  {
    id: 'config/working-directory',
    what: 'a compactor whose default folder is emptied',
    broken: loki3({ compactor: { working_directory: '' } }),
    sentence: /^config\.compactor\.working_directory: found none/,
  },
  {
    id: 'config/unknown-key',
    what: 'a key that Loki 3 has no more',
    broken: loki3(JSON.parse('{ "compactor": { "shared_store": "gcs" } }')),
    sentence: /^config\.compactor\.shared_store: unknown key, Loki 3\.7\.6 does not have it here/,
  },
  {
    id: 'config/unknown-key',
    what: 'log settings of all tenants in the runtime configuration',
    broken: { loki3: { runtimeConfig: JSON.parse('{ "default": { "log_push_request": true } }') } },
    mended: {
      loki3: {
        config: { operational_config: { log_push_request: true } },
        runtimeConfig: { configs: { a: { log_service_name_discovery: true } } },
      },
    },
    sentence: /^runtimeConfig\.default: unknown key/,
  },
  {
    id: 'config/pattern-ingester',
    what: 'patterns in several replicas',
    broken: {
      loki3: { patternIngester: {}, config: { pattern_ingester: { lifecycler: { ring: { replication_factor: 3 } } } } },
    },
    mended: { loki3: { patternIngester: {} } },
    sentence: /^config\.pattern_ingester\.lifecycler\.ring\.replication_factor: found 3/,
  },
  {
    id: 'config/pattern-ingester',
    what: 'patterns that are dropped before their chunk is complete',
    broken: loki3({ pattern_ingester: { retain_for: '30m' } }),
    mended: loki3({ pattern_ingester: { retain_for: '30m', max_chunk_age: '30m' } }),
    sentence: /^config\.pattern_ingester\.retain_for: found "30m", which is less than max_chunk_age \("1h"\)/,
  },
  {
    id: 'config/pattern-ingester',
    what: 'a volume in percent',
    broken: loki3({ pattern_ingester: { volume_threshold: 99 } }),
    mended: loki3({ pattern_ingester: { volume_threshold: 0.9 } }),
    sentence: /^config\.pattern_ingester\.volume_threshold: found 99/,
  },
  {
    id: 'flow/path',
    what: 'an agent that pushes to a pattern ingester',
    broken: pushTo('pattern-ingester'),
    mended: pushTo('distributor'),
    sentence: /Loki \(pattern-ingester\) of .* does not serve/,
  },
  {
    id: 'ring/heartbeat',
    what: 'a heartbeat timeout of 0, which disables the check in Loki 2.9',
    broken: loki3({ ingester: { lifecycler: { ring: { heartbeat_timeout: '0s' } } } }),
    mended: { loki: { config: { ingester: { lifecycler: { ring: { heartbeat_timeout: '0s' } } } } } },
    sentence: /^ingester\.lifecycler\.ring\.heartbeat_timeout: found "0s", so that every member counts as unhealthy/,
  },
];
