import type { LokiConfig } from '../../imports/loki-config';
import { milliseconds } from '../../lib/model/config/duration';
import { isDay } from '../../lib/model/config/value-types';
import { listed, show } from '../../lib/values/text';
import type { LokiRole } from './props';

/** Input of a rule: the whole configuration, and the roles that are on. */
interface Subject {
  readonly config: LokiConfig;
  readonly runs: (role: LokiRole) => boolean;
}

type Rule = (subject: Subject) => Iterable<string>;

/**
 * Mistakes that the parser accepts and Loki does not: the role that reads it ends with an error, or does nothing, and the
 * pod shows no more than CrashLoopBackOff. A sentence for each, led by its path.
 */
export const mistakesInLoki = (subject: Subject): string[] => RULES.flatMap((rule) => [...rule(subject)]);

const DAY = 86_400_000;
const SHIPPERS = ['tsdb', 'boltdb-shipper'];

/** The block of `storage_config` that holds an object store, by its name in `object_store`. */
const STORE_BLOCKS = {
  s3: 'aws',
  aws: 'aws',
  gcs: 'gcs',
  azure: 'azure',
  filesystem: 'filesystem',
  swift: 'swift',
  bos: 'bos',
  cos: 'cos',
  alibabacloud: 'alibabacloud',
} as const satisfies Readonly<Record<string, keyof NonNullable<LokiConfig['storage_config']>>>;

const isStore = (name: string): name is keyof typeof STORE_BLOCKS => Object.hasOwn(STORE_BLOCKS, name);

/** Names that `object_store` may have: blocks of `storage_config`, those of `common.storage`, and named stores. */
function configuredStores({ storage_config = {}, common = {} }: LokiConfig): Set<string> {
  const named = Object.values(storage_config.named_stores ?? {}).flatMap((stores) => Object.keys(stores ?? {}));
  const shared = common.storage ?? {};
  const blocks = Object.entries(STORE_BLOCKS).filter(
    ([name, block]) => storage_config[block] !== undefined || Object.hasOwn(shared, name),
  );
  return new Set([...blocks.map(([name]) => name), ...named]);
}

const periods = ({ schema_config }: LokiConfig) => schema_config?.configs ?? [];

const usesShipper = (config: LokiConfig): boolean =>
  periods(config).some(({ store }) => SHIPPERS.includes(store ?? ''));

const RULES: readonly Rule[] = [
  function* schemaHasPeriods({ config }) {
    if (periods(config).length === 0) {
      yield 'schema_config.configs: found no period, Loki has to know since when which index holds: name one';
    }
  },

  function* periodsAscend({ config }) {
    for (const [index, { from }] of periods(config).entries()) {
      const before = periods(config)[index - 1]?.from;
      if (from === undefined || before === undefined || !isDay(from)) continue;
      if (from <= before) {
        yield `schema_config.configs[${index}].from: found ${show(from)} after ${show(before)}, each period begins after the one before: put them in order`;
      }
    }
  },

  function* periodsAreKnown({ config }) {
    for (const [index, { store, schema, index: table }] of periods(config).entries()) {
      const at = `schema_config.configs[${index}]`;
      if (!/^v(9|1[0-3])$/.test(schema ?? '')) {
        yield `${at}.schema: found ${show(schema)}, allowed are v9 to v13: take v12 or v13`;
      }
      if (SHIPPERS.includes(store ?? '') && milliseconds(table?.period) !== DAY) {
        yield `${at}.index.period: found ${show(table?.period)}, ${store} takes "24h" only: set it`;
      }
    }
  },

  function* periodsHaveStorage({ config }) {
    const stores = configuredStores(config);
    for (const [index, { object_store: store }] of periods(config).entries()) {
      if (store === undefined || stores.has(store)) continue;
      const advice = isStore(store)
        ? `configure storage_config.${STORE_BLOCKS[store]}`
        : 'take one of those, or name it';
      yield `schema_config.configs[${index}].object_store: found ${show(store)}, configured are ${listed(stores) || 'none'}: ${advice}`;
    }
  },

  function* compactorHasFolder({ config, runs }) {
    if (!runs('compactor') || config.compactor?.working_directory || config.common?.path_prefix) return;
    yield 'compactor.working_directory: found none, and the compactor ends without one: set it to a folder on its volume';
  },

  function* retentionFitsCompaction({ config }) {
    const { retention_enabled, apply_retention_interval, compaction_interval } = config.compactor ?? {};
    const apply = milliseconds(apply_retention_interval) ?? 0;
    const compaction = milliseconds(compaction_interval) ?? 600_000;
    if (!retention_enabled || apply === 0 || compaction === 0 || apply % compaction === 0) return;
    yield `compactor.apply_retention_interval: found ${show(apply_retention_interval)}, allowed are multiples of compaction_interval (${show(compaction_interval ?? '10m')}): change one of them`;
  },

  function* retentionHasStore({ config }) {
    const { retention_enabled, delete_request_store, shared_store } = config.compactor ?? {};
    const store = delete_request_store ?? shared_store;
    if (!retention_enabled || store === undefined || configuredStores(config).has(store)) return;
    const key = delete_request_store === undefined ? 'shared_store' : 'delete_request_store';
    yield `compactor.${key}: found ${show(store)}, configured are ${listed(configuredStores(config)) || 'none'}: take one of those`;
  },

  function* queriesKnowTheCompactor({ config, runs }) {
    const { compactor_address, compactor_grpc_address } = config.common ?? {};
    if (compactor_address || compactor_grpc_address || !usesShipper(config)) return;
    if (!runs('querier') && !runs('query-frontend')) return;
    yield 'common.compactor_address: found none, and queriers end without one: run the compactor, or set it';
  },

  function* transfersNeedNoWal({ config }) {
    const { max_transfer_retries: retries = 0, wal } = config.ingester ?? {};
    if (retries <= 0 || wal?.enabled === false) return;
    yield `ingester.max_transfer_retries: found ${retries}, with a write-ahead log ingesters hand nothing over: set it to 0`;
  },

  function* queriesHaveOneQueue({ config }) {
    const { frontend_address, scheduler_address } = config.frontend_worker ?? {};
    if (!frontend_address || !scheduler_address) return;
    yield 'frontend_worker: found frontend_address beside scheduler_address, queriers fetch from one of them: remove the other';
  },

  function* oneCommonStore({ config }) {
    const names = Object.keys(config.common?.storage ?? {}).filter((name) => name !== 'hedging');
    if (names.length > 1) {
      yield `common.storage: found ${listed(names)}, allowed is one of them: keep one, or name them in storage_config`;
    }
  },

  function* persistedTokensHaveAFolder({ config }) {
    if (config.common?.persist_tokens && !config.common.path_prefix) {
      yield 'common.persist_tokens: found true without common.path_prefix, where the tokens would be: set both';
    }
  },
];
