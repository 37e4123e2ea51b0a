import type { Entries } from './entry';

/** Findings about times that have to fit together in configurations. */
export const CONFIG_WINDOWS = {
  'config/query-window': {
    severity: 'error',
    found:
      'ingesters hold data of an age for which queries ask storage alone, or storage holds data for which they ask ingesters alone',
    ignored:
      'Queries return less than there is; Mimir may end: "the -querier.query-ingesters-within setting must be greater than -querier.query-store-after".',
    fix: 'Raise or lower the time that the finding names.',
  },
  'config/query-limit': {
    severity: 'warning',
    found: 'a limit of queries is lower than what a usual query asks for',
    ignored: 'Grafana shows "the query time range exceeds the limit" or "max entries limit per query exceeded".',
    fix: 'Raise the limit.',
  },
  'config/head-compaction': {
    severity: 'error',
    found: 'the interval at which ingesters of Mimir compact their head is 0 or above 15 minutes',
    ignored: 'Mimir ends: "invalid TSDB head compaction interval".',
    fix: 'Set at most 15m.',
  },
  'config/blocklist-poll': {
    severity: 'error',
    found: 'Tempo deletes or hands over blocks before its queriers have seen it',
    ignored: 'Queries find no trace of that time, or fail with "does not exist".',
    fix: 'Raise the time above `storage.trace.blocklist_poll`.',
  },
} as const satisfies Entries;
