import type { Entries } from './entry';

/** Findings about acceptances, which cannot be accepted themselves. */
export const ACCEPTANCE = {
  'acceptance/unused': {
    severity: 'error',
    found: 'an acceptance matches no finding, or only findings that another one covers',
    ignored: 'It would hide a later finding.',
    fix: 'Remove the acceptance.',
  },
  'acceptance/reason': {
    severity: 'error',
    found: 'an acceptance has no reason',
    ignored: 'Readers cannot tell why the finding is ignored.',
    fix: 'Give the reason.',
  },
} as const satisfies Entries;
