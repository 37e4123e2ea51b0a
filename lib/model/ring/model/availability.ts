import type { HashRing, KeysServed } from './hash-ring';
import type { Operation } from './operation';

/** The operations by which clients use a ring. */
export interface Operations {
  /** Asks the replicas of one key. */
  readonly write: Operation;
  /** Asks all members. @default - none: reads ask the replicas of one key, and fare like writes */
  readonly read?: Operation;
}

/** Requests that a ring serves at one moment. */
export interface Availability {
  readonly writes: KeysServed;
  /** Reads that ask all members are all served or all refused; zone-aware rings count errors in whole zones. */
  readonly reads: KeysServed;
}

/** Writes and reads that the ring serves now. */
export function availabilityOf(ring: HashRing, { write, read }: Operations): Availability {
  const writes = ring.serve(write);
  if (read === undefined) return { writes, reads: writes };
  const all = ring.readAll(read);
  return {
    writes,
    reads:
      all.refusal === undefined
        ? { refusedShare: 0, leastMaxErrors: all.maxUnavailableZones ?? all.maxErrors }
        : { refusedShare: 1, leastMaxErrors: undefined },
  };
}

/** One step of a transition, such as a scale-up. */
export interface Phase {
  /** Such as `leaving: ingester-1`. */
  readonly name: string;
  readonly ring: HashRing;
}

/** Keys that are served in the worst phase. */
export interface WorstPhase extends KeysServed {
  readonly phase: string;
}

export interface WorstAvailability {
  readonly writes: WorstPhase;
  readonly reads: WorstPhase;
}

/** The worst phase for writes and the worst for reads (the first, if several are equal); undefined without phases. */
export function worstAvailability(phases: Iterable<Phase>, operations: Operations): WorstAvailability | undefined {
  let worst: WorstAvailability | undefined;
  for (const { name, ring } of phases) {
    const { writes, reads } = availabilityOf(ring, operations);
    worst = {
      writes: worse(worst?.writes, { ...writes, phase: name }),
      reads: worse(worst?.reads, { ...reads, phase: name }),
    };
  }
  return worst;
}

function worse(first: WorstPhase | undefined, second: WorstPhase): WorstPhase {
  if (first === undefined || second.refusedShare > first.refusedShare) return second;
  if (second.refusedShare < first.refusedShare) return first;
  return (second.leastMaxErrors ?? -1) < (first.leastMaxErrors ?? -1) ? second : first;
}
