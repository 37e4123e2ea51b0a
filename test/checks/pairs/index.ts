import { API_PAIRS } from './api';
import type { Pair } from './pair';
import { VERSION_PAIRS } from './versions';

/** The pairs of all groups. */
export const PAIRS: readonly Pair[] = [...API_PAIRS, ...VERSION_PAIRS];
