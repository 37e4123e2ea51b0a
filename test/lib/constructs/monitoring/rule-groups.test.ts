import {
  type AlertingRule,
  createPrometheusRule,
  type PrometheusRuleProps,
  type RecordingRule,
  type RuleGroup,
  ruleFile,
} from '../../../../lib/constructs/monitoring/rule-groups';
import { type KubernetesObject, render } from '../../../objects';
import { system } from '../example-system';

const record: RecordingRule = { record: 'job:up:sum', expr: 'sum(up)', labels: { tier: 'a' } };
const alert: AlertingRule = {
  alert: 'Down',
  expr: 'up == 0',
  for: '5m',
  labels: { severity: 'page' },
  annotations: { summary: 'it is down' },
};
const group: RuleGroup = { name: 'up', interval: '1m', limit: 10, rules: [record, alert] };

describe('a file of rules', () => {
  test('has the groups and rules in their order, and all that they say', () =>
    expect(ruleFile([group, { name: 'none', rules: [] }])).toStrictEqual({
      groups: [
        { name: 'up', interval: '1m', limit: 10, rules: [record, alert] },
        { name: 'none', rules: [] },
      ],
    }));

  test('formats the duration of an alert as the rulers do', () =>
    expect(ruleFile([{ name: 'up', rules: [{ alert: 'Down', expr: 'up == 0', keepFiringFor: '10m' }] }])).toStrictEqual(
      { groups: [{ name: 'up', rules: [{ alert: 'Down', expr: 'up == 0', keep_firing_for: '10m' }] }] },
    ));

  test('may have no groups', () => expect(ruleFile([])).toStrictEqual({ groups: [] }));
});

describe('a PrometheusRule', () => {
  const rule = (props: PrometheusRuleProps): KubernetesObject | undefined =>
    render((scope) => createPrometheusRule(scope, 'rule', { ...system.names, props }))['PrometheusRule/prod-loki'];

  test('has the groups and rules in their order, and all that they say', () =>
    expect(rule({ groups: [group, { name: 'second', rules: [{ ...alert, keepFiringFor: '10m' }] }] })).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'prod-loki', namespace: 'logs', labels: system.labels },
      spec: {
        groups: [
          { name: 'up', interval: '1m', limit: 10, rules: [record, alert] },
          { name: 'second', rules: [{ ...alert, keep_firing_for: '10m' }] },
        ],
      },
    }));

  test('keeps an expression as it was written, even if it looks like a number', () =>
    expect(rule({ groups: [{ name: 'a', rules: [{ record: 'one', expr: '1' }] }] })?.['spec'].groups[0].rules).toEqual([
      { record: 'one', expr: '1' },
    ]));

  test('may stand in another namespace, and is found by labels of its own', () =>
    expect(
      rule({
        groups: [],
        namespace: 'monitoring',
        labels: { release: 'prometheus', 'app.kubernetes.io/name': 'x' },
        annotations: { why: 'because' },
      })?.metadata,
    ).toEqual({
      name: 'prod-loki',
      namespace: 'monitoring',
      labels: { ...system.labels, release: 'prometheus' },
      annotations: { why: 'because' },
    }));
});
