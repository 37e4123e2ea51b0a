import { milliseconds } from '../../../lib/model/config/duration';
import { show } from '../../../lib/values/text';
import type { LokiRule } from './subject';

/** Every role checks the block of the pattern ingester, also where none runs. */
export const PATTERNS: readonly LokiRule[] = [
  function* patternsHaveOneReplica({ set }) {
    const factor = set.pattern_ingester?.lifecycler?.ring?.replication_factor ?? 1;
    if (factor === 1) return;
    yield {
      id: 'config/pattern-ingester',
      path: 'pattern_ingester.lifecycler.ring.replication_factor',
      mistake: `found ${factor}, and Loki ends with "pattern ingester replication factor must be 1": remove it`,
    };
  },

  function* patternsAreKeptLongEnough({ of }) {
    const { retain_for, max_chunk_age, pattern_sample_interval } = of('pattern-ingester').pattern_ingester ?? {};
    const steps = [
      { key: 'retain_for', value: retain_for, below: 'max_chunk_age', limit: max_chunk_age },
      { key: 'max_chunk_age', value: max_chunk_age, below: 'pattern_sample_interval', limit: pattern_sample_interval },
    ];
    for (const { key, value, below, limit } of steps) {
      const [own, least] = [milliseconds(value), milliseconds(limit)];
      if (own === undefined || least === undefined || own >= least) continue;
      yield {
        id: 'config/pattern-ingester',
        path: `pattern_ingester.${key}`,
        mistake: `found ${show(value)}, which is less than ${below} (${show(limit)}), and Loki ends with "must be greater than or equal to": raise it`,
      };
    }
  },

  function* volumeIsAFraction({ set }) {
    const threshold = set.pattern_ingester?.volume_threshold;
    if (threshold === undefined || (threshold >= 0 && threshold <= 1)) return;
    yield {
      id: 'config/pattern-ingester',
      path: 'pattern_ingester.volume_threshold',
      mistake: `found ${threshold}, and Loki ends with "volume_threshold must be between 0 and 1": set a fraction such as 0.99`,
    };
  },
];
