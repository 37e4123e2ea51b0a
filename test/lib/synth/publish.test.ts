import fs from 'node:fs';
import path from 'node:path';
import { publish, recover } from '../../../lib/synth/publish';
import { contents, fill, newFolder } from '../../folders';

const NEW = new Map([
  ['a.k8s.yaml', 'new a'],
  ['c.k8s.yaml', 'new c'],
]);
const OLD = { 'lab/a.k8s.yaml': 'old a', 'lab/b.k8s.yaml': 'old b' };

/** A process id that no process has. */
const GONE = 2 ** 22 + 1;

afterEach(() => jest.restoreAllMocks());

test('the folder holds the new files and no stale one, and nothing is left beside it', () => {
  const out = newFolder();
  fill(out, OLD);
  publish(out, 'lab', NEW);
  expect(contents(out)).toEqual({ 'lab/a.k8s.yaml': 'new a', 'lab/c.k8s.yaml': 'new c' });
  expect(fs.readdirSync(out)).toEqual(['lab']);
});

test('folders that are not there are made', () => {
  const out = path.join(newFolder(), 'deep', 'dist');
  publish(out, 'lab', NEW);
  expect(contents(out)).toEqual({ 'lab/a.k8s.yaml': 'new a', 'lab/c.k8s.yaml': 'new c' });
});

test.each(['mkdirSync', 'writeFileSync', 'renameSync'] as const)('the old output stays whole if %s fails', (call) => {
  const out = newFolder();
  fill(out, OLD);
  jest.spyOn(fs, call).mockImplementationOnce(() => {
    throw new Error('no space left on device');
  });
  expect(() => publish(out, 'lab', NEW)).toThrow('no space left on device');
  expect(contents(out)).toEqual(OLD);
});

test('an old output that cannot be removed does not undo the new one', () => {
  const out = newFolder();
  fill(out, OLD);
  const remove = fs.rmSync;
  jest.spyOn(fs, 'rmSync').mockImplementation((target, options) => {
    if (String(target).includes('previous') && fs.existsSync(target)) {
      throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
    }
    remove(target, options);
  });
  publish(out, 'lab', NEW);
  expect(fs.readdirSync(path.join(out, 'lab'))).toEqual([...NEW.keys()]);
  expect(() => recover(out, 'lab')).not.toThrow();
});

test('the old output is put back if the new one cannot take its place', () => {
  const out = newFolder();
  fill(out, OLD);
  const rename = fs.renameSync;
  jest
    .spyOn(fs, 'renameSync')
    .mockImplementationOnce((from, to) => rename(from, to))
    .mockImplementationOnce(() => {
      throw new Error('input/output error');
    });
  expect(() => publish(out, 'lab', NEW)).toThrow('input/output error');
  expect(contents(out)).toEqual(OLD);
});

describe('recover', () => {
  test('puts back an output that a killed run had moved aside', () => {
    const out = newFolder();
    fill(path.join(out, `.lab.previous-${GONE}`), { 'a.k8s.yaml': 'old a' });
    fill(path.join(out, `.lab.next-${GONE}`), { 'a.k8s.yaml': 'half' });
    recover(out, 'lab');
    expect(contents(out)).toEqual({ 'lab/a.k8s.yaml': 'old a' });
  });

  test('removes what a killed run left beside a whole output', () => {
    const out = newFolder();
    fill(out, { ...OLD, [`.lab.previous-${GONE}/x`]: 'x', [`.lab.next-${GONE}/x`]: 'x' });
    recover(out, 'lab');
    expect(contents(out)).toEqual(OLD);
    expect(fs.readdirSync(out)).toEqual(['lab']);
  });

  test('leaves alone what other environments and runs that go on have', () => {
    const out = newFolder();
    const others = { [`.eks.next-${GONE}/x`]: 'x', [`.lab.next-${process.ppid}/x`]: 'x', '.lab.next/x': 'x' };
    fill(out, others);
    recover(out, 'lab');
    expect(contents(out)).toEqual(others);
  });

  test('does nothing where there is no folder', () =>
    expect(() => recover(path.join(newFolder(), 'none'), 'lab')).not.toThrow());
});
