import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import packageJson from '../../package.json';
import { fill, newFolder } from '../folders';

const ROOT = path.join(__dirname, '..', '..');
const FILE = path.join(ROOT, 'templates', 'github', 'workflows', 'manifests.yaml');

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const workflow: { readonly jobs: { readonly manifests: { readonly steps: readonly Step[] } } } = parse(
  readFileSync(FILE, 'utf8'),
);
const steps = workflow.jobs.manifests.steps.filter(({ run }) => run !== undefined);

function stepOf(name: string): Step {
  const step = steps.find((one) => one.name === name);
  if (step === undefined) throw new Error(`there is no step ${name}, only ${steps.map((one) => one.name).join(', ')}`);
  return step;
}

/** Runs a step as GitHub does, in this repository, with a `gh` that writes down what it is asked. */
function run(name: string, gh = 'exit 0') {
  const folder = newFolder();
  fill(folder, { 'bin/gh': `#!/bin/sh\necho "$@" >> ${folder}/asked\n${gh}\n`, 'diff.md': 'the diff' });
  chmodSync(path.join(folder, 'bin/gh'), 0o755);
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', stepOf(name).run ?? ''],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${folder}/bin:${process.env['PATH']}`,
        RUNNER_TEMP: folder,
        GITHUB_STEP_SUMMARY: path.join(folder, 'summary'),
        GITHUB_REPOSITORY: 'example/observability',
        PULL_REQUEST: '7',
        BASE: 'HEAD',
      },
    },
  );
  const read = (file: string) =>
    existsSync(path.join(folder, file)) ? readFileSync(path.join(folder, file), 'utf8') : '';
  return { status, stdout, stderr, read, folder };
}

test('every command of npm that it runs is there', () => {
  const called = steps.flatMap(({ run: text = '' }) =>
    [...text.matchAll(/npm run (?:--silent )?([\w-]+)/g)].map(([, name]) => name),
  );
  expect(called).toEqual(expect.arrayContaining(['types', 'lint', 'synth', 'check', 'annotate', 'diff']));
  for (const name of called) expect(Object.keys(packageJson.scripts)).toContain(name);
});

test('no text of a pull request is put into a script', () => {
  for (const { run: text = '' } of steps) expect(text).not.toContain('${{');
});

test(
  'dist/ is what the code says',
  () => expect(run('dist/ is what the code says')).toMatchObject({ status: 0 }),
  180_000,
);

test('findings are read and annotated, and only errors fail', () => {
  const { status, stderr, stdout, read } = run('Findings');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(read('findings.json'))).toEqual(
    expect.arrayContaining([expect.objectContaining({ environment: 'lab' })]),
  );
  expect(stdout).not.toContain('::error');
}, 180_000);

test('the diff is written, and shown in the summary', () => {
  const { status, stderr, read } = run('Diff');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(read('diff.md')).toMatch(/^<!-- cdk8s-lgtm diff -->\n## What applying this does/);
  expect(read('summary')).toBe(read('diff.md'));
}, 180_000);

test('the first comment is made', () => {
  const { status, read, folder } = run('Comment');
  expect(status).toBe(0);
  expect(read('asked').trim().split('\n').at(-1)).toBe(
    `api --silent --method POST repos/example/observability/issues/7/comments --field body=@${folder}/diff.md`,
  );
});

test('the comment of an earlier run is updated', () => {
  const { read, folder } = run('Comment', 'case "$*" in *--paginate*) printf "41\\n42\\n";; esac');
  expect(read('asked').trim().split('\n').slice(1)).toEqual([
    `api --silent --method PATCH repos/example/observability/issues/comments/41 --field body=@${folder}/diff.md`,
  ]);
});

test('dangerous changes fail, unless they are labelled', () => {
  const name = 'Nothing dangerous, or somebody has said that it is wanted';
  expect(stepOf(name).if).toContain("'accept-risk'");
  expect(stepOf(name).run).toContain('--fail-on data-loss,refused,outage');
  expect([0, 1]).toContain(run(name).status);
}, 180_000);
