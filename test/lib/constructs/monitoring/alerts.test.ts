import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import type { SystemRulesProps } from '../../../../lib/constructs/monitoring/alerts/alert';
import { LOKI_3_RULES, LOKI_RULES } from '../../../../lib/constructs/monitoring/alerts/loki';
import { MIMIR_RULES } from '../../../../lib/constructs/monitoring/alerts/mimir';
import { TEMPO_RULES } from '../../../../lib/constructs/monitoring/alerts/tempo';
import type { AlertingRule, RuleGroup } from '../../../../lib/constructs/monitoring/rule-groups';

const ALL = { memcached: true, volumes: true } satisfies SystemRulesProps;
const SYSTEMS = { Loki: LOKI_RULES, Mimir: MIMIR_RULES, Tempo: TEMPO_RULES };

const alertsIn = (groups: readonly RuleGroup[]): AlertingRule[] =>
  groups.flatMap(({ rules }) => rules.flatMap((rule) => ('alert' in rule ? [rule] : [])));

function isPromql(expr: string): boolean {
  let isSound = true;
  parser.parse(expr).iterate({
    enter: ({ type }) => {
      if (type.isError) isSound = false;
    },
  });
  return isSound;
}

describe.each(Object.entries(SYSTEMS))('alerts about %s', (name, rules) => {
  const alerts = alertsIn(rules.alerts(ALL));

  test('are named after the system, once each, with a severity, a summary and a runbook', () => {
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
    for (const { alert, labels, annotations } of alerts) {
      expect(alert).toMatch(new RegExp(`^${name}[A-Z]`));
      expect(labels).toEqual({ severity: expect.stringMatching(/^(critical|warning)$/) });
      expect(annotations).toEqual({ summary: expect.any(String), runbook: expect.stringMatching(/^[A-Z].{80,}\.$/) });
    }
  });

  test('are PromQL, also without any props', () => {
    for (const { expr } of [...alerts, ...alertsIn(rules.alerts())])
      expect([expr, isPromql(expr)]).toEqual([expr, true]);
  });

  test('ask for series of one installation alone', () => {
    const scoped = alertsIn(rules.alerts({ ...ALL, namespace: 'obs', pods: 'x-.+' }));
    for (const { expr } of scoped) {
      const selectors = expr.match(/\{[^}]+\}/g) ?? [];
      expect(selectors.length).toBeGreaterThan(0);
      for (const selector of selectors) {
        expect(selector).toMatch(/namespace=~"obs", (pod=~"x-\.\+"|persistentvolumeclaim=~"\.\+-\(x-\.\+\)")/);
      }
    }
  });

  test('name the tools of the user: labels, and a page of runbooks', () => {
    const [first] = alertsIn(rules.alerts({ labels: { team: 'a' }, runbookUrl: 'https://example.com/runbooks.md' }));
    expect(first?.labels).toEqual({ team: 'a', severity: 'warning' });
    expect(first?.annotations?.['runbook_url']).toBe(`https://example.com/runbooks.md#${name.toLowerCase()}targetdown`);
  });

  test('are about caches and claims only if there are metrics of those', () =>
    expect(alertsIn(rules.alerts()).filter(({ expr }) => /memcached_up|kubelet_/.test(expr))).toEqual([]));

  test('are documented in docs/runbooks.md, with a remedy', () => {
    const page = readFileSync('docs/runbooks.md', 'utf8');
    const sections = new Map(
      page.split(/^### /m).map((section) => [section.split('\n')[0], section.replaceAll(/\s+/g, ' ')]),
    );
    for (const { alert, annotations } of alerts) {
      expect([alert, sections.get(alert)]).toEqual([alert, expect.stringContaining(annotations?.['runbook'] ?? '-')]);
    }
  });
});

test('the alerts about Loki 3 ask for the names that its metrics have since', () => {
  const exprs = (rules: typeof LOKI_RULES) => alertsIn(rules.alerts(ALL)).map(({ expr }) => expr);
  const renamed = exprs(LOKI_RULES).map((expr) =>
    expr
      .replace(/cortex_(prometheus_rule|ingester_flush)/g, 'loki_$1')
      .replace('loki_boltdb_shipper_apply_retention', 'loki_compactor_apply_retention'),
  );
  expect(exprs(LOKI_3_RULES)).toEqual(renamed);
  expect(renamed).not.toEqual(exprs(LOKI_RULES));
});
