import { milliseconds } from '../../../lib/model/config/duration';
import { show } from '../../../lib/values/text';
import { type LokiRule, limitsIn } from './subject';

/** Lines that Grafana asks for at once. */
const LINES_OF_GRAFANA = 1000;

export const QUERIES: readonly LokiRule[] = [
  /** The store is asked alone for lines older than `query_ingesters_within`, and ingesters keep lines longer than that. */
  function* ingestersAreAskedLongEnough({ of }) {
    const within = of('querier').querier?.query_ingesters_within;
    const asked = milliseconds(within) ?? 0;
    // 0 asks ingesters always.
    if (asked === 0) return;
    const { max_chunk_age, chunk_idle_period } = of('ingester').ingester ?? {};
    for (const [key, value] of Object.entries({ max_chunk_age, chunk_idle_period })) {
      if ((milliseconds(value) ?? 0) <= asked) continue;
      yield {
        id: 'config/query-window',
        path: `ingester.${key}`,
        mistake: `found ${show(value)}, but queries ask ingesters for the last ${show(within)} only (querier.query_ingesters_within), so that lines between both are found nowhere: raise query_ingesters_within above it`,
      };
    }
  },

  function* queriesAreLongerThanTheirParts(subject) {
    const split = subject.config.limits_config?.split_queries_by_interval;
    for (const { path, limits } of limitsIn(subject)) {
      const length = milliseconds(limits?.max_query_length) ?? 0;
      if (length > 0 && length < (milliseconds(limits?.split_queries_by_interval ?? split) ?? 0)) {
        yield {
          id: 'config/query-limit',
          severity: 'warning',
          path: `${path}.max_query_length`,
          mistake: `found ${show(limits?.max_query_length)}, which is shorter than one part of a query (split_queries_by_interval, ${show(limits?.split_queries_by_interval ?? split)}), so that usual queries are rejected: raise it`,
        };
      }
      const lines = limits?.max_entries_limit_per_query;
      if (lines !== undefined && lines > 0 && lines < LINES_OF_GRAFANA) {
        yield {
          id: 'config/query-limit',
          severity: 'warning',
          path: `${path}.max_entries_limit_per_query`,
          mistake: `found ${lines}, and Grafana asks for ${LINES_OF_GRAFANA} lines, which is rejected with "max entries limit per query exceeded": raise it`,
        };
      }
    }
  },

  function* queriesHaveOneQueue({ set }) {
    const { frontend_address, scheduler_address } = set.frontend_worker ?? {};
    if (!frontend_address || !scheduler_address) return;
    yield {
      id: 'config/query-queue',
      path: 'frontend_worker',
      mistake: 'found frontend_address beside scheduler_address, queriers fetch from one of them: remove the other',
    };
  },

  function* queriersHaveAQueue({ config, runs }) {
    const { frontend_address, scheduler_address } = config.frontend_worker ?? {};
    const usesRing = config.query_scheduler?.use_scheduler_ring === true;
    if (!runs('querier') || !runs('query-frontend') || frontend_address || scheduler_address || usesRing) return;
    // Without a queue the frontend can send queries to queriers.
    if (config.frontend?.downstream_url) return;
    yield {
      id: 'config/query-queue',
      path: 'frontend_worker.frontend_address',
      mistake: 'found none, so that queriers fetch no query and every query waits until it times out: set it',
    };
  },

  function* transfersNeedNoWal({ set }) {
    const { max_transfer_retries: retries = 0, wal } = set.ingester ?? {};
    if (retries <= 0 || wal?.enabled === false) return;
    yield {
      id: 'config/transfers',
      path: 'ingester.max_transfer_retries',
      mistake: `found ${retries}, with a write-ahead log ingesters hand nothing over: set it to 0`,
    };
  },
];
