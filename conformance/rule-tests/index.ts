import { LOKI_RULES } from '../../lib/monitoring/alerts/loki';
import { MIMIR_RULES } from '../../lib/monitoring/alerts/mimir';
import type { SystemRules } from '../../lib/monitoring/alerts/system-rules';
import { TEMPO_RULES } from '../../lib/monitoring/alerts/tempo';
import { ruleFile } from '../../lib/monitoring/rules';
import { LOKI_TESTS } from './loki';
import { MIMIR_TESTS } from './mimir';
import { INSTALLATION, type RuleTest, type Samples } from './rule-test';
import { TEMPO_TESTS } from './tempo';

/** The rules of a system, and what they are tested with. */
export interface TestedRules {
  readonly name: string;
  readonly rules: SystemRules;
  readonly tests: readonly RuleTest[];
}

export const TESTED_RULES: readonly TestedRules[] = [
  { name: 'loki', rules: LOKI_RULES, tests: LOKI_TESTS },
  { name: 'mimir', rules: MIMIR_RULES, tests: MIMIR_TESTS },
  { name: 'tempo', rules: TEMPO_RULES, tests: TEMPO_TESTS },
];

/** The rules of a system, for the installation that the tests are about. */
export const rulesFile = ({ rules }: TestedRules): object =>
  ruleFile([...rules.recordings(INSTALLATION), ...rules.alerts(INSTALLATION)]);

/** Tests of promtool (`promtool test rules`). */
export const testFile = ({ tests }: TestedRules, ruleFiles: readonly string[]): object => ({
  rule_files: ruleFiles,
  evaluation_interval: '1m',
  tests: tests.flatMap((test) => [
    promtoolTest(test, 'fires', test.fires, 1),
    promtoolTest(test, 'is silent', test.silent, 0),
    promtoolTest(test, 'is silent about other installations', elsewhere(test.fires), 0),
  ]),
});

const promtoolTest = ({ alert, at = '1h' }: RuleTest, what: string, samples: Samples, firing: number): object => ({
  name: `${alert} ${what}`,
  interval: '1m',
  input_series: Object.entries(samples).map(([series, values]) => ({ series, values })),
  // ALERTS shows whether it fires, without a copy of all its annotations here.
  promql_expr_test: [
    {
      expr: `count(ALERTS{alertname="${alert}", alertstate="firing"}) or vector(0)`,
      eval_time: at,
      exp_samples: [{ labels: '{}', value: firing }],
    },
  ],
});

/** The same samples, of pods of another namespace. */
const elsewhere = (samples: Samples): Samples =>
  Object.fromEntries(
    Object.entries(samples).map(([series, values]) => [
      series.replace(`namespace="${INSTALLATION.namespace}"`, 'namespace="other"'),
      values,
    ]),
  );
