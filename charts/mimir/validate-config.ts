import type { MimirConfig } from '../../imports/mimir-config';
import { milliseconds } from '../../lib/model/config/duration';
import { show } from '../../lib/values/text';

type Rule = (config: MimirConfig) => Iterable<string>;

/**
 * Mistakes that the parser accepts and Mimir does not: it ends with an error, or loses data. A sentence for each,
 * led by its path.
 */
export const mistakesInMimir = (config: MimirConfig): string[] => RULES.flatMap((rule) => [...rule(config)]);

const MINUTE = 60_000;

const RULES: readonly Rule[] = [
  function* headIsCompactedInTime({ blocks_storage }) {
    const interval = blocks_storage?.tsdb?.head_compaction_interval;
    const duration = milliseconds(interval) ?? MINUTE;
    if (duration > 0 && duration <= 15 * MINUTE) return;
    yield `blocks_storage.tsdb.head_compaction_interval: found ${show(interval)}, allowed is more than 0 up to "15m": set it`;
  },

  function* ingestersKeepWhatIsNotRead({ blocks_storage, querier }) {
    const retention = blocks_storage?.tsdb?.retention_period;
    const after = querier?.query_store_after ?? '12h';
    if ((milliseconds(retention) ?? 13 * 60 * MINUTE) > (milliseconds(after) ?? 0)) return;
    yield `blocks_storage.tsdb.retention_period: found ${show(retention)}, queries leave storage out for ${show(after)} (querier.query_store_after): raise it above that`;
  },

  function* storageIsReadInTime({ blocks_storage, querier }) {
    const ignored = blocks_storage?.bucket_store?.ignore_blocks_within ?? '10h';
    const after = querier?.query_store_after ?? '12h';
    if ((milliseconds(ignored) ?? 0) <= (milliseconds(after) ?? 0)) return;
    yield `blocks_storage.bucket_store.ignore_blocks_within: found ${show(ignored)}, but from ${show(after)} on queries go to storage alone (querier.query_store_after): lower it to that`;
  },

  function* oneQueue({ frontend_worker }) {
    if (!frontend_worker?.frontend_address || !frontend_worker.scheduler_address) return;
    yield 'frontend_worker: found frontend_address beside scheduler_address, queriers fetch from one of them: remove the other';
  },

  function* samplesAreCountedOverMemberlist({ distributor }) {
    const tracker = distributor?.ha_tracker;
    if (!tracker?.enable_ha_tracker || tracker.kvstore?.store !== 'memberlist') return;
    yield 'distributor.ha_tracker.kvstore.store: found "memberlist", the tracker takes consul or etcd: change it';
  },

  function* tokensAreNotKept({ ingester }) {
    const { token_generation_strategy: strategy, tokens_file_path: file } = ingester?.ring ?? {};
    if (strategy !== 'spread-minimizing' || !file) return;
    yield `ingester.ring.tokens_file_path: found ${show(file)}, spread-minimizing tokens are worked out and not kept: set it to ""`;
  },

  function* storagesAreApart(config) {
    const places = [
      ['blocks_storage', placeOf(config.blocks_storage)],
      ['ruler_storage', placeOf(config.ruler_storage)],
      ['alertmanager_storage', placeOf(config.alertmanager_storage)],
    ] as const;
    const [blocks, ...others] = places;
    for (const [path, place] of others) {
      if (place === undefined || place !== blocks[1]) continue;
      yield `${path}: found the place of blocks_storage, whose tenants would be mixed up with it: take another bucket, or a prefix each`;
    }
  },
];

type Storage = Pick<
  NonNullable<MimirConfig['blocks_storage']>,
  'backend' | 's3' | 'gcs' | 'azure' | 'filesystem' | 'storage_prefix'
>;

/** Identity of the place of a storage. */
function placeOf(storage: Storage | undefined): string | undefined {
  const { backend, s3, gcs, azure, storage_prefix = '' } = storage ?? {};
  const bucket = { s3: s3?.bucket_name, gcs: gcs?.bucket_name, azure: azure?.container_name }[backend ?? ''];
  return bucket && [backend, bucket, storage_prefix].join('/');
}
