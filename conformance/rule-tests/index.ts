import { LOKI_3_RULES, LOKI_RULES } from '../../lib/constructs/monitoring/alerts/loki';
import { MIMIR_RULES } from '../../lib/constructs/monitoring/alerts/mimir';
import { recordedRequests, type SystemRules } from '../../lib/constructs/monitoring/alerts/system-rules';
import { TEMPO_RULES } from '../../lib/constructs/monitoring/alerts/tempo';
import { ruleFile } from '../../lib/constructs/monitoring/rule-groups';
import { LOKI_3_TESTS, LOKI_TESTS } from './loki';
import { MIMIR_TESTS } from './mimir';
import { INSTALLATION, type RuleTest, type Samples, series } from './rule-test';
import { TEMPO_TESTS } from './tempo';

/** The rules of a system, and the inputs of their tests. */
export interface TestedRules {
  readonly name: string;
  /** Prefix of its request metrics. */
  readonly prefix: 'loki' | 'cortex' | 'tempo';
  readonly rules: SystemRules;
  readonly tests: readonly RuleTest[];
}

export const TESTED_RULES: readonly TestedRules[] = [
  { name: 'loki', prefix: 'loki', rules: LOKI_RULES, tests: LOKI_TESTS },
  { name: 'loki-3', prefix: 'loki', rules: LOKI_3_RULES, tests: LOKI_3_TESTS },
  { name: 'mimir', prefix: 'cortex', rules: MIMIR_RULES, tests: MIMIR_TESTS },
  { name: 'tempo', prefix: 'tempo', rules: TEMPO_RULES, tests: TEMPO_TESTS },
];

/** A file of rules, and its tests for promtool (`promtool test rules`). */
export interface PromtoolTest {
  /** Name of the alert, or of the group of recording rules. */
  readonly name: string;
  readonly rules: object;
  /** @param ruleFile path of the file of rules */
  readonly tests: (ruleFile: string) => object;
}

/** One file per alert: promtool evaluates every rule of a file for every minute of every test. */
export const promtoolTests = (tested: TestedRules): PromtoolTest[] => [
  ...tested.rules.alerts(INSTALLATION).flatMap(({ name, rules }) =>
    rules.flatMap((rule) => {
      if (!('alert' in rule)) return [];
      const own = tested.tests.filter(({ alert }) => alert === rule.alert);
      return [{ name: rule.alert, rules: ruleFile([{ name, rules: [rule] }]), tests: fileOf(own.flatMap(alertTests)) }];
    }),
  ),
  ...tested.rules.recordings(INSTALLATION).map((group) => ({
    name: group.name,
    rules: ruleFile([group]),
    tests: fileOf([recordingTest(tested.prefix)]),
  })),
];

const fileOf =
  (tests: readonly object[]) =>
  (ruleFile: string): object => ({ rule_files: [ruleFile], evaluation_interval: '1m', tests });

const alertTests = (test: RuleTest): object[] => [
  promtoolTest(test, 'fires', test.fires, 1),
  promtoolTest(test, 'is silent', test.silent, 0),
  promtoolTest(test, 'is silent about other installations', elsewhere(test.fires), 0),
];

/** Queries of dashboards: rates by route, aggregated over pods. */
function recordingTest(prefix: TestedRules['prefix']): object {
  const { count, bucket } = recordedRequests(prefix);
  const metric = `${prefix}_request_duration_seconds`;
  const labels = ['route="push"', 'status_code="200"'];
  const bounds = (bound: string): string => series(`${metric}_bucket`, ...labels, `le="${bound}"`);
  const own = { namespace: INSTALLATION.namespace, route: 'push' };
  const sample = (name: string, more: Readonly<Record<string, string>>, value: number): object => ({
    labels: `${name}{${Object.entries({ ...own, ...more })
      .map(([key, text]) => `${key}="${text}"`)
      .join(', ')}}`,
    value,
  });
  return {
    name: 'recordings',
    interval: '1m',
    input_series: [
      { series: series(`${metric}_count`, ...labels), values: '0+60x120' },
      { series: series(`${metric}_count`, ...labels).replace('x-0', 'x-1'), values: '0+60x120' },
      { series: bounds('1'), values: '0+30x120' },
      { series: bounds('+Inf'), values: '0+60x120' },
    ],
    promql_expr_test: [
      { expr: count, eval_time: '1h', exp_samples: [sample(count, { status_code: '200' }, 2)] },
      {
        expr: bucket,
        eval_time: '1h',
        exp_samples: [sample(bucket, { le: '1' }, 0.5), sample(bucket, { le: '+Inf' }, 1)],
      },
    ],
  };
}

const promtoolTest = ({ alert, at = '1h' }: RuleTest, what: string, samples: Samples, firing: number): object => ({
  name: `${alert} ${what}`,
  interval: '1m',
  input_series: Object.entries(samples).map(([name, values]) => ({ series: name, values })),
  // ALERTS shows whether an alert fires, without a copy of all its annotations here.
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
    Object.entries(samples).map(([name, values]) => [
      name.replace(`namespace="${INSTALLATION.namespace}"`, 'namespace="other"'),
      values,
    ]),
  );
