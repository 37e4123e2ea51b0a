import path from 'node:path';
import { compare } from '../../../lib/synth/compare';
import { fill, newFolder } from '../../folders';

test('files that are missing, different or too many are named in order', () => {
  const folder = newFolder();
  fill(folder, { 'same.yaml': 'same', 'changed.yaml': 'old', 'stale.yaml': 'x', 'deep/stale.yaml': 'x' });
  const files = new Map([
    ['same.yaml', 'same'],
    ['changed.yaml', 'new'],
    ['new.yaml', 'new'],
  ]);
  expect(compare(folder, files)).toEqual([
    { kind: 'changed', file: 'changed.yaml' },
    { kind: 'removed', file: 'deep/stale.yaml' },
    { kind: 'added', file: 'new.yaml' },
    { kind: 'removed', file: 'stale.yaml' },
  ]);
});

test('a folder that is not there holds nothing', () =>
  expect(compare(path.join(newFolder(), 'missing'), new Map([['a', 'a']]))).toEqual([{ kind: 'added', file: 'a' }]));

test('a byte that differs is a difference, even where the text reads alike', () => {
  const folder = newFolder();
  fill(folder, { 'a.yaml': 'a\r\n' });
  expect(compare(folder, new Map([['a.yaml', 'a\n']]))).toHaveLength(1);
});
