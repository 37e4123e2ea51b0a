import { CAPACITY } from './capacity';
import { COMPACTION } from './compaction';
import { LIMITS } from './limits';
import { PATTERNS } from './patterns';
import { QUERIES } from './queries';
import { RULER } from './ruler';
import { SCHEMA } from './schema';
import { STORAGE } from './storage';
import { STRUCTURED_METADATA } from './structured-metadata';
import type { LokiRule } from './subject';
import { VALUE_RULES } from './values';

/** Mistakes that the parser of Loki accepts: Loki ends at its start, or does nothing, and the pod shows CrashLoopBackOff. */
export const LOKI_CONFIG_RULES: readonly LokiRule[] = [
  ...SCHEMA,
  ...STRUCTURED_METADATA,
  ...STORAGE,
  ...COMPACTION,
  ...QUERIES,
  ...LIMITS,
  ...RULER,
  ...PATTERNS,
  ...CAPACITY,
  ...VALUE_RULES,
];
