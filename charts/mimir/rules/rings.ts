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
