import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ConformanceCheck, Judgement } from '../../conformance/check';
import type { WrittenEnvironment } from '../../conformance/environment';
import type { Absent, Found } from '../../conformance/programs/locate';
import type { ProgramName } from '../../conformance/programs/program';
import { PROGRAMS } from '../../conformance/programs/table';
import { type Row, runSuite } from '../../conformance/suite';
import { fails, summary, tableLines } from '../../conformance/table';
import { Cluster } from '../../lib/checks/cluster';
import { UserError } from '../../lib/values/errors';

const environment: WrittenEnvironment = { name: 'lab', files: [], cluster: new Cluster([]) };
const found = (name: ProgramName): Found => ({
  program: PROGRAMS[name],
  file: `/bin/${name}`,
  version: '1',
  by: 'path',
});
const absent = (name: ProgramName, isUnavailable: boolean): Absent => ({
  program: PROGRAMS[name],
  isUnavailable,
  sentence: `no ${name}`,
});

const check = (
  run: (folder: string) => Judgement,
  programs: ConformanceCheck['programs'] = ['loki'],
): ConformanceCheck => ({
  name: 'loki',
  summary: 'is tested',
  programs,
  task: () => ({
    subject: '2 containers',
    versions: ['2.9.4'],
    run: async (get, folder) => {
      for (const program of programs) expect(get(program).file).toBe(`/bin/${program}`);
      return run(folder);
    },
  }),
});

const suite = (
  checks: readonly ConformanceCheck[],
  locate: (name: ProgramName) => Found | Absent = found,
): Promise<Row[]> => runSuite({ environments: [environment], checks, locate: async (name) => locate(name) });

test('an accepted environment is taken, and its temporary folder is removed', async () => {
  let used = '';
  const [row] = await suite([
    check((folder) => {
      used = folder;
      writeFileSync(path.join(folder, 'file'), '');
      return { refusals: [], remarks: ['old'] };
    }),
  ]);
  expect(row).toMatchObject({
    environment: 'lab',
    check: 'loki',
    program: 'loki 1',
    runs: ['2.9.4'],
    subject: '2 containers',
    verdict: 'taken',
    remarks: ['old'],
  });
  expect(existsSync(used)).toBe(false);
});

test('a rejected environment is refused', async () =>
  expect(await suite([check(() => ({ refusals: ['line 1'], remarks: [] }))])).toMatchObject([
    { verdict: 'refused', sentences: ['line 1'] },
  ]));

test('a check without a subject is not in the table, and looks for no program', async () =>
  expect(
    await suite([{ ...check(() => ({ refusals: [], remarks: [] })), task: () => undefined }], () => {
      throw new Error('is not looked for');
    }),
  ).toEqual([]));

test.each([
  [true, 'not run'],
  [false, 'missing'],
])('without its program, which cannot be had: %j, it is %s', async (isUnavailable, verdict) =>
  expect(
    await suite([check(() => ({ refusals: [], remarks: [] }))], (name) => absent(name, isUnavailable)),
  ).toMatchObject([{ verdict, sentences: ['no loki'], program: 'loki' }]),
);

test('missing takes precedence over unavailable', async () =>
  expect(
    await suite([check(() => ({ refusals: [], remarks: [] }), ['loki', 'mimir'])], (name) =>
      absent(name, name === 'mimir'),
    ),
  ).toMatchObject([{ verdict: 'missing', sentences: ['no loki', 'no mimir'] }]));

test('a program without the required privileges is missing', async () =>
  expect(
    await suite([
      check(() => {
        throw new UserError('no namespaces');
      }),
    ]),
  ).toMatchObject([{ verdict: 'missing', sentences: ['no namespaces'] }]));

test('a program is looked for once', async () => {
  const asked: string[] = [];
  const one = check(() => ({ refusals: [], remarks: [] }));
  await suite([one, one], (name) => {
    asked.push(name);
    return found(name);
  });
  expect(asked).toEqual(['loki']);
});

test('a check that is the same for every environment runs once', async () => {
  const once = { ...check(() => ({ refusals: [], remarks: [] })), once: true };
  const rows = await runSuite({
    environments: [environment, { ...environment, name: 'eks' }],
    checks: [once],
    locate: async (name) => found(name),
  });
  expect(rows.map((row) => row.environment)).toEqual(['lab']);
});

const row: Row = {
  ...{ environment: 'lab', check: 'loki', program: 'loki 2.9.6', runs: ['2.9.4'], subject: '5 containers' },
  ...{ verdict: 'taken', sentences: [], remarks: [], seconds: 1.25 },
};
const rows: readonly Row[] = [
  row,
  { ...row, check: 'tempo', program: 'tempo 2.5', remarks: ['it is old'] },
  { ...row, check: 'nginx', program: 'nginx', runs: ['1.20', '1.25'], verdict: 'refused', sentences: ['line 1'] },
  { ...row, check: 'mimir', program: 'mimir', verdict: 'not run', sentences: ['it is nowhere'] },
];

test('the table has the programs, subjects and results', () =>
  expect(tableLines(rows).join('\n')).toMatchInlineSnapshot(`
"environment  check  program     runs        looked at     result
lab          loki   loki 2.9.6  2.9.4       5 containers  taken in 1.3 s
lab          tempo  tempo 2.5   2.9.4       5 containers  taken in 1.3 s
lab          nginx  nginx       1.20, 1.25  5 containers  refused
lab          mimir  mimir       2.9.4       5 containers  not run

lab tempo: taken
  remark: it is old

lab nginx: refused
  line 1

lab mimir: not run
  it is nowhere

2 taken, 1 refused, 0 missing, 1 not run"
`));

test('colours change only colours', () => {
  const escapes = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
  expect(tableLines(rows, true).map((line) => line.replace(escapes, ''))).toEqual(tableLines(rows));
});

test('the last line counts', () => expect(summary([])).toBe('0 taken, 0 refused, 0 missing, 0 not run'));

test.each([
  ['taken', false, false],
  ['not run', false, false],
  ['missing', false, true],
  ['refused', true, true],
] as const)('%s fails at a desk: %j, in CI: %j', (verdict, atDesk, inCi) => {
  expect(fails([{ ...row, verdict }], false)).toBe(atDesk);
  expect(fails([{ ...row, verdict }], true)).toBe(inCi);
});
