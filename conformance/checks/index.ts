import type { ConformanceCheck } from '../check';
import { loki, mimir, otelcol, prometheus, promtail } from './configurations';
import { diff } from './diff';
import { kubernetes } from './kubernetes';
import { nginx } from './nginx';
import { ruleTests } from './rule-tests';
import { rules } from './rules';
import { tempo } from './tempo';
import { lokiRing, tempoRing } from './turn';

/** All checks by their names, which are options of the command; in the order of the table. */
export const CHECKS = {
  kubernetes,
  diff,
  loki,
  mimir,
  tempo,
  prometheus,
  rules,
  'rule-tests': ruleTests,
  otelcol,
  promtail,
  nginx,
  'loki-ring': lokiRing,
  'tempo-ring': tempoRing,
} as const;

export type CheckName = keyof typeof CHECKS;

export const CHECK_NAMES: readonly CheckName[] = [
  ...([
    'kubernetes',
    'diff',
    'loki',
    'mimir',
    'tempo',
    'prometheus',
    'rules',
    'rule-tests',
    'otelcol',
    'promtail',
    'nginx',
    'loki-ring',
    'tempo-ring',
  ] as const),
];

/** Checks that were asked for; all of them if none was. */
export function chosen(names: ReadonlySet<string>): ConformanceCheck[] {
  const asked = CHECK_NAMES.filter((name) => names.has(name));
  return (asked.length === 0 ? CHECK_NAMES : asked).map((name) => CHECKS[name]);
}
