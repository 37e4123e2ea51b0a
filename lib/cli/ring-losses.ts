import { percent } from '../ring/amounts';
import type { Consequence } from '../ring/losses';
import type { Tolerance } from '../ring/model/tolerance';
import type { RingReport } from '../ring/report';
import type { Row } from './ring-shares';

type Said = Omit<Row, 'label'>;

/** What may be lost of a ring, and what becomes of requests then. */
export function lossRows(ring: RingReport): Row[] {
  const { members, keepsNothing, losses, zoneAware, readsAll } = ring;
  if (members === 0) return [{ label: 'losses', text: 'nobody is there to ask', isBad: true }];
  if (keepsNothing) {
    const who = 'another member takes over its keys; after a crash, once the ring has forgotten it';
    return [{ label: 'losses', text: members === 1 ? 'while the member is gone, its work waits' : who }];
  }
  if (losses === null) return [];
  const { writes, reads, oneMore, restart } = losses;
  const rows: Row[] = readsAll
    ? [
        { label: 'writes', ...tolerated(writes, ring) },
        { label: 'reads', ...tolerated(reads, ring) },
      ]
    : [{ label: 'requests', ...tolerated(writes, ring) }];
  if (oneMore !== null) {
    const where = zoneAware && oneMore.members > 1 ? 'each of another zone: ' : '';
    rows.push({ label: `${oneMore.members} gone`, text: `${where}${outcome(oneMore, readsAll)}` });
  }
  if (restart !== null) {
    const isBad = restart.writesRefused > 0 || restart.readsRefused > 0;
    rows.push({ label: 'restart', text: `one at a time: ${outcome(restart, readsAll)}`, isBad });
  }
  return rows;
}

function tolerated(tolerance: Tolerance | null, { zones: all, zoneAware }: RingReport): Said {
  if (tolerance === null) return { text: 'refused, even while all members live', isBad: true };
  const { members, zones } = tolerance;
  if (members === 0) return { text: 'served while no member is gone', isBad: true };
  const gone = `served while any ${members === 1 ? '1 member is' : `${members} members are`} gone`;
  if (all.length < 2) return { text: gone };
  if (zones === 0) return { text: `${gone}, but not a whole zone` };
  return { text: `${gone}, or ${zones} whole zone${zones === 1 ? '' : 's'}${zoneAware ? '' : ', even the largest'}` };
}

function outcome({ writesRefused, readsRefused }: Consequence, readsAll: boolean): string {
  if (!readsAll) return `requests ${refused(writesRefused)}`;
  const [writes, reads] = [refused(writesRefused), refused(readsRefused)];
  return writes === reads ? `writes and reads ${writes}` : `writes ${writes}, reads ${reads}`;
}

function refused(share: number): string {
  if (share === 0) return 'are served';
  return share === 1 ? 'are refused' : `of ${percent(share)} of the keys are refused`;
}
