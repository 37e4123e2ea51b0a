import type { Entries } from './entry';

/** Findings about memory and disks that are smaller than what programs are told to use. */
export const CAPACITY = {
  'capacity/memory': {
    severity: 'error',
    found:
      'a program is told to use more memory than the limit of its container: memcached (`-m`), a ballast, `GOMEMLIMIT`',
    ignored: 'The container is OOM-killed again and again.',
    fix: 'Raise the memory limit, or lower the setting.',
  },
  'capacity/wal-replay': {
    severity: 'warning',
    found: 'ingesters of Loki may use more memory than their limit when they replay the write-ahead log',
    ignored: 'After a crash the ingester is OOM-killed while it replays, again and again.',
    fix: 'Set `ingester.wal.replay_memory_ceiling` to three quarters of the limit, or raise the limit.',
  },
  'capacity/item-size': {
    severity: 'warning',
    found: 'a client may send larger items to a memcached than it accepts (`-I`)',
    ignored: 'Large items are never cached: "SERVER_ERROR object too large for cache".',
    fix: 'Raise `maxItemSize` of the cache, or lower `max_item_size` of the client.',
  },
  'capacity/volume': {
    severity: 'error',
    found:
      'a volume is smaller than what its program keeps on it: a file of memcached, the retention by size of Prometheus',
    ignored: 'The disk is full before anything is deleted: "no space left on device".',
    fix: 'Raise the size of the claim, or lower the retention.',
  },
  'capacity/empty-dir': {
    severity: 'warning',
    found: 'a folder of data is an emptyDir of a few mebibytes, or one in memory without a limit below that of the pod',
    ignored: 'The pod is evicted ("Usage of EmptyDir volume exceeds the limit"), or OOM-killed.',
    fix: 'Raise `sizeLimit`, or use a claim.',
  },
} as const satisfies Entries;
