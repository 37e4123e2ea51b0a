import type { ConformanceCheck } from '../check';
import { loki, loki3, mimir, otelcol, prometheus, promtail } from './configurations';
import { diff } from './diff';
import { evictions } from './evictions';
import { kubernetes } from './kubernetes';
import { kubernetesRefusals } from './kubernetes-refusals';
import { languageRefusals } from './language-refusals';
import { networkPolicies } from './network-policies';
import { nginx } from './nginx';
import { loki3Refusals, lokiRefusals, tempoRefusals } from './program-refusals';
import { ruleTests } from './rule-tests';
import { rules } from './rules';
import { tempo } from './tempo';
import { lokiTenants, tempoTenants } from './tenants';
import { loki3Ring, lokiRing, tempoRing } from './turn';

/** All checks by their names, which are options of the command; in the order of the table. */
export const CHECKS = {
  kubernetes,
  'kubernetes-refusals': kubernetesRefusals,
  evictions,
  diff,
  loki,
  'loki-3': loki3,
  mimir,
  tempo,
  prometheus,
  rules,
  'rule-tests': ruleTests,
  otelcol,
  promtail,
  nginx,
  'loki-refusals': lokiRefusals,
  'loki-3-refusals': loki3Refusals,
  'tempo-refusals': tempoRefusals,
  'language-refusals': languageRefusals,
  'network-policies': networkPolicies,
  'loki-ring': lokiRing,
  'loki-3-ring': loki3Ring,
  'tempo-ring': tempoRing,
  'loki-tenants': lokiTenants,
  'tempo-tenants': tempoTenants,
} as const;

export type CheckName = keyof typeof CHECKS;

export const CHECK_NAMES: readonly CheckName[] = [
  ...([
    'kubernetes',
    'kubernetes-refusals',
    'evictions',
    'diff',
    'loki',
    'loki-3',
    'mimir',
    'tempo',
    'prometheus',
    'rules',
    'rule-tests',
    'otelcol',
    'promtail',
    'nginx',
    'loki-refusals',
    'loki-3-refusals',
    'tempo-refusals',
    'language-refusals',
    'network-policies',
    'loki-ring',
    'loki-3-ring',
    'tempo-ring',
    'loki-tenants',
    'tempo-tenants',
  ] as const),
];

/** The requested checks. @default - all */
export function chosen(names: ReadonlySet<string>): ConformanceCheck[] {
  const asked = CHECK_NAMES.filter((name) => names.has(name));
  return (asked.length === 0 ? CHECK_NAMES : asked).map((name) => CHECKS[name]);
}
