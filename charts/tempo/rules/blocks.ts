import { milliseconds } from '../../../lib/model/config/duration';
import { listed, show } from '../../../lib/values/text';
import type { TempoRule } from './subject';

export const BLOCKS: readonly TempoRule[] = [
  function* formatIsKnown({ set, installation }) {
    const { blockVersions } = installation.version.traits;
    const places = [
      ['storage.trace.block.version', set.storage?.trace?.block?.version],
      ['storage.trace.wal.version', set.storage?.trace?.wal?.version || undefined],
      [
        'metrics_generator.processor.local_blocks.block.version',
        set.metrics_generator?.processor?.local_blocks?.block?.version,
      ],
    ] as const;
    for (const [path, version] of places) {
      if (version === undefined || blockVersions.includes(version)) continue;
      yield {
        id: 'config/block-version',
        path,
        mistake: `found ${show(version)}, and Tempo ends with "failed to validate block version": take one of ${listed(blockVersions)}`,
      };
    }
  },

  function* blocksAreSeenInTime({ of }) {
    const poll = of('querier').storage?.trace?.blocklist_poll;
    const pollTime = milliseconds(poll) ?? 0;
    const { block_retention, compacted_block_retention } = of('compactor').compactor?.compaction ?? {};
    const kept = [
      {
        path: 'ingester.complete_block_timeout',
        value: of('ingester').ingester?.complete_block_timeout,
        effect: 'queriers look for new blocks',
      },
      {
        path: 'compactor.compaction.block_retention',
        value: block_retention,
        effect: 'queriers look for new blocks',
      },
      {
        path: 'compactor.compaction.compacted_block_retention',
        value: compacted_block_retention,
        effect: 'queriers go on asking for deleted blocks, and see that they are gone',
      },
    ];
    for (const { path, value, effect } of kept) {
      if ((milliseconds(value) ?? Number.POSITIVE_INFINITY) >= pollTime) continue;
      yield {
        id: 'config/blocklist-poll',
        path,
        mistake: `found ${show(value)}, ${effect} every ${show(poll)} (storage.trace.blocklist_poll): raise it above that`,
      };
    }
  },
];
