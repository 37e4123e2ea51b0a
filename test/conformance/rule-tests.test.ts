import { promtoolTests, TESTED_RULES } from '../../conformance/rule-tests';
import { INSTALLATION } from '../../conformance/rule-tests/rule-test';

describe.each(TESTED_RULES.map((tested) => [tested.name, tested] as const))('the alerts about %s', (_, tested) => {
  const alerts = tested.rules
    .alerts(INSTALLATION)
    .flatMap(({ rules }) => rules.flatMap((rule) => ('alert' in rule ? [rule.alert] : [])));

  test('each have a test that fires and one that does not, and no test is about another one', () =>
    expect([...new Set(tested.tests.map(({ alert }) => alert))].sort()).toEqual([...alerts].sort()));

  test('are tested one by one: with samples under which they fire, are silent, and of another installation', () => {
    for (const alert of alerts) {
      const test = promtoolTests(tested).find(({ name }) => name === alert);
      expect(test?.rules).toMatchObject({ groups: [{ rules: [{ alert }] }] });
      expect(test?.tests('rules.json')).toMatchObject({
        rule_files: ['rules.json'],
        tests: expect.arrayContaining(
          [
            [`${alert} fires`, 1],
            [`${alert} is silent`, 0],
            [`${alert} is silent about other installations`, 0],
          ].map(([name, value]) =>
            expect.objectContaining({
              name,
              promql_expr_test: [expect.objectContaining({ exp_samples: [{ labels: '{}', value }] })],
            }),
          ),
        ),
      });
    }
  });

  test('stand beside a test of the recording rules', () =>
    expect(promtoolTests(tested).map(({ name }) => name)).toEqual([
      ...alerts,
      `${tested.name.replace('-3', '')}-recordings`,
    ]));
});
