import { milliseconds } from '../../../lib/model/config/duration';
import { show } from '../../../lib/values/text';
import { limitsIn, type MimirRule } from './subject';

export const QUERIES: readonly MimirRule[] = [
  function* ingestersKeepWhatIsNotRead({ of }) {
    const retention = of('ingester').blocks_storage?.tsdb?.retention_period;
    const after = of('querier').querier?.query_store_after;
    if ((milliseconds(retention) ?? Number.POSITIVE_INFINITY) > (milliseconds(after) ?? 0)) return;
    yield {
      id: 'config/query-window',
      path: 'blocks_storage.tsdb.retention_period',
      mistake: `found ${show(retention)}, queries leave storage out for ${show(after)} (querier.query_store_after): raise it above that`,
    };
  },

  function* storageIsReadInTime({ of }) {
    const ignored = of('store-gateway').blocks_storage?.bucket_store?.ignore_blocks_within;
    const after = of('querier').querier?.query_store_after;
    if ((milliseconds(ignored) ?? 0) <= (milliseconds(after) ?? Number.POSITIVE_INFINITY)) return;
    yield {
      id: 'config/query-window',
      path: 'blocks_storage.bucket_store.ignore_blocks_within',
      mistake: `found ${show(ignored)}, but from ${show(after)} on queries go to storage alone (querier.query_store_after): lower it to that`,
    };
  },

  function* ingestersAreReadInTime(subject) {
    const { of } = subject;
    const after = of('querier').querier?.query_store_after;
    const begin = milliseconds(after) ?? 0;
    if (begin === 0) return;
    for (const { path, limits } of limitsIn(subject)) {
      const within = limits?.query_ingesters_within;
      const asked = milliseconds(within) ?? 0;
      // 0 asks ingesters always.
      if (asked === 0 || asked > begin) continue;
      yield {
        id: 'config/query-window',
        path: `${path}.query_ingesters_within`,
        mistake: `found ${show(within)}, and storage is asked from ${show(after)} on (querier.query_store_after), so that queriers end with "the -querier.query-ingesters-within setting must be greater than -querier.query-store-after": raise it above that`,
      };
    }
  },

  /** A closed TSDB is deleted, also while queries ask for it. */
  function* idleSeriesAreKept(subject) {
    const idle = subject.of('ingester').blocks_storage?.tsdb?.close_idle_tsdb_timeout;
    const kept = milliseconds(idle) ?? 0;
    if (kept <= 0) return;
    for (const { path, limits } of limitsIn({ ...subject, set: subject.config })) {
      const within = limits?.query_ingesters_within;
      if ((milliseconds(within) ?? 0) <= kept) continue;
      yield {
        id: 'config/query-window',
        severity: 'warning',
        path: 'blocks_storage.tsdb.close_idle_tsdb_timeout',
        mistake: `found ${show(idle)}, but queries ask ingesters for the last ${show(within)} alone (${path}.query_ingesters_within), so that the last samples of idle tenants are missing until storage is asked: raise it to that`,
      };
    }
  },

  function* queriesAreLongerThanTheirParts(subject) {
    const split = subject.of('query-frontend').frontend?.split_queries_by_interval;
    for (const { path, limits } of limitsIn(subject)) {
      for (const key of ['max_total_query_length', 'max_partial_query_length'] as const) {
        const length = milliseconds(limits?.[key]) ?? 0;
        if (length === 0 || length >= (milliseconds(split) ?? 0)) continue;
        yield {
          id: 'config/query-limit',
          severity: 'warning',
          path: `${path}.${key}`,
          mistake: `found ${show(limits?.[key])}, which is shorter than one part of a query (frontend.split_queries_by_interval, ${show(split)}), so that usual queries are rejected: raise it`,
        };
      }
    }
  },

  function* queriersHaveAQueue({ config: { frontend_worker, query_scheduler }, runs }) {
    if (!runs('querier') || !runs('query-frontend') || query_scheduler?.service_discovery_mode === 'ring') return;
    if (frontend_worker?.frontend_address || frontend_worker?.scheduler_address) return;
    yield {
      id: 'config/query-queue',
      path: 'frontend_worker.frontend_address',
      mistake: 'found none, so that queriers fetch no query and every query waits until it times out: set it',
    };
  },

  function* queriesHaveOneQueue({ set: { frontend_worker } }) {
    if (!frontend_worker?.frontend_address || !frontend_worker.scheduler_address) return;
    yield {
      id: 'config/query-queue',
      path: 'frontend_worker',
      mistake: 'found frontend_address beside scheduler_address, queriers fetch from one of them: remove the other',
    };
  },
];
