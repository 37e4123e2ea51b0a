import { settle } from '../../lib/checks/finding';

test.each([
  [
    { id: 'a', severity: 'fatal', sentence: 'b' },
    'severity: found "fatal" of "a", allowed are "error" and "warning": fix the check',
  ],
  [
    { id: 'a' },
    'found a finding with id "a" and sentence undefined, allowed is a non-empty string for both: fix the check',
  ],
  [
    { sentence: 'b' },
    'found a finding with id undefined and sentence "b", allowed is a non-empty string for both: fix the check',
  ],
])('a finding that is none stops synth in a sentence: %j', (finding, sentence) =>
  expect(settle([JSON.parse(JSON.stringify(finding))])).toEqual([{ id: 'check/finding', severity: 'error', sentence }]),
);
