import type { Entries } from './entry';

/** Findings about storages, schemas and retention in configurations. */
export const CONFIG_STORAGE = {
  'config/object-store': {
    severity: 'error',
    found: 'a configuration names an object store that is unknown or not configured',
    ignored: 'The program ends: "unrecognized storage client x", "unsupported storage backend" or "unknown backend x".',
    fix: 'Configure the store, or name one that is configured.',
  },
  'config/common-storage': {
    severity: 'error',
    found: '`common.storage` of Loki has several stores',
    ignored:
      'Loki ends: "too many storage configs provided in the common config, please only define one storage backend".',
    fix: 'Keep one, or name them in `storage_config`.',
  },
  'config/storage-endpoint': {
    severity: 'error',
    found: 'the endpoint or the region of an S3 storage is missing or invalid, such as an endpoint with a scheme',
    ignored: 'The program ends: "Endpoint url cannot have fully qualified paths.", or every request to storage fails.',
    fix: 'Set the host without a scheme, and the region.',
  },
  'config/bucket': {
    severity: 'error',
    found: 'a storage has no bucket, container, account or folder, or a name that no service accepts',
    ignored: 'The program ends: "at least one bucket name must be specified", or every request to storage fails.',
    fix: 'Set the name.',
  },
  'config/storage-overlap': {
    severity: 'error',
    found: 'rules or the state of the Alertmanager of Mimir are stored in the place of the blocks',
    ignored: 'Mimir ends, or takes the folders of rules for tenants.',
    fix: 'Take another bucket, or a prefix each.',
  },
  'config/schema-period': {
    severity: 'error',
    found: 'the periods of the schema of Loki are missing, not in order, or of an unknown form',
    ignored:
      'Loki ends: "invalid schema config: from time in schemas must be distinct and in increasing order", or the like.',
    fix: 'Correct the period that the finding names.',
  },
  'config/schema-start': {
    severity: 'error',
    found: 'the first period of the schema of Loki begins in the future: after the prop `today`, or not before 2050',
    ignored: 'Every role ends: "no schema config found for time".',
    fix: 'Begin the first period on a day in the past.',
  },
  'config/working-directory': {
    severity: 'error',
    found: 'the compactor of Loki 2.9 has no working directory, or that of Loki 3 is set to ""',
    ignored: 'Loki ends: "mkdir : no such file or directory".',
    fix: 'Set it to a folder on the volume of the compactor.',
  },
  'config/compaction-interval': {
    severity: 'error',
    found: 'the interval of the retention of Loki 2.9 is not a multiple of that of the compaction',
    ignored:
      'Loki ends: "interval for applying retention should either be set to a 0 or a multiple of compaction interval".',
    fix: 'Change one of both.',
  },
  'config/compactor-address': {
    severity: 'error',
    found: 'queriers of Loki do not know the compactor',
    ignored: `Queriers end: "query filtering for deletes requires 'compactor_grpc_address' or 'compactor_address' to be configured".`,
    fix: 'Run the compactor, or set `common.compactor_address`.',
  },
  'config/retention-disabled': {
    severity: 'warning',
    found: 'limits of Loki have a retention period, and no compactor applies it',
    ignored: 'Nothing is deleted: the bucket grows without end.',
    fix: 'Set `compactor.retention_enabled` to true and run the compactor.',
  },
  'config/retention-stream': {
    severity: 'error',
    found: 'the retention of a stream of Loki has an invalid selector, or a period of less than a day',
    ignored: 'Loki ends: "invalid limits config: retention period must be >= 24h".',
    fix: 'Correct the selector, or raise the period.',
  },
  'config/deletion-delay': {
    severity: 'error',
    found: 'Mimir deletes blocks before its store-gateways stop to read them',
    ignored: 'Queries fail for as long: "The specified key does not exist".',
    fix: 'Raise `compactor.deletion_delay`.',
  },
} as const satisfies Entries;
