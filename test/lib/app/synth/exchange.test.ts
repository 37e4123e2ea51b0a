import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exchange } from '../../../../lib/app/synth/exchange';
import { publish } from '../../../../lib/app/synth/publish';
import { contents, fill, newFolder } from '../../../folders';

const { PATH } = process.env;
afterEach(() => {
  process.env['PATH'] = PATH;
});

/** Puts a program called mv before all others. */
function withMv(script: string): void {
  const bin = path.join(newFolder(), 'bin');
  mkdirSync(bin);
  writeFileSync(path.join(bin, 'mv'), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(bin, 'mv'), 0o755);
  process.env['PATH'] = `${bin}:${PATH}`;
}

/** What --exchange of coreutils 9.5 does, for machines with an older one. */
const EXCHANGES = '[ "$1" = --exchange ] && /bin/mv -T "$4" "$4.x" && /bin/mv -T "$5" "$4" && /bin/mv -T "$4.x" "$5"';

test('two folders change places', () => {
  withMv(EXCHANGES);
  const folder = newFolder();
  fill(folder, { 'a/one': '1', 'b/two': '2' });
  expect(exchange(path.join(folder, 'a'), path.join(folder, 'b'))).toBe(true);
  expect(contents(folder)).toEqual({ 'a/two': '2', 'b/one': '1' });
});

test.each([
  ['an mv that exchanges', EXCHANGES],
  ['an mv that does not know the option', 'echo "unrecognized option" >&2; exit 1'],
])('%s: the new output replaces the old one, and no other files remain', (_, script) => {
  withMv(script);
  const out = newFolder();
  fill(out, { 'lab/old.yaml': 'old' });
  publish(out, 'lab', new Map([['new.yaml', 'new']]));
  expect(contents(out)).toEqual({ 'lab/new.yaml': 'new' });
});

test('a machine without mv renames', () => {
  const out = newFolder();
  fill(out, { 'lab/old.yaml': 'old' });
  process.env['PATH'] = newFolder();
  publish(out, 'lab', new Map([['new.yaml', 'new']]));
  expect(contents(out)).toEqual({ 'lab/new.yaml': 'new' });
});
