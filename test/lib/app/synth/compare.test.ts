import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { compare } from '../../../../lib/app/synth/compare';
import { fill, newFolder } from '../../../folders';
import { sentencesOf } from '../../../sentences';

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
    { kind: 'removed', file: 'deep' },
    { kind: 'added', file: 'new.yaml' },
    { kind: 'removed', file: 'stale.yaml' },
  ]);
});

test('a link to the right text and a folder of the right name are no files', () => {
  const folder = newFolder();
  fill(folder, { 'real.yaml': 'text', 'b.yaml/x': 'x' });
  symlinkSync(path.join(folder, 'real.yaml'), path.join(folder, 'a.yaml'));
  symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'dangling.yaml'));
  const files = new Map(['a.yaml', 'b.yaml', 'real.yaml'].map((name) => [name, 'text']));
  expect(compare(folder, files)).toEqual([
    { kind: 'changed', file: 'a.yaml' },
    { kind: 'changed', file: 'b.yaml' },
    { kind: 'removed', file: 'dangling.yaml' },
  ]);
});

test('fails if the folder is a link', () => {
  const folder = newFolder();
  symlinkSync(folder, path.join(folder, 'lab'));
  const lab = path.join(folder, 'lab');
  expect(sentencesOf(() => compare(lab, new Map()))).toEqual([`${lab} is a symbolic link: replace it with a folder`]);
});

test('a missing folder is empty', () =>
  expect(compare(path.join(newFolder(), 'missing'), new Map([['a', 'a']]))).toEqual([{ kind: 'added', file: 'a' }]));

test('a byte that differs is a difference, even where the text reads alike', () => {
  const folder = newFolder();
  fill(folder, { 'a.yaml': 'a\r\n' });
  expect(compare(folder, new Map([['a.yaml', 'a\n']]))).toHaveLength(1);
});
