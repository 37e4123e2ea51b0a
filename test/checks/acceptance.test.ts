import { Construct } from 'constructs';
import { settle } from '../../lib/checks/finding';
import { find } from './find';
import { CONTAINER, replace, web } from './pairs/changes';

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

  test('of a validation of another construct names its path', () => {
    const found = (object: string) =>
      find({
        objects: (chart) => new Construct(chart, 'other').node.addValidation({ validate: () => ['replicas: found 0'] }),
        checks: { accepts: [{ id: 'construct/validation', object, reason: 'it is a test' }] },
      }).map(({ id, accepted: reason }) => [id, reason]);
    expect(found('web/other')).toEqual([['construct/validation', 'it is a test']]);
    expect(found('web/more')).toEqual([
      ['construct/validation', undefined],
      ['acceptance/unused', undefined],
    ]);
  });

  test('without a reason is an error', () =>
    expect(accepted({ id: 'policy/image-tag', reason: ' ' })).toEqual([
      ['policy/image-tag', ' '],
      ['acceptance/reason', undefined],
    ]));
});
