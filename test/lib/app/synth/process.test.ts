import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { contents, newFolder } from '../../../folders';

// Each test is a process of its own, which loads everything.
jest.setTimeout(60_000);

const argsOf = (script: string, args: readonly string[]): string[] => [
  '--import',
  require.resolve('tsx'),
  path.join(__dirname, script),
  ...args,
];

test.each(['waits', 'exits'])('an environment that %s instead of making its app is no success', (how) => {
  const out = newFolder();
  expect(spawnSync(process.execPath, argsOf('unfinished-synth.ts', [out, how]), { encoding: 'utf8' })).toMatchObject({
    status: 1,
    stdout: '',
    stderr: 'error: an environment exited the process before it returned its app\n',
  });
  expect(contents(out)).toEqual({});
});

test('an error that an environment throws later is a sentence, and no success', () => {
  const out = newFolder();
  const args = argsOf('command-process.ts', ['late', out]);
  expect(spawnSync(process.execPath, args, { encoding: 'utf8' })).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^error: \S+command-process\.ts:\d+: too late\nrun again with --trace .*\n$/),
  });
});

test('a user error in an environment is one sentence, and no files are written', () => {
  const out = newFolder();
  const args = argsOf('command-process.ts', ['mistaken', out]);
  expect(spawnSync(process.execPath, args, { encoding: 'utf8' })).toMatchObject({
    status: 1,
    stdout: '',
    stderr: [
      'error: mistaken: consul: register: name: found "Redis", allowed are up to 42 lower-case letters, digits and "-"',
      'error: mistaken: consul: register: id: found "Redis", allowed are up to 42 lower-case letters, digits and "-"',
      'nothing was written\n',
    ].join('\n'),
  });
  expect(contents(out)).toEqual({});
});

/** Runs a command whose output goes to a disk that is full, or to a reader that has gone. */
function runWith({ full, closed }: { full?: 'stdout' | 'stderr'; closed?: 'stdout' | 'stderr' }, ...args: string[]) {
  const folder = newFolder();
  const all = argsOf('command-process.ts', [args[0] ?? '', folder, ...args.slice(1)]);
  if (closed !== undefined) {
    const redirect = closed === 'stdout' ? '' : '2>&1 >/dev/null';
    const script = `"$@" ${redirect} | true; exit \${PIPESTATUS[0]}`;
    return { folder, ...spawnSync('bash', ['-c', script, 'bash', process.execPath, ...all], { encoding: 'utf8' }) };
  }
  const disk = openSync('/dev/full', 'w');
  const stdio = ['ignore', full === 'stdout' ? disk : 'pipe', full === 'stderr' ? disk : 'pipe'] as const;
  const result = spawnSync(process.execPath, all, { encoding: 'utf8', stdio: [...stdio] });
  closeSync(disk);
  return { folder, ...result };
}

const LOST = 'error: cannot write to standard output: no space is left on the device';
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('what was found decides the exit code, whatever becomes of the output', () => {
  test('errors of the second environment count on a full disk', () => {
    const { status, stderr } = runWith({ full: 'stdout' }, 'check');
    expect(status).toBe(1);
    expect(stderr).toContain('error: empty: no chart creates an object');
    expect(stderr).toContain(LOST);
  });

  test.each([['check-sound'], ['check-sound', '--json'], ['synth'], ['ring']])(
    'a full disk is an error of %s that nothing else is wrong with',
    (...args) => {
      const { status, stderr } = runWith({ full: 'stdout' }, ...args);
      expect({ status, stderr }).toEqual({ status: 1, stderr: `${LOST}\n` });
    },
  );

  test('pictures of rings are drawn without a terminal', () => {
    const { folder } = runWith({ full: 'stdout' }, 'ring');
    expect(existsSync(path.join(folder, 'rings', 'sound'))).toBe(true);
  });

  test.each([
    ['check', 1],
    ['check-sound', 0],
    ['synth', 0],
    ['ring', 0],
  ])('a closed pipe changes no result: %s exits with %i', (command, status) =>
    expect(runWith({ closed: 'stdout' }, command).status).toBe(status),
  );

  test.each([{ full: 'stderr' }, { closed: 'stderr' }] as const)('wrong use stays wrong use with %j', (where) => {
    expect(runWith(where, 'synth', '--wrong').status).toBe(2);
    expect(runWith(where, 'check').status).toBe(1);
  });
});
