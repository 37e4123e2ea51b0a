import type { HashRing, KeysServed } from './hash-ring';
import type { Operation } from './operation';

/** How a system writes to its ring and reads from it. */
export interface Operations {
  readonly write: Operation;
  /** Asks all members. */
  readonly read: Operation;
}

/** What a ring does for those who write and read. */
export interface Service {
  readonly writes: KeysServed;
  /** Either all are refused or none. The errors are of members, or of whole zones if replicas are put into those. */
  readonly reads: KeysServed;
}

export function serviceOf(ring: HashRing, { write, read }: Operations): Service {
  const all = ring.readAll(read);
  return {
    writes: ring.serve(write),
    reads:
      all.refusal === undefined
        ? { refusedShare: 0, leastMaxErrors: all.maxUnavailableZones ?? all.maxErrors }
        : { refusedShare: 1, leastMaxErrors: undefined },
  };
}

/** A ring on the way from what it was to what it shall be. */
export interface Phase {
  /** What happens, such as `leaving: ingester-1`. */
  readonly name: string;
  readonly ring: HashRing;
}

/** The phase that keys fare worst in. */
export interface Worst extends KeysServed {
  readonly phase: string;
}

export interface WorstService {
  readonly writes: Worst;
  readonly reads: Worst;
}

/** How writes and reads fare in the phases that are the worst for them, the first of several; nothing of no phases. */
export function worstOf(phases: Iterable<Phase>, operations: Operations): WorstService | undefined {
  let worst: WorstService | undefined;
  for (const { name, ring } of phases) {
    const { writes, reads } = serviceOf(ring, operations);
    worst = {
      writes: worseOf(worst?.writes, { ...writes, phase: name }),
      reads: worseOf(worst?.reads, { ...reads, phase: name }),
    };
  }
  return worst;
}

function worseOf(first: Worst | undefined, second: Worst): Worst {
  if (first === undefined || second.refusedShare > first.refusedShare) return second;
  if (second.refusedShare < first.refusedShare) return first;
  return (second.leastMaxErrors ?? -1) < (first.leastMaxErrors ?? -1) ? second : first;
}
