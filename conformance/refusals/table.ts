import type { LokiProps, LokiRole } from '../../charts/loki';
import type { TempoProps, TempoRole } from '../../charts/tempo';
import type { CheckId } from '../../lib/checks/catalog';
import { ObjectStorage } from '../../lib/values/object-storage';

/** A mistake that a check reports as an error, and with which a program ends. */
export interface Refusal<Role, Props> {
  readonly id: CheckId;
  /** The role that ends. */
  readonly role: Role;
  readonly props: Partial<Props>;
  /** Last words of the program. */
  readonly words: RegExp;
}

/** What the compiler would reject. */
const untyped = (json: string) => JSON.parse(json);

export const LOKI_REFUSALS: ReadonlyArray<Refusal<LokiRole, LokiProps>> = [
  {
    id: 'config/unknown-key',
    role: 'querier',
    props: { config: untyped('{ "limits_config": { "retention_perod": "1d" } }') },
    words: /field retention_perod not found/,
  },
  {
    id: 'config/value',
    role: 'querier',
    props: { config: untyped('{ "compactor": { "retention_delete_delay": "30d" } }') },
    words: /cannot unmarshal !!str `30d` into time\.Duration/,
  },
  {
    id: 'config/kvstore',
    role: 'ingester',
    props: { config: { ingester: { lifecycler: { ring: { kvstore: { store: 'memberlst' } } } } } },
    words: /invalid KV store type: memberlst/,
  },
  {
    id: 'config/schema-period',
    role: 'querier',
    props: { schema: [{ from: '2024-01-01' }, { from: '2023-01-01' }] },
    words: /from time in schemas must be distinct and in increasing order/,
  },
  {
    id: 'config/schema-start',
    role: 'querier',
    props: { schema: [{ from: '2099-01-01' }] },
    words: /no schema config found for time/,
  },
  {
    id: 'config/object-store',
    role: 'compactor',
    props: { config: { compactor: { shared_store: 's3' } } },
    words: /failed to create object client: at least one bucket name must be specified/,
  },
  {
    id: 'config/working-directory',
    role: 'compactor',
    props: { config: { compactor: { working_directory: '' } } },
    words: /mkdir : no such file or directory/,
  },
  {
    id: 'config/compaction-interval',
    role: 'compactor',
    props: { config: { compactor: { retention_enabled: true, apply_retention_interval: '15m' } } },
    words: /should either be set to a 0 or a multiple of compaction interval/,
  },
  {
    id: 'config/compactor-address',
    role: 'querier',
    props: { config: { common: { compactor_address: '' } } },
    words: /requires 'compactor_grpc_address' or 'compactor_address' to be configured/,
  },
  {
    id: 'config/retention-stream',
    role: 'querier',
    props: { config: { limits_config: { retention_stream: [{ selector: '{app="a"', period: '48h' }] } } },
    words: /invalid labels matchers: parse error/,
  },
  {
    id: 'config/retention-stream',
    role: 'querier',
    props: { config: { limits_config: { retention_stream: [{ selector: '{app="a"}', period: '1h' }] } } },
    words: /retention period must be >= 24h was 1h/,
  },
  {
    id: 'config/transfers',
    role: 'ingester',
    props: { config: { ingester: { max_transfer_retries: 3 } } },
    words: /write ahead log \(WAL\) is incompatible with chunk transfers/,
  },
  {
    id: 'config/query-queue',
    role: 'querier',
    props: { config: { frontend_worker: { scheduler_address: 'x:9095' } } },
    words: /frontend address and scheduler address are mutually exclusive/,
  },
  {
    id: 'config/common-storage',
    role: 'querier',
    props: { config: { common: { storage: { s3: { bucketnames: 'aaa' }, gcs: { bucket_name: 'bbb' } } } } },
    words: /too many storage configs provided in the common config/,
  },
  {
    id: 'config/tokens-file',
    role: 'querier',
    props: { config: { common: { persist_tokens: true } } },
    words: /if persist_tokens is true, path_prefix MUST be defined/,
  },
  {
    id: 'config/rule-storage',
    role: 'ruler',
    props: { ruler: {}, config: { ruler: { storage: { type: 'ftp' } } } },
    words: /unrecognized rule storage mode ftp/,
  },
  {
    id: 'config/bucket',
    role: 'ruler',
    props: { ruler: {}, config: { ruler: { storage: { type: 's3' } } } },
    words: /at least one bucket name must be specified/,
  },
  {
    id: 'config/certificate',
    role: 'querier',
    props: { config: { server: { grpc_tls_config: { cert_file: '/tls/a.crt', key_file: '/tls/a.key' } } } },
    words: /open \/tls\/a\.crt: no such file or directory/,
  },
  {
    id: 'flag/unknown',
    role: 'querier',
    props: { querier: { extraArgs: ['-server.http-listen-prt=80'] } },
    words: /flag provided but not defined: -server\.http-listen-prt/,
  },
  {
    id: 'flag/value',
    role: 'querier',
    props: { querier: { extraArgs: ['-server.http-listen-port=http'] } },
    words: /invalid value "http" for flag -server\.http-listen-port: parse error/,
  },
];

export const TEMPO_REFUSALS: ReadonlyArray<Refusal<TempoRole, TempoProps>> = [
  {
    id: 'config/unknown-key',
    role: 'querier',
    props: { config: untyped('{ "querier": { "max_concurent_queries": 1 } }') },
    words: /field max_concurent_queries not found/,
  },
  {
    id: 'config/block-version',
    role: 'ingester',
    props: { config: { storage: { trace: { block: { version: 'vParquet9' } } } } },
    words: /vParquet9/,
  },
  {
    id: 'config/storage-endpoint',
    role: 'querier',
    props: { storage: ObjectStorage.s3({ bucket: 'traces', endpoint: 'http://minio:9000', region: 'eu-central-1' }) },
    words: /Endpoint url cannot have fully qualified paths/,
  },
  {
    id: 'config/kvstore',
    role: 'ingester',
    props: { config: { ingester: { lifecycler: { ring: { kvstore: { store: 'memberlst' } } } } } },
    words: /invalid KV store type: memberlst/,
  },
  {
    id: 'config/legacy-overrides',
    role: 'querier',
    props: { config: { overrides: { max_bytes_per_trace: 5, defaults: { global: { max_bytes_per_trace: 6 } } } } },
    words: /field defaults not found in type overrides/,
  },
  {
    id: 'flag/unknown',
    role: 'querier',
    props: { querier: { extraArgs: ['-querier.max-concurrent=5'] } },
    words: /flag provided but not defined: -querier\.max-concurrent/,
  },
];
