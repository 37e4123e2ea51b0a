import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { App } from 'cdk8s';
import { type RingCommandProps, runRing } from '../../../lib/cli/ring';
import { ringLines } from '../../../lib/cli/ring-lines';
import { UserError } from '../../../lib/errors';
import type { RingDescription } from '../../../lib/ring/description';
import { ringReport } from '../../../lib/ring/report';
import { RingChecks } from '../../../lib/ring/ring-checks';
import { environments } from '../../../main';
import { contents, newFolder } from '../../folders';
import { type ExampleWorkload, exampleMembers, exampleRing, zoned } from '../ring/example-ring';

/** Runs with lines collected instead of printed. */
async function ring(args: readonly string[], props: Partial<RingCommandProps> = {}) {
  const [printed, complaints]: [string[], string[]] = [[], []];
  const outDir = path.join(newFolder(), 'rings');
  const code = await runRing({
    args,
    environments,
    outDir,
    layout: {},
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
    ...props,
  });
  return { code, printed, complaints, outDir };
}

const made = {
  lab: async () => new App(),
  broken: async () => {
    throw new UserError('loki: found 0 replicas');
  },
};

/** What is said of each ring of a kind, by its label. */
function said(workloads: readonly ExampleWorkload[], description: Partial<RingDescription> = {}) {
  const report = ringReport(exampleMembers(workloads, description));
  const lines = ringLines('lab', [{ ...report, picture: null }]);
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, label, text] = /^ {4}(\S.{11})(.*)$/.exec(line) ?? [];
      return label === undefined ? [] : [[label.trim(), text]];
    }),
  );
}

const ALONE = { replicationFactor: 1, strategy: 'ignore-unhealthy', readsAll: false } as const;

test('the lab and what it bears', async () => {
  const { code, printed, complaints, outDir } = await ring(['lab']);
  expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
  expect(printed.filter((line) => !line.startsWith(' ') && line !== '')).toEqual([
    'lab: Loki in namespace ada-grafana',
    'lab: Mimir in namespace ada-grafana',
    'lab: Tempo in namespace ada-grafana',
  ]);
  const mimir = printed.slice(printed.indexOf('lab: Mimir in namespace ada-grafana'));
  expect(mimir.slice(1, 15)).toEqual([
    '',
    '  ingester',
    '    members     3: mimir-ingester-zone-a 1, mimir-ingester-zone-b 1, mimir-ingester-zone-c 1',
    '    zones       zone-a 1, zone-b 1, zone-c 1; each copy of a key goes into another',
    '    copies      3 of each key; 2 must answer',
    '    tokens      512 a member, drawn at random',
    expect.stringMatching(/^ {4}shares {6}mean 33\.3 %, least \d\d\.\d %, most \d\d\.\d %, deviation \d\.\d %$/),
    expect.stringMatching(/^ {16}mimir-ingester-zone-a-0 {2}zone-a {2}3\d\.\d %$/),
    expect.stringMatching(/^ {16}mimir-ingester-zone-b-0 {2}zone-b {2}3\d\.\d %$/),
    expect.stringMatching(/^ {16}mimir-ingester-zone-c-0 {2}zone-c {2}3\d\.\d %$/),
    '    writes      served while any 1 member is gone, or 1 whole zone',
    '    reads       served while any 1 member is gone, or 1 whole zone',
    '    2 gone      each of another zone: writes and reads are refused',
    '    restart     one at a time: writes and reads are served',
  ]);
  expect(printed.filter((line) => line.length > 100 && !line.includes(outDir))).toEqual([]);
  expect(Object.keys(contents(outDir))).toEqual([
    'lab/loki-ingester.svg',
    'lab/mimir-alertmanager.svg',
    'lab/mimir-compactor.svg',
    'lab/mimir-ingester.svg',
    'lab/mimir-ruler.svg',
    'lab/mimir-store-gateway.svg',
    'lab/tempo-compactor.svg',
    'lab/tempo-ingester.svg',
  ]);
});

test('the example in the documentation is what is printed', async () => {
  const text = readFileSync(path.join(__dirname, '../../../docs/rings.md'), 'utf8');
  const [, example = ''] = /```\n(lab: [^`]*)```/.exec(text) ?? [];
  const { printed, outDir } = await ring(['lab']);
  const output = printed.join('\n').replaceAll(path.resolve(outDir), 'rings');
  const parts = example.trimEnd().split('\n\n');
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts) expect(output).toContain(part);
});

test('machines get the same numbers, and where the pictures are', async () => {
  const { code, printed, outDir } = await ring(['--json', '--env', 'eks']);
  expect([code, printed.length]).toEqual([0, 1]);
  const rings: unknown = JSON.parse(printed.join('\n'));
  expect(rings).toContainEqual(
    expect.objectContaining({
      environment: 'eks',
      system: 'Tempo',
      ring: 'ingester',
      members: 2,
      replicationFactor: 3,
      losses: expect.objectContaining({
        writes: { members: 0, zones: 0 },
        reads: { members: 0, zones: 0 },
        restart: { members: 1, writesRefused: 1, readsRefused: 1 },
      }),
      picture: path.join(outDir, 'eks', 'tempo-ingester.svg'),
    }),
  );
  expect(rings).toContainEqual(
    expect.objectContaining({ system: 'Loki', ring: 'distributor', shares: null, picture: null }),
  );
});

test('--out says where the pictures go', async () => {
  const folder = newFolder();
  const { outDir } = await ring(['lab', '--out', folder]);
  expect(Object.keys(contents(folder))).toContain('lab/mimir-ingester.svg');
  expect(() => contents(outDir)).toThrow('ENOENT');
});

test('two runs of one system have pictures of their own', async () => {
  const app = new App();
  const { system } = exampleMembers([]);
  const lab = async () => {
    for (const namespace of ['a', 'b'])
      new RingChecks(app, namespace, { ...system, namespace, rings: [exampleRing()] });
    return app;
  };
  const { printed } = await ring([], { environments: { lab } });
  expect(printed).toContain('lab: Mimir in namespace b');
  expect(printed).toContain('    losses      nobody is there to ask');
});

test('an environment without rings is one sentence', async () =>
  expect(await ring(['lab'], { environments: made })).toMatchObject({
    code: 0,
    printed: ['lab: none of its systems has a ring'],
    complaints: [],
  }));

test('an environment that cannot be made says why, and the others are shown', async () =>
  expect(await ring([], { environments: made })).toMatchObject({
    code: 1,
    printed: ['lab: none of its systems has a ring'],
    complaints: ['error: broken: loki: found 0 replicas'],
  }));

test('what cannot be written is said, and the numbers are shown all the same', async () => {
  const file = path.join(newFolder(), 'rings');
  writeFileSync(file, '');
  const { code, printed, complaints } = await ring(['lab'], { outDir: file });
  expect({ code, complaints }).toEqual({
    code: 1,
    complaints: [`error: lab: cannot write ${path.join(file, 'lab')}: a part of the path is no folder`],
  });
  expect(printed).toContain('    copies      3 of each key; 2 must answer');
  expect(printed.filter((line) => line.includes('picture'))).toEqual([]);
});

test.each([
  [['labb'], 'error: unknown environment "labb" (did you mean "lab"?), the environments are: eks, lab'],
  [
    ['--jsno'],
    'error: unknown option --jsno (did you mean "--json"?), the options are: --env, --out, --json, --trace, --help',
  ],
  [['--out'], 'error: --out needs a FOLDER, the options are: --env, --out, --json, --trace, --help'],
])('wrong use is one line: %j', async (args, complaint) =>
  expect(await ring(args)).toMatchObject({ code: 2, printed: [], complaints: [complaint] }),
);

test('help says what it takes', async () => {
  const { code, printed } = await ring(['--help']);
  expect(code).toBe(0);
  expect(printed.join('\n')).toMatch(/^Usage: npm run ring -- \[options\] \[environment \.\.\.\]\n/);
});

test('two ingesters for three copies', () =>
  expect(said([{ name: 'tempo-ingester', replicas: 2 }])).toMatchObject({
    members: '2: tempo-ingester',
    copies: '3 of each key, but only 2 members; 2 must answer',
    writes: 'served while no member is gone',
    reads: 'served while no member is gone',
    '1 gone': 'writes and reads are refused',
    restart: 'one at a time: writes and reads are refused',
  }));

test('one ingester for three copies', () =>
  expect(said([{ name: 'ingester', replicas: 1 }])).toMatchObject({
    shares: 'all keys: ingester-0',
    writes: 'refused, even while all members live',
    reads: 'refused, even while all members live',
  }));

test('many members are summed up by zones', () => {
  const lines = ringLines('lab', [
    { ...ringReport(exampleMembers(zoned([7, 7, 7]), { zoneAware: true })), picture: 'rings/lab/a.svg' },
  ]);
  expect(lines.filter((line) => /^ {16}\S/.test(line))).toEqual(
    [0, 1, 2].map((zone) =>
      expect.stringMatching(
        new RegExp(
          `^ {16}zone-${zone} {2}3\\d\\.\\d % {2}7 members, mean \\d\\.\\d %, least \\d\\.\\d %, most \\d\\.\\d %,`,
        ),
      ),
    ),
  );
  expect(lines).toContain(
    '    2 gone      each of another zone: writes of 2.0 % of the keys are refused, reads are refused',
  );
});

test.each([
  [[1, 1, 1], 'served while any 1 member is gone, or 1 whole zone, even the largest'],
  [[2, 2, 2], 'served while any 1 member is gone, but not a whole zone'],
])('%j members in zones that copies may share', (counts, writes) =>
  expect(said(zoned(counts), { zoneAware: false })).toMatchObject({
    zones: `zone-0 ${counts[0]}, zone-1 ${counts[1]}, zone-2 ${counts[2]}; copies of a key may share one`,
    writes,
  }),
);

test.each([
  [1, 'while the member is gone, its work waits'],
  [2, 'another member takes over its keys; after a crash, once the ring has forgotten it'],
])('%d rulers keep nothing', (replicas, losses) =>
  expect(said([{ name: 'ruler', replicas }], ALONE)).toMatchObject({
    copies: 'none: one member works on each key, and keeps nothing of it',
    losses,
  }),
);

test('a ring of one token each', () =>
  expect(said([{ name: 'distributor', replicas: 5, minReplicas: 2 }], { ...ALONE, tokens: 1, purpose: 'x' })).toEqual({
    members: 'at least 2: distributor',
    for: 'x',
  }));

test('on a terminal the bad news are coloured', () => {
  const report = { ...ringReport(exampleMembers([{ name: 'ingester', replicas: 2 }])), picture: null };
  const colored = ringLines('lab', [report], { color: true });
  expect(colored).toContain('\u001b[33m    writes      served while no member is gone\u001b[39m');
  expect(colored.map(stripVTControlCharacters)).toEqual(ringLines('lab', [report]));
});
