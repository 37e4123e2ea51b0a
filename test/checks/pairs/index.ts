import { COLLECT_PAIRS } from './collect';
import { LANGUAGE_PAIRS } from './language';
import type { Pair } from './pair';
import { POLICY_PAIRS } from './policy';
import { SECRET_PAIRS } from './secret';

/** The pairs of all groups. */
export const PAIRS: readonly Pair[] = [...LANGUAGE_PAIRS, ...COLLECT_PAIRS, ...SECRET_PAIRS, ...POLICY_PAIRS];
