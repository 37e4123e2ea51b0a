import { milliseconds } from '../../../lib/model/config/duration';
import { show } from '../../../lib/values/text';
import type { MimirRule } from './subject';

export const RINGS: readonly MimirRule[] = [
  function* samplesAreCountedOverMemberlist({ set: { distributor } }) {
    const tracker = distributor?.ha_tracker;
    if (!tracker?.enable_ha_tracker || tracker.kvstore?.store !== 'memberlist') return;
    yield {
      id: 'config/ha-tracker',
      path: 'distributor.ha_tracker.kvstore.store',
      mistake: 'found "memberlist", the tracker takes consul or etcd: change it',
    };
  },

  function* replicasAreGivenUpLater({ config: { distributor } }) {
    const tracker = distributor?.ha_tracker ?? {};
    const update = milliseconds(tracker.ha_tracker_update_timeout) ?? 0;
    const jitter = milliseconds(tracker.ha_tracker_update_timeout_jitter_max) ?? 0;
    const failover = milliseconds(tracker.ha_tracker_failover_timeout) ?? Number.POSITIVE_INFINITY;
    if (!tracker.enable_ha_tracker || failover >= update + jitter + 1000) return;
    yield {
      id: 'config/ha-tracker',
      path: 'distributor.ha_tracker.ha_tracker_failover_timeout',
      mistake: `found ${show(tracker.ha_tracker_failover_timeout)}, and distributors end with "HA Tracker failover timeout must be at least 1s greater than update timeout - max jitter": set at least ${(update + jitter) / 1000 + 1}s`,
    };
  },

  function* tokensAreNotKept({ set: { ingester } }) {
    const { token_generation_strategy: strategy, tokens_file_path: file } = ingester?.ring ?? {};
    if (strategy !== 'spread-minimizing' || !file) return;
    yield {
      id: 'config/tokens-file',
      path: 'ingester.ring.tokens_file_path',
      mistake: `found ${show(file)}, spread-minimizing tokens are worked out and not kept: set it to ""`,
    };
  },
];
