import type { Pair } from './pair';

/** The pairs of all groups. */
export const PAIRS: readonly Pair[] = [];
