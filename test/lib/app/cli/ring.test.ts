import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { App } from 'cdk8s';
import { Loki } from '../../../../charts/loki';
import { Mimir } from '../../../../charts/mimir';
import { Tempo } from '../../../../charts/tempo';
import { lab } from '../../../../environments/lab';
import { type RingCommandProps, runRing } from '../../../../lib/app/cli/ring';
import { ringLines } from '../../../../lib/app/cli/ring-lines';
import { RingChecks } from '../../../../lib/checks/rings/ring-checks';
import type { RingDescription } from '../../../../lib/model/ring/description';
import { ringReport } from '../../../../lib/model/ring/report';
import { UserError } from '../../../../lib/values/errors';
import { ObjectStorage } from '../../../../lib/values/object-storage';
import { contents, newFolder } from '../../../folders';
import {
  type ExampleWorkload,
  exampleBudget,
  exampleMembers,
  exampleRing,
  REPLACEABLE,
  ROLLOUT_OPERATOR,
  zoned,
} from '../../model/ring/example-ring';

const storage = ObjectStorage.gcs({ bucket: 'bucket' });

/** One of each system: Loki and Mimir as they are by default, and Tempo with fewer ingesters than replicas. */
async function example(): Promise<App> {
  const app = new App();
  new Loki(app, 'loki', { namespace: 'a', storage, schema: [{ from: '2024-01-01' }] });
  new Mimir(app, 'mimir', { namespace: 'a', storage: { blocks: storage } });
  const accepts = [{ id: 'ring/quorum', reason: 'this is what is shown' }];
  new Tempo(app, 'tempo', { namespace: 'a', storage, ingester: { replicas: 2 }, accepts });
  return app;
}

/** Runs with lines collected instead of printed. */
async function ring(args: readonly string[], props: Partial<RingCommandProps> = {}) {
  const [printed, complaints]: [string[], string[]] = [[], []];
  const outDir = path.join(newFolder(), 'rings');
  const code = await runRing({
    args,
    environments: { example },
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

/** The rows of a ring, by their labels. */
function rows(
  workloads: readonly ExampleWorkload[],
  description: Partial<RingDescription> = {},
  others: readonly object[] = [],
) {
  const report = ringReport(exampleMembers(workloads, description, others), undefined, 'anna');
  const found: Record<string, string> = {};
  let label = '';
  for (const line of ringLines('lab', [{ ...report, picture: null }]).slice(3)) {
    const [, labelled, text = ''] = /^ {4}(.{12})(.*)$/.exec(line) ?? [];
    label = labelled?.trim() || label;
    // Long texts are wrapped.
    found[label] = [found[label] ?? [], text].flat().join(' ');
  }
  return found;
}

test('the rings of an environment', async () => {
  const { code, printed, complaints, outDir } = await ring(['example']);
  expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
  expect(printed.filter((line) => !line.startsWith(' ') && line !== '')).toEqual([
    'example: Loki in namespace a',
    'example: Mimir in namespace a',
    'example: Tempo in namespace a',
  ]);
  const mimir = printed.slice(printed.indexOf('example: Mimir in namespace a'));
  expect(mimir.slice(1, 15)).toEqual([
    '',
    '  ingester',
    '    members     3: mimir-ingester-zone-a 1, mimir-ingester-zone-b 1, mimir-ingester-zone-c 1',
    '    zones       zone-a 1, zone-b 1, zone-c 1; zone-aware: each replica of a key is in another zone',
    '    replicas    3 of each key; 2 have to answer',
    '    tokens      512 per member, random',
    expect.stringMatching(/^ {4}shares {6}mean 33\.3 %, min \d\d\.\d %, max \d\d\.\d %, deviation \d\.\d %$/),
    expect.stringMatching(/^ {16}mimir-ingester-zone-a-0 {2}zone-a {2}3\d\.\d %$/),
    expect.stringMatching(/^ {16}mimir-ingester-zone-b-0 {2}zone-b {2}3\d\.\d %$/),
    expect.stringMatching(/^ {16}mimir-ingester-zone-c-0 {2}zone-c {2}3\d\.\d %$/),
    '    writes      served with any 1 member lost, or 1 whole zone',
    '    reads       served with any 1 member lost, or 1 whole zone',
    '    2 lost      each in another zone: writes and reads are refused',
    '    node lost   up to 3 members together (mimir-ingester-zone-a, mimir-ingester-zone-b,',
  ]);
  expect(printed.filter((line) => line.length > 100 && !line.includes(outDir))).toEqual([]);
  expect(Object.keys(contents(outDir))).toEqual([
    'example/loki-ingester.svg',
    'example/mimir-alertmanager.svg',
    'example/mimir-compactor.svg',
    'example/mimir-ingester.svg',
    'example/mimir-ruler.svg',
    'example/mimir-store-gateway.svg',
    'example/tempo-compactor.svg',
    'example/tempo-ingester.svg',
  ]);
});

test('the example in the documentation is the printed output', async () => {
  const text = readFileSync(path.join(__dirname, '../../../../docs/rings.md'), 'utf8');
  const [, example = ''] = /```\n(lab: [^`]*)```/.exec(text) ?? [];
  const { printed, outDir } = await ring(['lab'], { environments: { lab: async () => lab() } });
  const output = printed.join('\n').replaceAll(path.resolve(outDir), 'rings');
  const parts = example.trimEnd().split('\n\n');
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts) expect(output).toContain(part);
});

test('--json prints the same numbers, and the paths of the pictures', async () => {
  const { code, printed, outDir } = await ring(['--json', '--env', 'example']);
  expect([code, printed.length]).toEqual([0, 1]);
  const rings: unknown = JSON.parse(printed.join('\n'));
  expect(rings).toContainEqual(
    expect.objectContaining({
      environment: 'example',
      system: 'Tempo',
      ring: 'ingester',
      members: 2,
      replicationFactor: 3,
      losses: expect.objectContaining({
        writes: { members: 0, zones: 0 },
        reads: { members: 0, zones: 0 },
      }),
      rollout: expect.objectContaining({ atOnce: 1, writesRefused: 1, readsRefused: 1 }),
      scaling: expect.objectContaining({ up: expect.objectContaining({ from: 2, to: 3 }) }),
      nodeLoss: expect.objectContaining({ members: 2, preferred: true }),
      picture: path.join(outDir, 'example', 'tempo-ingester.svg'),
    }),
  );
  expect(rings).toContainEqual(
    expect.objectContaining({ system: 'Loki', ring: 'distributor', shares: null, picture: null }),
  );
});

test('--out sets the folder of the pictures', async () => {
  const folder = newFolder();
  const { outDir } = await ring(['example', '--out', folder]);
  expect(Object.keys(contents(folder))).toContain('example/mimir-ingester.svg');
  expect(() => contents(outDir)).toThrow('ENOENT');
});

test('two installations of one system have different pictures', async () => {
  const app = new App();
  const { installation } = exampleMembers([]);
  const lab = async () => {
    for (const namespace of ['a', 'b'])
      new RingChecks(app, namespace, { ...installation, namespace, rings: [exampleRing()] });
    return app;
  };
  const { printed } = await ring([], { environments: { lab } });
  expect(printed).toContain('lab: Mimir in namespace b');
  expect(printed).toContain('    losses      there is no member: all requests are refused');
});

test('an environment without rings prints one line', async () =>
  expect(await ring(['lab'], { environments: made })).toMatchObject({
    code: 0,
    printed: ['lab: no rings'],
    complaints: [],
  }));

test('an environment that cannot be created prints its error, and the others are shown', async () =>
  expect(await ring([], { environments: made })).toMatchObject({
    code: 1,
    printed: ['lab: no rings'],
    complaints: ['error: broken: loki: found 0 replicas'],
  }));

test('a folder that cannot be written is an error, and the numbers are shown all the same', async () => {
  const file = path.join(newFolder(), 'rings');
  writeFileSync(file, '');
  const { code, printed, complaints } = await ring(['example'], { outDir: file });
  expect({ code, complaints }).toEqual({
    code: 1,
    complaints: [`error: example: cannot write ${path.join(file, 'example')}: a part of the path is not a folder`],
  });
  expect(printed).toContain('    replicas    3 of each key; 2 have to answer');
  expect(printed.filter((line) => line.includes('picture'))).toEqual([]);
});

test.each([
  [['labb'], 'error: unknown environment "labb" (did you mean "lab"?), the environments are: lab, broken'],
  [
    ['--jsno'],
    'error: unknown option --jsno (did you mean "--json"?), allowed options are: --env, --out, --tenant, --json, --trace, --help',
  ],
  [
    ['--tenant'],
    'error: --tenant requires a NAME, allowed options are: --env, --out, --tenant, --json, --trace, --help',
  ],
  [['--out'], 'error: --out requires a FOLDER, allowed options are: --env, --out, --tenant, --json, --trace, --help'],
])('wrong use is one line: %j', async (args, complaint) =>
  expect(await ring(args, { environments: made })).toMatchObject({ code: 2, printed: [], complaints: [complaint] }),
);

test('help lists the arguments', async () => {
  const { code, printed } = await ring(['--help']);
  expect(code).toBe(0);
  expect(printed.join('\n')).toMatch(/^Usage: npm run ring -- \[options\] \[environment \.\.\.\]\n/);
});

test('two ingesters with replication factor 3', () =>
  expect(rows([{ name: 'tempo-ingester', replicas: 2 }])).toMatchObject({
    members: '2: tempo-ingester',
    replicas: '3 of each key, but only 2 members; 2 have to answer',
    writes: 'served only while all members are available',
    reads: 'served only while all members are available',
    '1 lost': 'writes and reads are refused',
    rollout: '1 at a time: writes and reads are refused',
    'scale down':
      '2 to 1 (tempo-ingester): no key moves, each has 1 replica; meanwhile writes and reads are refused; afterwards requests are refused',
  }));

test('one ingester with replication factor 3', () =>
  expect(rows([{ name: 'ingester', replicas: 1 }])).toMatchObject({
    shares: 'all keys: ingester-0',
    writes: 'refused, even with all members available',
    reads: 'refused, even with all members available',
  }));

test('with many members only zones are listed', () => {
  const lines = ringLines('lab', [
    { ...ringReport(exampleMembers(zoned([7, 7, 7]), { zoneAware: true })), picture: 'rings/lab/a.svg' },
  ]);
  expect(lines.filter((line) => /^ {16}\S+ {2}/.test(line))).toEqual(
    [0, 1, 2].map((zone) =>
      expect.stringMatching(
        new RegExp(
          `^ {16}zone-${zone} {2}3\\d\\.\\d % {2}7 members, mean \\d\\.\\d %, min \\d\\.\\d %, max \\d\\.\\d %,`,
        ),
      ),
    ),
  );
  expect(lines).toContain(
    '    2 lost      each in another zone: writes of 2.0 % of the keys are refused, reads are refused',
  );
});

test.each([
  [[1, 1, 1], 'served with any 1 member lost, or 1 whole zone, even the largest'],
  [[2, 2, 2], 'served with any 1 member lost, but not with a whole zone lost'],
])('%j members in zones of a ring that is not zone-aware', (counts, writes) =>
  expect(rows(zoned(counts), { zoneAware: false })).toMatchObject({
    zones: `zone-0 ${counts[0]}, zone-1 ${counts[1]}, zone-2 ${counts[2]}; not zone-aware: replicas of a key may be in the same zone`,
    writes,
  }),
);

test.each([
  [1, 'without the only member its work waits'],
  [2, 'another member takes over its keys; after a crash, once the heartbeat timeout has passed'],
])('%d rulers hold no data', (replicas, losses) =>
  expect(rows([{ name: 'ruler', replicas }], REPLACEABLE)).toMatchObject({
    replicas: 'none: one member works on each key, and holds no data',
    losses,
  }),
);

test('a ring with one token per member', () =>
  expect(
    rows([{ name: 'distributor', replicas: 5, minReplicas: 2 }], { ...REPLACEABLE, tokens: 1, purpose: 'x' }),
  ).toEqual({
    members: 'at least 2: distributor',
    purpose: 'x',
  }));

test('problems are coloured on a terminal', () => {
  const report = { ...ringReport(exampleMembers([{ name: 'ingester', replicas: 2 }])), picture: null };
  const colored = ringLines('lab', [report], { color: true });
  expect(colored).toContain('\u001b[33m    writes      served only while all members are available\u001b[39m');
  expect(colored.map(stripVTControlCharacters)).toEqual(ringLines('lab', [report]));
});

const HOST_SEPARATION = {
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { role: 'ingester' } } },
      ],
    },
  },
};

test('the loss of a node with and without separation of members', () => {
  expect(rows([{ name: 'ingester', replicas: 3 }])['node lost']).toBe(
    'up to 3 members together (3 of ingester), since nothing separates them by kubernetes.io/hostname: writes and reads are refused',
  );
  expect(rows([{ name: 'ingester', replicas: 3, pod: HOST_SEPARATION }])).toMatchObject({
    'node lost': '1 member: writes and reads are served',
    'zone lost':
      'up to 3 members together (3 of ingester), since nothing separates them by topology.kubernetes.io/zone: writes and reads are refused',
  });
});

test.each([
  [[], 'no disruption budget, a drain evicts all members of a node (up to 3) at once: writes and reads are refused'],
  [[exampleBudget(1)], '1 at a time by the disruption budget: writes and reads are served'],
  [[exampleBudget(2)], '2 at a time by the disruption budget: writes and reads are refused'],
  [[exampleBudget(0)], 'blocked: the disruption budget allows no eviction'],
])('a drain of nodes with the budgets %j', (budgets, drain) =>
  expect(rows([{ name: 'ingester', replicas: 3 }], {}, budgets)).toMatchObject({ drain }),
);

const byOperator = zoned([1, 1, 1], {
  labels: { 'rollout-group': 'ingester' },
  spec: { updateStrategy: { type: 'OnDelete' } },
});

test.each<[string, readonly ExampleWorkload[], readonly object[], string]>([
  ['StatefulSets', zoned([1, 1, 1]), [], '3 at a time in 3 zones: writes and reads are refused'],
  [
    'the rollout operator',
    byOperator,
    [ROLLOUT_OPERATOR],
    '1 at a time by the rollout operator, one zone after the other: writes and reads are served',
  ],
  [
    'a missing rollout operator',
    byOperator,
    [],
    '1 at a time by the rollout operator, which is not in the environment, one zone after the other: writes and reads are served',
  ],
  [
    'nobody',
    [{ name: 'ingester', replicas: 3, spec: { updateStrategy: { type: 'OnDelete' } } }],
    [],
    'none: with updateStrategy OnDelete pods are replaced when they are deleted by hand',
  ],
])('a rollout by %s', (_, workloads, others, rollout) =>
  expect(rows(workloads, { zoneAware: true }, others)).toMatchObject({ rollout }),
);

test('scaling prints the moved tokens, and advice for data that is not flushed', () => {
  const description: Partial<RingDescription> = {
    unregisterOnShutdown: { at: 'ingester.ring.unregister_on_shutdown', value: false },
    unflushed: {
      at: 'blocks_storage.tsdb.dir',
      value: '/data/tsdb',
      flushOnShutdown: { at: 'blocks_storage.tsdb.flush_blocks_on_shutdown', value: false },
      flushEndpoint: '/ingester/shutdown',
    },
  };
  const ingesters: ExampleWorkload = { name: 'ingester', replicas: 4, spec: { podManagementPolicy: 'Parallel' } };
  const { 'scale up': up, 'scale down': down } = rows([ingesters], description);
  expect(up).toMatch(
    /^4 to 5 \(ingester\): \d\d\.\d % of the keys get another replica, \d\d\.\d % of all replicas move; meanwhile writes and reads are served$/,
  );
  expect(down?.split('; ').slice(1)).toEqual([
    'meanwhile writes and reads are served',
    'afterwards no member may be lost',
    'ingester-3 stays in the ring as unhealthy until it is forgotten on the ring page',
    'data that ingester-3 has not flushed stays on its volume, and queries miss it: call its /ingester/shutdown first',
    'a scale-down by more removes all those members at once, so take one step after the other',
  ]);
});

test('the members of a tenant', () => {
  const at = 'limits.ingestion_tenant_shard_size';
  const ring = (size: number, tenants = {}) =>
    rows([{ name: 'ingester', replicas: 6 }], { tenantShards: { at, size, tenants } });
  expect(ring(0)).toMatchObject({ shard: `each tenant uses all members (${at}: 0)`, tenant: 'anna: all members' });
  expect(ring(3, { bert: 4 })).toMatchObject({
    shard: `each tenant uses 3 of 6 members (${at}: 3); 1 tenant with a size of its own`,
    tenant: expect.stringMatching(/^anna: (ingester-\d, ){2}ingester-\d$/),
  });
});

test('--tenant shows the members of a tenant', async () => {
  const { printed } = await ring(['example', '--tenant', 'anna']);
  expect(printed).toContain('    tenant      anna: all members');
});
