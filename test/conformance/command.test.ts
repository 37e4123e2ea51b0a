import { readdirSync } from 'node:fs';
import path from 'node:path';
import { App } from 'cdk8s';
import { CHECK_NAMES, CHECKS } from '../../conformance/checks';
import { runConformance } from '../../conformance/command';
import { readEnvironment } from '../../conformance/environment';
import { testEnvironments, writeEnvironment } from '../../conformance/environments';
import type { Places } from '../../conformance/programs/locate';
import type { Environments } from '../../lib/app/synth/environments';
import { UserError } from '../../lib/values/errors';
import { fill, newFolder } from '../folders';

const nothing: Places = {
  variable: () => undefined,
  onPath: () => undefined,
  cached: () => undefined,
  versionOf: async () => undefined,
  make: async () => {
    throw new UserError('nothing is made here');
  },
};

const OBJECT = `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: logs\n`;

async function called(
  args: readonly string[],
  isCi = false,
  files: Readonly<Record<string, string>> = { 'lab/a.yaml': OBJECT },
  testEnvironments: Environments = {},
) {
  const outDir = newFolder();
  fill(outDir, files);
  const [printed, complained]: [string[], string[]] = [[], []];
  const print = (line: string) => void printed.push(line);
  const complain = (line: string) => void complained.push(line.replaceAll(outDir, ''));
  const environments = { lab: async () => new App() };
  const props = { args, environments, testEnvironments, outDir, places: nothing, isCi, print, complain };
  const code = await runConformance(props);
  return { code, printed, complained, written: readdirSync(outDir) };
}

test('a missing program is reported, and fails in CI only', async () => {
  const { code, printed } = await called(['lab', '--kubernetes']);
  expect(code).toBe(0);
  expect(printed).toContain('0 taken, 0 refused, 1 missing, 0 not run');
  expect(printed.join('\n')).toContain(
    'etcd 3.5.9 is missing, nothing is made here: install it, or set ETCD_BIN to its file',
  );
  expect((await called(['lab'], true)).code).toBe(1);
});

test('machines get an array', async () => {
  const { printed } = await called(['--json', '--kubernetes']);
  expect(JSON.parse(printed.join('\n'))).toMatchObject([
    { environment: 'lab', check: 'kubernetes', verdict: 'missing' },
  ]);
});

test('the help names every check', async () => {
  const { code, printed } = await called(['--help']);
  expect(code).toBe(0);
  for (const name of CHECK_NAMES) expect(printed.join('\n')).toContain(`--${name}`);
});

test.each([
  [['--lokki'], 'unknown option --lokki (did you mean "--loki"?)'],
  [['labb'], 'unknown environment "labb" (did you mean "lab"?)'],
])('fails if it is called with %j', async (args, words) => {
  const { code, complained } = await called(args);
  expect(code).toBe(2);
  expect(complained.join('\n')).toContain(words);
});

test('fails without an output of synth', async () =>
  expect(await called([], false, {})).toMatchObject({
    code: 2,
    complained: ['error: lab: found no files in /lab, run npm run synth first'],
  }));

test('an environment for tests alone is checked as the others are, and is not written beside them', async () => {
  const { printed, written } = await called(['--kubernetes', '--json'], false, undefined, testEnvironments);
  expect(JSON.parse(printed.join('\n'))).toMatchObject([
    { environment: 'lab' },
    { environment: 'current' },
    { environment: 'tenants' },
  ]);
  expect(written).toEqual(['lab']);
});

test('fails if an environment for tests alone cannot be made', async () =>
  expect(await called(['empty'], false, undefined, { empty: async () => new App() })).toMatchObject({
    code: 2,
    complained: ['error: empty: no chart creates an object: add charts to the environment'],
  }));

test('every check is known by its name', () => {
  expect([...CHECK_NAMES].sort()).toEqual(Object.keys(CHECKS).sort());
  for (const [name, check] of Object.entries(CHECKS)) expect(check.name).toBe(name);
});

// An image that is renamed would else have its configuration pass unseen.
/** Checks that are the same for every environment. */
const ALIKE = {
  'kubernetes-refusals': true,
  'loki-refusals': true,
  'loki-3-refusals': true,
  'tempo-refusals': true,
  'language-refusals': true,
  evictions: true,
  diff: true,
};
const RINGS = { 'loki-ring': true, 'tempo-ring': true, 'rule-tests': true, ...ALIKE };
const TENANTS = { 'loki-tenants': true, 'tempo-tenants': true, 'network-policies': true };

test.each([
  ['eks', { kubernetes: true, loki: 6, mimir: 14, tempo: 6, rules: true, otelcol: 1, promtail: 1, nginx: 3, ...RINGS }],
  ['lab', { kubernetes: true, loki: 5, mimir: 14, tempo: 5, prometheus: 1, nginx: 2, ...RINGS }],
  ['current', { kubernetes: true, 'loki-3': 12, nginx: 1, ...ALIKE, 'loki-3-ring': true }],
  [
    'tenants',
    {
      kubernetes: true,
      loki: 6,
      mimir: 12,
      tempo: 6,
      prometheus: 1,
      promtail: 1,
      nginx: 3,
      rules: true,
      ...RINGS,
      ...TENANTS,
    },
  ],
])('in %s there is something to do for %j', async (name, expected) => {
  const environment =
    name in testEnvironments
      ? await writeEnvironment(name, testEnvironments, newFolder())
      : readEnvironment(path.join(__dirname, '..', '..', 'dist'), name);
  const subjects = CHECK_NAMES.flatMap((check) => {
    const task = CHECKS[check].task(environment);
    if (task === undefined) return [];
    const containers = /^(\d+) containers?$/.exec(task.subject)?.[1];
    return [[check, containers === undefined ? true : Number(containers)]];
  });
  expect(Object.fromEntries(subjects)).toEqual(expected);
});
