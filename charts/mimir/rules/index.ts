import { BLOCKS } from './blocks';
import { CACHES } from './caches';
import { LIMITS } from './limits';
import { QUERIES } from './queries';
import { RINGS } from './rings';
import { STORAGE } from './storage';
import type { MimirRule } from './subject';
import { VALUE_RULES } from './values';

/** Mistakes that the parser of Mimir accepts: Mimir ends at its start, or loses data. */
export const MIMIR_CONFIG_RULES: readonly MimirRule[] = [
  ...BLOCKS,
  ...QUERIES,
  ...RINGS,
  ...STORAGE,
  ...LIMITS,
  ...CACHES,
  ...VALUE_RULES,
];
