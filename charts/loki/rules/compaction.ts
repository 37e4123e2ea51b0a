import { milliseconds } from '../../../lib/model/config/duration';
import { logqlSelectorMistake } from '../../../lib/model/languages/logql';
import { listed, show } from '../../../lib/values/text';
import { configuredStores } from './storage';
import { type LokiRule, limitsIn, periodsIn, SHIPPERS } from './subject';

const DAY = 86_400_000;

export const COMPACTION: readonly LokiRule[] = [
  function* compactorHasFolder({ of, set, runs }) {
    // Loki 3 has a default, unless the file empties it.
    if (!runs('compactor') || of('compactor').compactor?.working_directory || set.common?.path_prefix) return;
    yield {
      id: 'config/working-directory',
      path: 'compactor.working_directory',
      mistake: 'found none, and the compactor ends without one: set it to a folder on its volume',
    };
  },

  function* retentionFitsCompaction({ set, installation }) {
    if (!installation.version.traits.alignsRetention) return;
    const { retention_enabled, apply_retention_interval, compaction_interval } = set.compactor ?? {};
    const apply = milliseconds(apply_retention_interval) ?? 0;
    const compaction = milliseconds(compaction_interval) ?? 600_000;
    if (!retention_enabled || apply === 0 || compaction === 0 || apply % compaction === 0) return;
    yield {
      id: 'config/compaction-interval',
      path: 'compactor.apply_retention_interval',
      mistake: `found ${show(apply_retention_interval)}, allowed are multiples of compaction_interval (${show(compaction_interval ?? '10m')}): change one of them`,
    };
  },

  function* deleteRequestsHaveAStore({ set, installation }) {
    const { retention_enabled, delete_request_store } = set.compactor ?? {};
    if (installation.version.traits.namesSharedStore || !retention_enabled || delete_request_store) return;
    yield {
      id: 'config/delete-request-store',
      path: 'compactor.delete_request_store',
      mistake: `found ${show(delete_request_store ?? '')}, and Loki ends with "compactor.delete-request-store should be configured when retention is enabled": name a store of storage_config`,
    };
  },

  function* compactorHasStores({ set, runs }) {
    if (!runs('compactor')) return;
    const stores = configuredStores(set);
    const { retention_enabled, delete_request_store, shared_store } = set.compactor ?? {};
    const used = [
      { key: 'shared_store', store: shared_store },
      { key: 'delete_request_store', store: retention_enabled ? delete_request_store : undefined },
    ];
    for (const { key, store } of used) {
      if (!store || stores.has(store)) continue;
      yield {
        id: 'config/object-store',
        path: `compactor.${key}`,
        mistake: `found ${show(store)}, configured are ${listed(stores) || 'none'}: take one of those`,
      };
    }
  },

  function* retentionIsOn(subject) {
    const { set, config, runs } = subject;
    const isDeleted = config.table_manager?.retention_deletes_enabled && runs('table-manager');
    if (isDeleted || (runs('compactor') && set.compactor?.retention_enabled)) return;
    if (!periodsIn(set).some(({ store }) => SHIPPERS.includes(store ?? ''))) return;
    for (const { path, limits } of limitsIn(subject)) {
      const isLimited = (milliseconds(limits?.retention_period) ?? 0) > 0;
      const key = isLimited ? 'retention_period' : 'retention_stream';
      if (!isLimited && (limits?.retention_stream ?? []).length === 0) continue;
      yield {
        id: 'config/retention-disabled',
        severity: 'warning',
        path: `${path}.${key}`,
        mistake: `found ${show(limits?.[key])}, but nothing is deleted: set compactor.retention_enabled to true and run the compactor`,
      };
    }
  },

  function* streamsAreSelected(subject) {
    for (const { path, limits } of limitsIn(subject)) {
      for (const [index, { period, selector }] of (limits?.retention_stream ?? []).entries()) {
        const wrong = logqlSelectorMistake(selector ?? '');
        if (wrong !== undefined) {
          yield {
            id: 'config/retention-stream',
            path: `${path}.retention_stream[${index}].selector`,
            mistake: `found ${show(selector)}, and Loki ends with "invalid labels matchers": ${wrong}: correct the selector`,
          };
        }
        const time = milliseconds(period);
        if (time === undefined || time >= DAY) continue;
        yield {
          id: 'config/retention-stream',
          path: `${path}.retention_stream[${index}].period`,
          mistake: `found ${show(period)}, and Loki ends with "retention period must be >= 24h": set at least "24h"`,
        };
      }
    }
  },

  function* queriesKnowTheCompactor({ set, runs }) {
    const { compactor_address, compactor_grpc_address } = set.common ?? {};
    const usesShipper = periodsIn(set).some(({ store }) => SHIPPERS.includes(store ?? ''));
    if (compactor_address || compactor_grpc_address || !usesShipper) return;
    if (!runs('querier') && !runs('query-frontend')) return;
    yield {
      id: 'config/compactor-address',
      path: 'common.compactor_address',
      mistake: 'found none, and queriers end without one: run the compactor, or set it',
    };
  },
];
