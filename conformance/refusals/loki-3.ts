import type { LOKI_3_7, LokiProps, LokiRole } from '../../charts/loki';
import type { Refusal } from './table';

/** Mistakes with which Loki 3 ends, and Loki 2.9 does not. */
export const LOKI_3_REFUSALS: ReadonlyArray<Refusal<LokiRole, LokiProps<typeof LOKI_3_7>>> = [
  {
    id: 'config/unknown-key',
    role: 'compactor',
    props: { config: JSON.parse('{ "compactor": { "shared_store": "filesystem" } }') },
    words: /field shared_store not found/,
  },
  {
    id: 'config/structured-metadata',
    role: 'ingester',
    props: { schema: [{ from: '2024-01-01', schema: 'v12' }] },
    words: /schema v13 is required to store Structured Metadata/,
  },
  {
    id: 'config/structured-metadata',
    role: 'querier',
    props: { schema: [{ from: '2024-01-01', store: 'boltdb-shipper' }, { from: '2099-01-01' }] },
    words: /`tsdb` index type is required to store Structured Metadata/,
  },
  {
    id: 'config/delete-request-store',
    role: 'compactor',
    props: { config: { compactor: { retention_enabled: true, delete_request_store: '' } } },
    words: /compactor\.delete-request-store should be configured when retention is enabled/,
  },
  {
    id: 'config/working-directory',
    role: 'compactor',
    props: { config: { compactor: { working_directory: '' } } },
    words: /`working_directory:` is empty/,
  },
  {
    id: 'config/pattern-ingester',
    role: 'pattern-ingester',
    props: { patternIngester: {}, config: { pattern_ingester: { lifecycler: { ring: { replication_factor: 3 } } } } },
    words: /pattern ingester replication factor must be 1/,
  },
  {
    id: 'config/pattern-ingester',
    role: 'querier',
    props: { config: { pattern_ingester: { retain_for: '30m' } } },
    words: /retain-for \(30m0s\) must be greater than or equal to chunk-duration/,
  },
  {
    id: 'config/pattern-ingester',
    role: 'querier',
    props: { config: { pattern_ingester: { volume_threshold: 99 } } },
    words: /volume_threshold \(99\) must be between 0 and 1/,
  },
];
