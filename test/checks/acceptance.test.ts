import { settle } from '../../lib/checks/finding';
import { find } from './find';
import { CONTAINER, replace, web } from './pairs/changes';

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

describe('an acceptance', () => {
  const external = [
    { kind: 'StorageClass', name: 'fast' },
    { kind: 'Secret', namespace: 'web', name: 'web' },
    { kind: 'Secret', namespace: 'web', name: 'tls' },
  ];
  const latest = web(replace(`${CONTAINER}/image`, 'web:latest'));
  const accepted = (...accepts: Array<{ id: string; object?: string; reason: string }>) =>
    find({ ...latest, checks: { external, accepts } }).map(({ id, accepted: reason }) => [id, reason]);

  test.each(['Deployment/web/web', 'Deployment/*', '*/web'])('covers the objects of its pattern: %s', (object) =>
    expect(accepted({ id: 'policy/image-tag', object, reason: 'it is a test' })).toEqual([
      ['policy/image-tag', 'it is a test'],
    ]),
  );

  test('without a finding is an error', () => {
    expect(accepted({ id: 'policy/image-tag', reason: 'a' }, { id: 'ring/quorum', reason: 'b' })).toEqual([
      ['policy/image-tag', 'a'],
      ['acceptance/unused', undefined],
    ]);
    expect(accepted({ id: 'policy/image-tag', object: 'Deployment/web/wep', reason: 'a' })).toEqual([
      ['policy/image-tag', undefined],
      ['acceptance/unused', undefined],
    ]);
  });

  test('that only repeats another one is an error', () =>
    expect(
      accepted(
        { id: 'policy/image-tag', reason: 'a' },
        { id: 'policy/image-tag', object: 'Deployment/*', reason: 'b' },
      ),
    ).toEqual([
      ['policy/image-tag', 'a'],
      ['acceptance/unused', undefined],
    ]));

  test('of a pattern with many stars is fast', () => {
    const start = performance.now();
    const found = settle(
      [{ id: 'a', object: 'a'.repeat(5000), sentence: 'b' }],
      [{ id: 'a', object: `${'*a'.repeat(1000)}*!`, reason: 'c' }],
    );
    expect(found.map(({ id }) => id)).toEqual(['a', 'acceptance/unused']);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test.each([
    ['*', '', true],
    ['a*c', 'abc', true],
    ['a*c', 'ac', true],
    ['ab*bc', 'abc', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c', false],
    ['*.b', 'axb', false],
    ['**', 'abc', true],
    ['a', 'ab', false],
  ])('pattern %j and object %j: %s', (pattern, name, expected) =>
    expect(settle([{ id: 'a', object: name, sentence: 'b' }], [{ id: 'a', object: pattern, reason: 'c' }])[0]).toEqual(
      expect.objectContaining(expected ? { accepted: 'c' } : { object: name }),
    ),
  );

  test('without a reason is an error', () =>
    expect(accepted({ id: 'policy/image-tag', reason: ' ' })).toEqual([
      ['policy/image-tag', ' '],
      ['acceptance/reason', undefined],
    ]));
});

describe('a severity', () => {
  test('is an error where requested, and not reported by default', () => {
    const change = web(replace(`${CONTAINER}/image`, 'web:latest'));
    const external = [
      { kind: 'StorageClass', name: 'fast' },
      { kind: 'Secret', namespace: 'web', name: 'web' },
      { kind: 'Secret', namespace: 'web', name: 'tls' },
    ];
    expect(find({ ...change, checks: { external, severity: { 'policy/*': 'error' } } })).toMatchObject([
      { severity: 'error' },
    ]);
    expect(find({ ...change, checks: { external, severity: { 'policy/*': 'off' } } })).toEqual([]);
  });
});
