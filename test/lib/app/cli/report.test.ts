import { WriteStream } from 'node:tty';
import { findingLines, layoutOf, summary } from '../../../../lib/app/cli/report';
import type { LocatedFinding } from '../../../../lib/checks/check';

const error: LocatedFinding = {
  id: 'ring/quorum',
  severity: 'error',
  at: 'loki',
  sentence: 'ingester.replicas: found 1 of 3',
};
const warning: LocatedFinding = {
  id: 'policy/root',
  severity: 'warning',
  at: 'web/pod',
  object: 'Deployment/web/web',
  sentence: 'runAsNonRoot: found nothing',
};
const accepted: LocatedFinding = { ...warning, id: 'policy/probes', accepted: 'it is a lab' };

test('the worst findings come first, and accepted ones are counted', () =>
  expect(findingLines('lab', [accepted, warning, error])).toEqual([
    'lab: 1 error, 1 warning, 1 accepted',
    '  error     ring/quorum  loki',
    '            ingester.replicas: found 1 of 3',
    '  warning   policy/root  web/pod Deployment/web/web',
    '            runAsNonRoot: found nothing',
  ]));

test('accepted findings are shown on request, with the reason', () =>
  expect(findingLines('lab', [accepted], { accepted: true })).toEqual([
    'lab: 0 errors, 0 warnings, 1 accepted',
    '  accepted  policy/probes  web/pod Deployment/web/web',
    '            runAsNonRoot: found nothing',
    '            accepted: it is a lab',
  ]));

test('without findings, or with accepted ones only, the report is empty', () => {
  expect(findingLines('lab', [])).toEqual([]);
  expect(findingLines('lab', [accepted])).toEqual([]);
  expect(summary([])).toBe('0 errors, 0 warnings, 0 accepted');
});

test('a terminal has sentences broken at its width, and words of each severity in a colour', () => {
  const sentence = 'a sentence of many words that is longer than any terminal has room for';
  const lines = findingLines('lab', [{ ...error, sentence }], { color: true, width: 40 });
  expect(lines[1]).toBe('  \u001b[31merror   \u001b[39m  ring/quorum  loki');
  const broken = lines.slice(2);
  expect(broken.length).toBeGreaterThan(1);
  for (const line of broken) expect(line.length).toBeLessThanOrEqual(40);
  expect(broken.map((line) => line.trim()).join(' ')).toBe(sentence);
});

test('a word that is longer than the terminal is a line of its own', () =>
  expect(findingLines('lab', [{ ...error, sentence: `a ${'b'.repeat(50)} c` }], { width: 40 }).slice(2)).toEqual(
    ['a', 'b'.repeat(50), 'c'].map((word) => `            ${word}`),
  ));

describe('of a terminal', () => {
  /** What is known of a terminal of so many columns. */
  const terminal = (columns: number, variables: NodeJS.ProcessEnv = {}) =>
    layoutOf(
      { isTTY: true, columns, hasColors: WriteStream.prototype.hasColors },
      { TERM: 'xterm-256color', ...variables },
    );

  test('colours and width are taken', () => expect(terminal(120)).toEqual({ color: true, width: 120 }));

  test.each([0, 1, 39])('%i columns break no sentence', (columns) =>
    expect(terminal(columns)).toEqual({ color: true, width: undefined }),
  );

  test.each([{ NO_COLOR: '1' }, { FORCE_COLOR: '0' }, { TERM: 'dumb' }])('%j means no colours', (variables) =>
    expect(terminal(80, variables).color).toBe(false),
  );
});

test('a pipe has neither colours nor width', () =>
  expect(layoutOf({ isTTY: false, columns: 80, hasColors: () => true })).toEqual({ color: false }));
