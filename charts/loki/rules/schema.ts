import { milliseconds } from '../../../lib/model/config/duration';
import { isDay } from '../../../lib/model/config/value-types';
import { show, suggestion } from '../../../lib/values/text';
import { type LokiRule, periodsIn, SHIPPERS } from './subject';

const DAY = 86_400_000;
/** Kinds of indexes, also those of former years. */
const STORES = [
  ...[...SHIPPERS, 'boltdb', 'grpc-store', 'inmemory', 'cassandra', 'bigtable', 'bigtable-hashed'],
  ...['gcp', 'gcp-columnkey', 'aws', 'aws-dynamo'],
];
/** No installation of today begins its schema from then on. */
export const FAR_AWAY = '2050-01-01';

export const SCHEMA: readonly LokiRule[] = [
  function* schemaHasPeriods({ set }) {
    if (periodsIn(set).length > 0) return;
    yield {
      id: 'config/schema-period',
      path: 'schema_config.configs',
      mistake: 'found no period, Loki has to know since when which index holds: name one',
    };
  },

  function* firstPeriodHasBegun({ set, today }) {
    const from = periodsIn(set)[0]?.from;
    const latest = today ?? FAR_AWAY;
    if (from === undefined || !isDay(from) || from <= latest) return;
    yield {
      id: 'config/schema-start',
      path: 'schema_config.configs[0].from',
      mistake: `found ${show(from)}, which is after ${show(latest)}${today === undefined ? '' : ' (today)'}, and every role ends with "no schema config found for time" until then: name a day in the past`,
    };
  },

  function* periodsAscend({ set }) {
    for (const [index, { from }] of periodsIn(set).entries()) {
      const before = periodsIn(set)[index - 1]?.from;
      if (from === undefined || before === undefined || !isDay(from)) continue;
      if (from > before) continue;
      yield {
        id: 'config/schema-period',
        path: `schema_config.configs[${index}].from`,
        mistake: `found ${show(from)} after ${show(before)}, each period begins after the one before: put them in order`,
      };
    }
  },

  function* periodsAreKnown({ set }) {
    for (const [index, { from, store, schema, index: table }] of periodsIn(set).entries()) {
      const at = `schema_config.configs[${index}]`;
      if (from === undefined) {
        yield {
          id: 'config/schema-period',
          path: `${at}.from`,
          mistake: 'found none, and the period begins on no day: set the first day, such as "2024-01-01"',
        };
      }
      if (store !== undefined && !STORES.includes(store)) {
        yield {
          id: 'config/schema-period',
          path: `${at}.store`,
          mistake: `found ${show(store)}, and Loki ends with "Unrecognized storage client"${suggestion(store, STORES)}: take "tsdb" or "boltdb-shipper"`,
        };
      }
      if (!/^v(9|1[0-3])$/.test(schema ?? '')) {
        yield {
          id: 'config/schema-period',
          path: `${at}.schema`,
          mistake: `found ${show(schema)}, allowed are v9 to v13: take v12 or v13`,
        };
      }
      if (SHIPPERS.includes(store ?? '') && milliseconds(table?.period) !== DAY) {
        yield {
          id: 'config/schema-period',
          path: `${at}.index.period`,
          mistake: `found ${show(table?.period)}, ${store} takes "24h" only: set it`,
        };
      }
    }
  },
];
