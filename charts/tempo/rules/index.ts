import { BLOCKS } from './blocks';
import { GENERATOR } from './generator';
import { OVERRIDES } from './overrides';
import { STORAGE } from './storage';
import type { TempoRule } from './subject';
import { VALUE_RULES } from './values';

/** Mistakes that the parser of Tempo accepts: Tempo ends at its start, or finds less than it stores. */
export const TEMPO_CONFIG_RULES: readonly TempoRule[] = [
  ...STORAGE,
  ...BLOCKS,
  ...GENERATOR,
  ...OVERRIDES,
  ...VALUE_RULES,
];
