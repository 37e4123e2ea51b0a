import fs from 'node:fs';
import path from 'node:path';
import { isAbandoned, nameOf } from '../../../../lib/app/synth/leftovers';
import { publish, recover } from '../../../../lib/app/synth/publish';
import { contents, fill, newFolder } from '../../../folders';
import { sentencesOf } from '../../../sentences';

const NEW = new Map([
  ['a.k8s.yaml', 'new a'],
  ['c.k8s.yaml', 'new c'],
]);
const OLD = { 'lab/a.k8s.yaml': 'old a', 'lab/b.k8s.yaml': 'old b' };

/** What a folder is called that belongs to a run of this machine that has ended. */
const gone = (kind: 'next' | 'previous') => nameOf('lab', kind).replace(`.${process.pid}-`, `.${2 ** 22 + 1}-`);

afterEach(() => jest.restoreAllMocks());

test('the folder has the new files and no stale ones, and no other files remain', () => {
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
  expect(() => recover(out)).not.toThrow();
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

test('a run whose folder is removed by another run fails, and keeps the old output', () => {
  const out = newFolder();
  fill(out, OLD);
  const write = fs.writeFileSync;
  jest.spyOn(fs, 'writeFileSync').mockImplementationOnce((file, text) => {
    write(file, text);
    fs.rmSync(path.dirname(String(file)), { recursive: true });
  });
  expect(sentencesOf(() => publish(out, 'lab', NEW))).toEqual([
    expect.stringMatching(/lab: another run changed the output at the same time: run npm run synth again/),
  ]);
  expect(contents(out)).toEqual(OLD);
});

test('a file that is missing or short before the swap is found', () => {
  const out = newFolder();
  fill(out, OLD);
  const write = fs.writeFileSync;
  jest.spyOn(fs, 'writeFileSync').mockImplementationOnce((file) => write(file, 'n'));
  expect(sentencesOf(() => publish(out, 'lab', NEW))).toEqual([
    expect.stringContaining(`${out}/lab: another run changed`),
  ]);
  expect(contents(out)).toEqual(OLD);
});

test('an output that another run has put in place goes aside as well', () => {
  const out = newFolder();
  fill(out, OLD);
  const rename = fs.renameSync;
  jest.spyOn(fs, 'renameSync').mockImplementationOnce((from, to) => {
    rename(from, to);
    fill(out, { 'lab/a.k8s.yaml': 'of another run' });
  });
  publish(out, 'lab', NEW);
  expect(contents(out)).toEqual({ 'lab/a.k8s.yaml': 'new a', 'lab/c.k8s.yaml': 'new c' });
  expect(fs.readdirSync(out)).toEqual(['lab']);
});

test('an old output that cannot be put back at once stays beside, and the next run puts it back', () => {
  const out = newFolder();
  fill(out, OLD);
  const rename = fs.renameSync;
  const fails = () => {
    throw Object.assign(new Error('input/output error'), { code: 'EIO' });
  };
  jest
    .spyOn(fs, 'renameSync')
    .mockImplementationOnce((from, to) => rename(from, to))
    .mockImplementationOnce(fails)
    .mockImplementationOnce(fails);
  expect(() => publish(out, 'lab', NEW)).toThrow('input/output error');
  recover(out);
  expect(contents(out)).toEqual(OLD);
});

test('a folder that is a mount point is a sentence with a remedy', () => {
  const out = newFolder();
  fill(out, OLD);
  jest.spyOn(fs, 'renameSync').mockImplementationOnce(() => {
    throw Object.assign(new Error('EBUSY: resource busy or locked'), { code: 'EBUSY' });
  });
  expect(sentencesOf(() => publish(out, 'lab', NEW))).toEqual([
    `${out}/lab: found a mount point, which cannot be replaced atomically: mount ${out} or a folder above it instead`,
  ]);
  expect(contents(out)).toEqual(OLD);
});

test.each([
  ['of a process that runs', { scope: 'here', pid: process.ppid }, 0, false],
  ['of a process that is gone', { scope: 'here', pid: 2 ** 22 + 1 }, 0, true],
  ['of a process id of another PID namespace', { scope: 'there', pid: 2 ** 22 + 1 }, 0, false],
  ['of the same process id in another PID namespace', { scope: 'there', pid: process.pid }, 0, false],
  ['of another PID namespace, more than an hour old', { scope: 'there', pid: 1 }, 3_700_000, true],
  ['of nobody who is named', undefined, 0, false],
])('a folder %s is distinguished from an abandoned one', (_, owner, age, expected) =>
  expect(isAbandoned({ owner, age }, 'here')).toBe(expected),
);

describe('recover', () => {
  test('puts back an output that a killed run had moved aside', () => {
    const out = newFolder();
    fill(path.join(out, gone('previous')), { 'a.k8s.yaml': 'old a' });
    fill(path.join(out, gone('next')), { 'a.k8s.yaml': 'half' });
    recover(out);
    expect(contents(out)).toEqual({ 'lab/a.k8s.yaml': 'old a' });
  });

  test('removes files of a killed run beside a complete output', () => {
    const out = newFolder();
    fill(out, { ...OLD, [`${gone('previous')}/x`]: 'x', [`${gone('next')}/x`]: 'x' });
    recover(out);
    expect(contents(out)).toEqual(OLD);
    expect(fs.readdirSync(out)).toEqual(['lab']);
  });

  test('keeps files of active runs, and files of no run', () => {
    const out = newFolder();
    const living = nameOf('lab', 'next').replace(`.${process.pid}-`, `.${process.ppid}-`);
    const elsewhere = living.replace(/next-[0-9a-f]+/, 'next-0123456789ab');
    const others = { [`${living}/x`]: 'x', [`${elsewhere}/x`]: 'x', '.lab.next/x': 'x' };
    fill(out, others);
    recover(out);
    expect(contents(out)).toEqual(others);
  });

  test('removes files that were not modified for more than an hour, whatever their owner', () => {
    const out = newFolder();
    const old = '.lab.next-0123456789ab.1-ff';
    fill(out, { [`${old}/x`]: 'x' });
    const then = Date.now() / 1000 - 3700;
    fs.utimesSync(path.join(out, old), then, then);
    recover(out);
    expect(fs.readdirSync(out)).toEqual([]);
  });

  test('never restores files that were being removed', () => {
    const out = newFolder();
    fill(out, { [`${nameOf('lab', 'removed')}/x`]: 'half' });
    recover(out);
    expect(fs.readdirSync(out)).toEqual([]);
  });

  test('ignores a missing folder', () => expect(() => recover(path.join(newFolder(), 'none'))).not.toThrow());
});
