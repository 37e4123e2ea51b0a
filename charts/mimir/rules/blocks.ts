import { milliseconds } from '../../../lib/model/config/duration';
import { show } from '../../../lib/values/text';
import type { MimirRule } from './subject';

const MINUTE = 60_000;

export const BLOCKS: readonly MimirRule[] = [
  function* headIsCompactedInTime({ of }) {
    const interval = of('ingester').blocks_storage?.tsdb?.head_compaction_interval;
    const duration = milliseconds(interval) ?? MINUTE;
    if (duration > 0 && duration <= 15 * MINUTE) return;
    yield {
      id: 'config/head-compaction',
      path: 'blocks_storage.tsdb.head_compaction_interval',
      mistake: `found ${show(interval)}, allowed is more than 0 up to "15m": set it`,
    };
  },

  function* rangesAreMultiples({ config }) {
    const ranges = config.compactor?.block_ranges ?? [];
    for (const [index, range] of ranges.entries()) {
      const before = ranges[index - 1];
      const [whole, part] = [milliseconds(range) ?? 0, milliseconds(before) ?? 0];
      if (before === undefined || part === 0 || whole % part === 0) continue;
      yield {
        id: 'config/rejected-value',
        path: `compactor.block_ranges[${index}]`,
        mistake: `found ${show(range)} after ${show(before)}, and Mimir ends with "compactor block range periods should be divisible by the previous one": set a multiple of it`,
      };
    }
    if (config.blocks_storage?.tsdb?.block_ranges_period?.length === 0) {
      yield {
        id: 'config/rejected-value',
        path: 'blocks_storage.tsdb.block_ranges_period',
        mistake: 'found none, and Mimir ends with "empty block ranges for TSDB": set ["2h"]',
      };
    }
  },

  /** Queriers and store-gateways read a block until they have seen its deletion mark. */
  function* blocksAreDeletedLater({ of }) {
    const { deletion_delay: delay } = of('compactor').compactor ?? {};
    const { ignore_deletion_mark_delay: ignored, sync_interval: sync } =
      of('store-gateway').blocks_storage?.bucket_store ?? {};
    const seen = (milliseconds(ignored) ?? 0) + (milliseconds(sync) ?? 0);
    if ((milliseconds(delay) ?? Number.POSITIVE_INFINITY) >= seen) return;
    yield {
      id: 'config/deletion-delay',
      path: 'compactor.deletion_delay',
      mistake: `found ${show(delay)}, but store-gateways read deleted blocks for ${show(ignored)} (blocks_storage.bucket_store.ignore_deletion_mark_delay) and ${show(sync)} (sync_interval), so that queries fail: raise it above both together`,
    };
  },
];
