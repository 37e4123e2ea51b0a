import type { Refused } from '../../model/ring/losses';
import { percent } from '../../model/ring/percent';

/** Served and refused requests. */
export function outcome({ writesRefused, readsRefused }: Refused, readsAll: boolean): string {
  if (!readsAll) return `requests ${refused(writesRefused)}`;
  const [writes, reads] = [refused(writesRefused), refused(readsRefused)];
  return writes === reads ? `writes and reads ${writes}` : `writes ${writes}, reads ${reads}`;
}

/** Whether any request is refused. */
export const isRefused = ({ writesRefused, readsRefused }: Refused): boolean => writesRefused > 0 || readsRefused > 0;

function refused(share: number): string {
  if (share === 0) return 'are served';
  return share === 1 ? 'are refused' : `of ${percent(share)} of the keys are refused`;
}
