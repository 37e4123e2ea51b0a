import type { HashRing } from './hash-ring';
import type { Operation } from './operation';
import { TOKEN_SPACE } from './token-index';

/** Share of keys and replicas that move to other members when a ring changes. */
export interface MovedKeys {
  /** Share of the keys that get at least one new replica, from 0 to 1. */
  readonly keys: number;
  /** Share of all replicas of all keys that are on another member than before, from 0 to 1. */
  readonly replicas: number;
}

/** Compares the replicas of every key in two rings. */
export function movedKeys(before: HashRing, after: HashRing, operation: Operation): MovedKeys {
  const [old, current] = [before.index.tokens, after.index.tokens];
  if (old.length === 0 || current.length === 0) return { keys: 0, replicas: 0 };
  const ends = Float64Array.from([...new Set([...old, ...current])]).sort();
  let start = (ends.at(-1) ?? 0) - TOKEN_SPACE;
  let [keys, moved, all] = [0, 0, 0];
  let [oldAt, currentAt] = [0, 0];
  for (const end of ends) {
    // The keys from `start` up to, and without, `end` have the same replicas.
    while (oldAt < old.length && (old[oldAt] ?? 0) < end) oldAt++;
    while (currentAt < current.length && (current[currentAt] ?? 0) < end) currentAt++;
    const held = new Set(before.replicasBefore(oldAt % old.length, operation).map(({ id }) => id));
    const replicas = after.replicasBefore(currentAt % current.length, operation);
    const added = replicas.filter(({ id }) => !held.has(id)).length;
    if (added > 0) keys += end - start;
    moved += added * (end - start);
    all += replicas.length * (end - start);
    start = end;
  }
  return { keys: keys / TOKEN_SPACE, replicas: all === 0 ? 0 : moved / all };
}
