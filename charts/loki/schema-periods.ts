import { isDeepStrictEqual } from 'node:util';
import type { LokiSchemaConfig } from '../../imports/loki-config';
import type { Day } from '../../lib/model/config/types';
import { UserError } from '../../lib/values/errors';
import type { ObjectStorage } from '../../lib/values/object-storage';
import { listed, show } from '../../lib/values/text';
import { objectStore } from './storage';

/** The kinds of index that Loki keeps in object storage. */
export type IndexStore = 'tsdb' | 'boltdb-shipper';

const INDEX_STORES: readonly string[] = ['tsdb', 'boltdb-shipper'];

/** From a day on, which index and schema hold (`schema_config.configs[]`). */
export interface SchemaPeriod {
  /** First day, in UTC (`from`); a new period has to begin in the future. */
  readonly from: Day;
  /** Kind of index (`store`). @default "tsdb" */
  readonly store?: IndexStore;
  /** Version of the schema (`schema`). @default - `v12` in Loki 2.9, `v13` in Loki 3 */
  readonly schema?: 'v11' | 'v12' | 'v13';
  /** Prefix of the names of index tables (`index.prefix`). @default "loki_index_" */
  readonly indexPrefix?: string;
  /** Storage of the chunks of this period, if it is not that of the installation (`object_store`). */
  readonly storage?: ObjectStorage;
}

/** A period with all that was left out. */
export interface Period {
  readonly from: Day;
  readonly store: IndexStore;
  readonly schema: string;
  readonly indexPrefix: string;
  readonly storage: ObjectStorage;
}

/** @throws UserError if two periods have storages of one type that differ: Loki has one block for each type */
export function periodsOf(
  schema: readonly SchemaPeriod[],
  storage: ObjectStorage,
  version: NonNullable<SchemaPeriod['schema']>,
): Period[] {
  const periods = schema.map((period) => ({
    store: 'tsdb' as const,
    schema: version,
    indexPrefix: 'loki_index_',
    storage,
    ...period,
  }));
  for (const [index, period] of periods.entries()) {
    if (!INDEX_STORES.includes(period.store)) {
      throw new UserError(
        `schema[${index}].store: found ${show(period.store)}, allowed are ${listed(INDEX_STORES)}: use one of those, and config.schema_config for indexes of former years`,
      );
    }
    const other = periods
      .slice(0, index)
      .find(
        (earlier) =>
          earlier.storage.type === period.storage.type && !isDeepStrictEqual(earlier.storage, period.storage),
      );
    if (other === undefined) continue;
    throw new UserError(
      `schema[${index}].storage: found another ${period.storage.type} than that of the period from ${other.from}, Loki has one of each type: name the second in config.storage_config.named_stores`,
    );
  }
  return periods;
}

/** `schema_config` */
export const schemaConfig = (periods: readonly Period[]): LokiSchemaConfig => ({
  configs: periods.map(({ from, store, schema, indexPrefix, storage }) => ({
    from,
    store,
    object_store: objectStore(storage),
    schema,
    // Both kinds of index take no other period.
    index: { prefix: indexPrefix, period: '24h' },
  })),
});
