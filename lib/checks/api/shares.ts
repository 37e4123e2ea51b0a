import type { Data } from '../../values/data';
import { show } from '../../values/text';
import type { ApiId } from '../catalog/api';
import { type Complaint, complaint } from './complaint';
import { PERCENT } from './formats';

/** Numbers or percentages of pods, as rollouts and budgets have them. */
export function* shareRules(values: Data, fields: readonly string[], at: string, id: ApiId): Generator<Complaint> {
  for (const field of fields) {
    const value = values[field];
    const wrong = wrongShare(value, field !== 'maxSurge');
    if (wrong !== undefined) yield complaint(id, `${at}.${field}`, `found ${show(value)}, ${wrong}`);
  }
}

function wrongShare(value: unknown, isPart: boolean): string | undefined {
  if (typeof value === 'number') return value < 0 ? 'allowed is at least 0: correct it' : undefined;
  if (typeof value !== 'string') return undefined;
  if (!PERCENT.test(value)) return 'allowed is a whole number, or a percentage such as "25%": correct it';
  return isPart && Number.parseInt(value, 10) > 100 ? 'allowed is at most "100%": lower it' : undefined;
}

/** Whether a value is a number or percentage of pods that the API server takes. */
export const isShare = (value: unknown): boolean => wrongShare(value, true) === undefined;

/** Whether it is 0 or "0%". */
export const isNothing = (value: unknown): boolean => value === 0 || (typeof value === 'string' && /^0+%$/.test(value));
