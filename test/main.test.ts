import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
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

test('dist/ is up to date, independent of the working directory, and an empty CDK8S_OUTDIR is ignored', () => {
  expect(synth(['--check'], { cwd: newFolder(), env: { CDK8S_OUTDIR: '' } })).toMatchObject({ status: 0, stdout: '' });
  expect([...new Set(Object.keys(DIST).map((file) => path.dirname(file)))]).toEqual(Object.keys(environments).sort());
});

test('time zone, locale and working directory do not affect the output', () => {
  const out = newFolder();
  const surroundings = {
    cwd: path.parse(ROOT).root,
    env: { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', CDK8S_OUTDIR: out },
  };
  expect(synth([], surroundings)).toMatchObject({ status: 0 });
  expect(contents(out)).toEqual(DIST);
});

test('cdk8s synth makes the same bytes', () => {
  const out = path.join(newFolder(), 'dist');
  const cdk8s = path.join(ROOT, 'node_modules', '.bin', 'cdk8s');
  expect(
    spawnSync(cdk8s, ['synth', '--no-check-upgrade', '--output', out], { cwd: ROOT, encoding: 'utf8' }),
  ).toMatchObject({ status: 0 });
  expect(contents(out)).toEqual(DIST);
});

test('wrong use is one line without a stack, and exit code 2', () => {
  const names = Object.keys(environments).join(', ');
  expect(synth(['--env', 'nowhere'])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: `error: unknown environment "nowhere", the environments are: ${names}\n`,
  });
});

test('a closed pipe is no failure', () => {
  const command = `"${process.execPath}" --import "${require.resolve('tsx')}" main.ts --help | true; exit "\${PIPESTATUS[0]}"`;
  expect(spawnSync('bash', ['-c', command], { cwd: ROOT, encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
});
