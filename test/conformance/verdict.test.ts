import { gathered } from '../../conformance/check';
import { judgeRules } from '../../conformance/checks/rules';
import type { Ran } from '../../conformance/exec';
import { byExitCode, byText, lastWords } from '../../conformance/verdict';

const ran = (code: number | undefined, text = ''): Ran => ({ code, text, stdout: text, stderr: '' });

describe('by its exit code a program', () => {
  test('accepts input', () => expect(byExitCode(ran(0, 'level=warn msg="x"'))).toEqual({ refusals: [], remarks: [] }));

  test('rejects input with a reason', () =>
    expect(byExitCode(ran(1, 'failed parsing config: line 1'))).toEqual({
      refusals: ['failed parsing config: line 1 (exit code 1)'],
      remarks: [],
    }));
});

describe('judged by its output, Tempo', () => {
  const WARNINGS =
    'level=warn msg="-- CONFIGURATION WARNINGS --"\nlevel=warn ts=1 msg="a \\"local\\" backend" explain="x"';

  test.each([0, 1])('accepts input if it exits with %j without output', (code) =>
    expect(byText(ran(code))).toEqual({ refusals: [], remarks: [] }),
  );

  test.each([0, 1])('has warnings if it exits with %j', (code) =>
    expect(byText(ran(code, WARNINGS))).toEqual({ refusals: [], remarks: ['a "local" backend'] }),
  );

  test.each([0, 1, 2])('rejects input if it exits with %j and other output', (code) =>
    expect(byText(ran(code, 'failed parsing config: yaml: line 3'))).toEqual({
      refusals: [`failed parsing config: yaml: line 3 (exit code ${code})`],
      remarks: [],
    }),
  );

  test('refuses something if it does not come to an end', () =>
    expect(byText(ran(undefined, WARNINGS)).refusals).toHaveLength(1));
});

test('the last words are few, and omit the usage', () => {
  expect(lastWords(ran(2, 'flag provided but not defined: -x\nUsage of tempo:\n  -a\n  -b'))).toBe(
    'flag provided but not defined: -x (exit code 2)',
  );
  expect(lastWords(ran(1, '1\n2\n3\n4\n\nlevel=info x\n5\n6\n7'))).toBe('2 / 3 / 4 / 5 / 6 / 7 (exit code 1)');
  expect(lastWords(ran(undefined))).toBe('did not start, or did not exit');
});

describe('promtool', () => {
  test('accepts all rules', () => expect(judgeRules(ran(0, '  SUCCESS: 4 rules found'), 4).refusals).toEqual([]));
  test('accepts a single rule', () => expect(judgeRules(ran(0, '  SUCCESS: 1 rule found'), 1).refusals).toEqual([]));
  test('is content with none, and is not believed', () =>
    expect(judgeRules(ran(0, '  SUCCESS: 0 rules found'), 1).refusals).toEqual(['found 0 rules, but 1 are written']));
  test('refuses some', () => expect(judgeRules(ran(1, 'FAILED: x'), 1).refusals).toEqual(['FAILED: x (exit code 1)']));
});

test('the same message in several places is printed once', () =>
  expect(
    gathered([
      { place: 'a', words: 'x' },
      { place: 'b', words: 'x' },
      { place: 'c', words: 'y' },
      { place: 'd', words: 'x' },
    ]),
  ).toEqual(['a and 2 others: x', 'c: y']));
