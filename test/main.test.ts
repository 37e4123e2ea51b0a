import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { environments } from '../main';
import { contents, newFolder } from './folders';

const ROOT = path.join(__dirname, '..');
const DIST = contents(path.join(ROOT, 'dist'));

interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `npm run synth -- ARGS` without npm. */
function synth(args: readonly string[], { cwd = ROOT, env = {} }: Surroundings = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, ['--import', require.resolve('tsx'), path.join(ROOT, 'main.ts'), ...args], {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
}

test('dist/ is what the code says', () =>
  expect(synth(['--check'])).toMatchObject({ status: 0, stdout: '', stderr: '' }));

test('time zone, locale and working directory do not change a byte', () => {
  const out = newFolder();
  const surroundings = {
    cwd: path.parse(ROOT).root,
    env: { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', CDK8S_OUTDIR: out },
  };
  expect(synth([], surroundings)).toMatchObject({ status: 0, stderr: '' });
  expect(contents(out)).toEqual(DIST);
});

test('an empty CDK8S_OUTDIR is none, wherever it is run', () => {
  const elsewhere = newFolder();
  expect(synth(['--check'], { cwd: elsewhere, env: { CDK8S_OUTDIR: '' } })).toMatchObject({ status: 0, stdout: '' });
});

test('cdk8s synth makes the same bytes', () => {
  const out = path.join(newFolder(), 'dist');
  const cdk8s = path.join(ROOT, 'node_modules', '.bin', 'cdk8s');
  expect(
    spawnSync(cdk8s, ['synth', '--no-check-upgrade', '--output', out], { cwd: ROOT, encoding: 'utf8' }),
  ).toMatchObject({
    status: 0,
    stderr: '',
  });
  expect(contents(out)).toEqual(DIST);
});

test('wrong use is one line without a stack, and exit code 2', () => {
  expect(synth(['--env', 'labb'])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: 'error: unknown environment "labb" (did you mean "lab"?), the environments are: eks, lab\n',
  });
  expect(synth(['--chekc'])).toMatchObject({ status: 2, stdout: '' });
});

test('a reader that goes away is no failure', () => {
  const command = `"${process.execPath}" --import "${require.resolve('tsx')}" main.ts --help | true; exit "\${PIPESTATUS[0]}"`;
  expect(spawnSync('bash', ['-c', command], { cwd: ROOT, encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
});

test('what a user gets wrong in an environment is a sentence', () => {
  const copy = newFolder();
  const isNeeded = (file: string) => !/(node_modules|dist|\.git|build|test)$/.test(file);
  cpSync(ROOT, copy, { recursive: true, filter: isNeeded });
  const script = `
    const { readFileSync, writeFileSync, symlinkSync } = require('node:fs');
    const lab = 'environments/lab.ts';
    writeFileSync(lab, readFileSync(lab, 'utf8').replace("name: 'redis'", "name: 'Redis'"));
    symlinkSync(${JSON.stringify(path.join(ROOT, 'node_modules'))}, 'node_modules');
  `;
  expect(spawnSync(process.execPath, ['-e', script], { cwd: copy, encoding: 'utf8' })).toMatchObject({
    status: 0,
  });
  const result = spawnSync(process.execPath, ['--import', require.resolve('tsx'), 'main.ts'], {
    cwd: copy,
    encoding: 'utf8',
  });
  expect(result).toMatchObject({
    status: 1,
    stdout: '',
    stderr: [
      'error: lab: consul: register: name: found "Redis", allowed are up to 42 lower-case letters, digits and "-"',
      'error: lab: consul: register: id: found "Redis", allowed are up to 42 lower-case letters, digits and "-"',
      'nothing was written\n',
    ].join('\n'),
  });
});

test('main.ts names the environments and does nothing when it is imported', () =>
  expect(Object.keys(environments)).toEqual(['eks', 'lab']));
