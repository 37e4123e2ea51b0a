import type { Entries } from './entry';

/** Findings about configurations that Loki 2.9 starts with, or does not have, and Loki 3 ends with. */
export const CONFIG_LOKI_3 = {
  'config/structured-metadata': {
    severity: 'error',
    found:
      'Loki 3 allows structured metadata, its default, and the active period of the schema is not `tsdb` with `v13`; without the prop `today`, when no period can store it',
    ignored:
      'Loki ends: "schema v13 is required to store Structured Metadata and use native OTLP ingestion, your schema version is v12".',
    fix: 'Add a period with `tsdb` and `v13` that begins in the future, and set `limits_config.allow_structured_metadata` to false until it has begun.',
  },
  'config/delete-request-store': {
    severity: 'error',
    found: 'Loki 3 applies retention, and the compactor has no store of delete requests',
    ignored: 'Loki ends: "compactor.delete-request-store should be configured when retention is enabled".',
    fix: 'Name a store in `compactor.delete_request_store`.',
  },
  'config/pattern-ingester': {
    severity: 'error',
    found: 'the pattern ingester of Loki 3 has several replicas of a pattern, or times that do not fit each other',
    ignored:
      'Loki ends: "invalid pattern_ingester config: pattern ingester replication factor must be 1", or the like.',
    fix: 'Correct the key that the finding names.',
  },
} as const satisfies Entries;
