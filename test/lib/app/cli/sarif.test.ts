import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log } from 'sarif';
import { runCheck } from '../../../../lib/app/cli/check';
import { sarif } from '../../../../lib/app/cli/sarif';
import { CATALOG } from '../../../../lib/checks/catalog';
import type { LocatedFinding } from '../../../../lib/checks/check';
import { environment } from '../../../checks/sound';
import { fill, newFolder } from '../../../folders';

const error: LocatedFinding = { id: 'ring/quorum', severity: 'error', at: 'loki', sentence: 'replicas: found 1' };
const warning: LocatedFinding = {
  id: 'policy/root',
  severity: 'warning',
  at: 'web/pod',
  object: 'Deployment/web/web',
  sentence: 'runAsNonRoot: found nothing',
};

const made = (findings: readonly LocatedFinding[], fileOf = (): string | undefined => 'environments/lab.ts'): Log =>
  sarif([{ name: 'lab', findings, fileOf }], true);
const resultsOf = ({ runs }: Log) => runs.flatMap(({ results }) => results ?? []);
const urisOf = (log: Log) =>
  resultsOf(log).map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri);
const fingerprintsOf = (...findings: LocatedFinding[]) =>
  resultsOf(made(findings)).map(({ partialFingerprints }) => partialFingerprints?.['primaryLocationLineHash']);

test('a finding is a result with its rule, level, place and file', () => {
  const log = made([error, warning]);
  expect(log.version).toBe('2.1.0');
  expect(resultsOf(log)).toMatchObject([
    {
      ruleId: 'ring/quorum',
      level: 'error',
      message: { text: 'loki: replicas: found 1' },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'environments/lab.ts' }, region: { startLine: 1 } },
          logicalLocations: [{ fullyQualifiedName: 'lab/loki' }],
        },
      ],
    },
    {
      ruleId: 'policy/root',
      level: 'warning',
      message: { text: 'Deployment/web/web: runAsNonRoot: found nothing' },
      locations: [{ logicalLocations: [{ fullyQualifiedName: 'lab/Deployment/web/web' }] }],
    },
  ]);
});

test('every result refers to its rule by index, and every rule is described', () => {
  const log = made([warning, error, { ...error, id: 'team/label' }, warning]);
  const rules = log.runs[0]?.tool.driver.rules ?? [];
  expect(rules.map(({ id }) => id)).toEqual(['policy/root', 'ring/quorum', 'team/label']);
  for (const { ruleId, ruleIndex } of resultsOf(log)) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
  for (const { shortDescription, fullDescription, help } of rules) {
    for (const description of [shortDescription, fullDescription, help]) expect(description?.text).toBeTruthy();
  }
  expect(rules[1]).toMatchObject({
    shortDescription: { text: `Found when ${CATALOG['ring/quorum'].found}.` },
    help: { text: expect.stringContaining('docs/checks/ring.md#ringquorum') },
    defaultConfiguration: { level: 'error' },
  });
});

test('only accepted findings are suppressed, with the reason', () =>
  expect(
    resultsOf(made([error, { ...warning, accepted: 'it is a lab' }])).map(({ suppressions }) => suppressions),
  ).toEqual([undefined, [{ kind: 'inSource', justification: 'it is a lab' }]]));

describe('a fingerprint', () => {
  test('stays if only a number of the sentence changes', () =>
    expect(fingerprintsOf(error)).toEqual(fingerprintsOf({ ...error, sentence: 'replicas: found 2' })));

  test('is unique within a report', () => {
    const all = fingerprintsOf(error, error, { ...error, sentence: 'replicas: found 2' }, warning);
    expect(new Set(all).size).toBe(4);
    for (const one of all) expect(one).toMatch(/^[0-9a-f]{16}:\d+$/);
  });
});

test.each([
  ['manifests/a b.yaml', 'manifests/a%20b.yaml'],
  ['./manifests/../web.yaml', 'web.yaml'],
  [path.resolve('manifests/#1.yaml'), 'manifests/%231.yaml'],
  ['/elsewhere/web.yaml', pathToFileURL('/elsewhere/web.yaml').href],
])('the URI of %s is relative to the working directory where possible', (file, uri) =>
  expect(urisOf(made([error], () => file))).toEqual([uri]),
);

test('a finding without a file has a logical location only', () =>
  expect(resultsOf(made([error], () => undefined))[0]?.locations).toEqual([
    { logicalLocations: [{ fullyQualifiedName: 'lab/loki', kind: 'resource' }] },
  ]));

describe('npm run check -- --sarif', () => {
  async function check(args: readonly string[], input = '') {
    const [printed, complaints]: [string[], string[]] = [[], []];
    const code = await runCheck({
      args,
      environments: { bad: async () => environment({ loki: { ingester: { replicas: 1 } } }) },
      input: () => input,
      print: (line) => printed.push(line),
      complain: (line) => complaints.push(line),
    });
    return { code, complaints, log: (): Log => JSON.parse(printed.join('\n')), printed };
  }

  const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: web }
spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
`;

  test('prints findings of environments, and errors are exit code 1', async () => {
    const { code, log } = await check(['--sarif']);
    expect(code).toBe(1);
    expect(resultsOf(log()).map(({ ruleId }) => ruleId)).toContain('ring/quorum');
    expect(new Set(urisOf(log()))).toEqual(new Set(['environments/bad.ts']));
    expect(log().runs[0]?.invocations).toEqual([{ executionSuccessful: true }]);
  });

  test('prints the file of each object of manifests', async () => {
    const folder = newFolder();
    fill(folder, { 'web/ingress.yaml': INGRESS });
    const { log } = await check(['--sarif', '--manifests', folder]);
    expect(resultsOf(log()).map(({ ruleId }) => ruleId)).toContain('link/ingress');
    expect(new Set(urisOf(log()))).toEqual(new Set([pathToFileURL(path.join(folder, 'web/ingress.yaml')).href]));
  });

  test('names no file for standard input', async () =>
    expect(new Set(urisOf((await check(['--sarif', '--manifests', '-'], INGRESS)).log()))).toEqual(
      new Set([undefined]),
    ));

  test('says that manifests could not be read, beside those that could', async () => {
    const folder = newFolder();
    fill(folder, { 'broken.yaml': 'a: [', 'ingress.yaml': INGRESS });
    const { code, log, complaints } = await check(['--sarif', '--manifests', folder]);
    expect(code).toBe(1);
    expect(complaints).toEqual([expect.stringContaining('broken.yaml:')]);
    expect(log().runs[0]?.invocations).toEqual([{ executionSuccessful: false }]);
    expect(resultsOf(log())).not.toEqual([]);
  });

  test.each([[[]], [['--manifests', '-']]])('is wrong usage together with --json: %j', async (more) =>
    expect(await check(['--json', '--sarif', ...more], INGRESS)).toMatchObject({
      code: 2,
      printed: [],
      complaints: ['error: found --json and --sarif, allowed is one of them: run the command twice'],
    }),
  );
});
