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
