import { memoryLimit } from '../../../lib/checks/pods/memory';
import { lookUp, show } from '../../../lib/values/text';
import type { LokiRule } from './subject';

export const CAPACITY: readonly LokiRule[] = [
  function* walIsReplayedWithinTheLimit({ of, processes }) {
    const { wal } = of('ingester').ingester ?? {};
    const ceiling = bytesOf(wal?.replay_memory_ceiling);
    if (wal?.enabled === false || ceiling === undefined) return;
    for (const { role, container, pods } of processes) {
      const limit = role === 'ingester' ? memoryLimit(container) : undefined;
      if (limit === undefined || ceiling < limit) continue;
      yield {
        id: 'capacity/wal-replay',
        object: pods.owner.identity,
        path: 'ingester.wal.replay_memory_ceiling',
        mistake: `found ${show(wal?.replay_memory_ceiling)}, and the memory limit of the ingester is ${Math.round(limit / 2 ** 20)}Mi, so that it is OOM-killed when it replays a long log after a crash: set three quarters of the limit`,
      };
    }
  },

  function* ballastIsBelowTheLimit({ of, processes }) {
    for (const { role, container, pods } of processes) {
      const ballast = of(role).ballast_bytes ?? 0;
      const limit = memoryLimit(container);
      if (limit === undefined || ballast < limit) continue;
      yield {
        id: 'capacity/memory',
        object: pods.owner.identity,
        path: 'ballast_bytes',
        mistake: `found ${ballast}, and the memory limit of the ${role} is ${limit} bytes: lower it, or raise the limit`,
      };
    }
  },
];

const POWERS: Readonly<Record<string, number>> = { '': 0, K: 1, M: 2, G: 3, T: 4, P: 5, E: 6 };

/** Bytes of a size as Loki reads it: `KB` are 1024. 0 is no ceiling. */
function bytesOf(size: string | number | undefined): number | undefined {
  const [, amount, unit = ''] = /^(\d+)\s*([KMGTPE]?)B?$/i.exec(String(size ?? '')) ?? [];
  const power = lookUp(POWERS, unit.toUpperCase());
  return amount === undefined || power === undefined ? undefined : Number(amount) * 1024 ** power;
}
