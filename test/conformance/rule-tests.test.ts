import { rulesFile, TESTED_RULES, testFile } from '../../conformance/rule-tests';
import { INSTALLATION } from '../../conformance/rule-tests/rule-test';

describe.each(TESTED_RULES.map((tested) => [tested.name, tested] as const))('the alerts about %s', (_, tested) => {
  const alerts = tested.rules
    .alerts(INSTALLATION)
    .flatMap(({ rules }) => rules.flatMap((rule) => ('alert' in rule ? [rule.alert] : [])));

  test('each have a test that fires and one that does not, and no test is about another one', () =>
    expect([...new Set(tested.tests.map(({ alert }) => alert))].sort()).toEqual([...alerts].sort()));

  test('are asked for with samples under which they fire, are silent, and of another installation', () => {
    const file = testFile(tested, ['rules.yaml']);
    expect(file).toMatchObject({ rule_files: ['rules.yaml'] });
    const [first] = tested.tests;
    expect(file).toMatchObject({
      tests: expect.arrayContaining(
        [
          [`${first?.alert} fires`, 1],
          [`${first?.alert} is silent`, 0],
          [`${first?.alert} is silent about other installations`, 0],
        ].map(([name, value]) =>
          expect.objectContaining({
            name,
            promql_expr_test: [expect.objectContaining({ exp_samples: [{ labels: '{}', value }] })],
          }),
        ),
      ),
    });
  });

  test('are tested in a file with the recording rules', () =>
    expect(rulesFile(tested)).toMatchObject({
      groups: [{ name: `${tested.name}-recordings` }, { name: `${tested.name}-alerts` }],
    }));
});
