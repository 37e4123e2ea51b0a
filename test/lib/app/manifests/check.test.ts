import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'cdk8s';
import { runCheck } from '../../../../lib/app/cli/check';

const root = mkdtempSync(path.join(tmpdir(), 'manifests-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder of files. */
function folder(name: string, files: Readonly<Record<string, string>>): string {
  const place = path.join(root, name);
  mkdirSync(place, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(place, file), text);
  return place;
}

async function check(args: readonly string[], input?: string) {
  const [printed, complaints]: [string[], string[]] = [[], []];
  const code = await runCheck({
    args,
    environments: { lab: async () => new App() },
    layout: {},
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
    ...(input !== undefined && { input: () => input }),
  });
  return { code, printed, complaints };
}

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { a: b }\n';
const service = (ports: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { clusterIP: None, ports: ${ports} }\n`;
const BROKEN = service('[{ name: a, port: 80 }, { name: b, port: 80 }]');
const CLAIM =
  'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: web }\nspec: { accessModes: [ReadWriteOnce], storageClassName: fast, resources: { requests: { storage: 1Gi } } }\n';

test('a sound folder has no findings', async () => {
  const place = folder('sound', {
    'a.yaml': CONFIG,
    'notes.txt': 'a: [',
    'kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n',
  });
  expect(await check(['--manifests', place])).toEqual({
    code: 0,
    printed: ['manifests: 0 errors, 0 warnings, 0 accepted'],
    complaints: [],
  });
});

test('findings name the file, and are the exit code', async () => {
  const place = folder('broken', { 'web.yaml': `# Source: web\n${CONFIG}---\n${BROKEN}---\n` });
  const { code, printed } = await check(['--manifests', place]);
  expect(code).toBe(1);
  expect(printed[1]).toMatch(new RegExp(`^ {2}error {5}api/duplicate-port {2}${place}/web\\.yaml Service/web$`));
});

test('--json prints the findings of files and standard input', async () => {
  const file = path.join(folder('json', { 'web.yaml': BROKEN }), 'web.yaml');
  const { code, printed } = await check(['--manifests', file, '--manifests', '-', '--json'], CLAIM);
  expect(code).toBe(1);
  expect(JSON.parse(printed.join('\n'))).toEqual([
    expect.objectContaining({ environment: 'manifests', id: 'api/duplicate-port', severity: 'error', at: file }),
    expect.objectContaining({ id: 'link/storage-class', severity: 'warning', at: 'standard input' }),
  ]);
});

test('items of lists are checked, as kubectl prints them', async () => {
  const list = (items: string) => `{"apiVersion":"v1","kind":"List","items":[${items}]}`;
  const item = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web"},"data":{"a b":"c"}}';
  expect((await check(['--manifests', '-'], list(list(item)))).printed[1]).toMatch(/api\/config-key.*ConfigMap\/web/);
});

test('an object that exists elsewhere is declared by --external', async () => {
  const args = ['--manifests', '-', '--external', 'StorageClass/fast', '--external', 'Secret/web/tls'];
  expect(await check(args, CLAIM)).toMatchObject({ code: 0, printed: ['manifests: 0 errors, 0 warnings, 0 accepted'] });
});

test('--kubernetes names the version', async () => {
  const range =
    'apiVersion: networking.k8s.io/v1\nkind: ServiceCIDR\nmetadata: { name: more }\nspec: { cidrs: [10.1.0.0/16] }\n';
  expect((await check(['--manifests', '-'], range)).printed.join(' ')).toMatch(
    /schema\/kind.* Kubernetes 1\.36 takes it/,
  );
  expect(await check(['--manifests', '-', '--kubernetes', '1.36'], range)).toMatchObject({ code: 0 });
});

test('objects with null fields, as Helm writes them, are read', async () => {
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: web, labels: null }\nspec: { volumes: null, containers: [{ name: web, image: "web:1.0", env: null, ports: null }] }\n';
  const { complaints, printed } = await check(['--manifests', '-'], pod);
  expect(complaints).toEqual([]);
  expect(printed.join(' ')).toMatch(/policy\/probes/);
});

describe('objects without a namespace', () => {
  const account = (namespace: string) =>
    `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: run, namespace: ${namespace} }\n`;
  const POD =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { serviceAccountName: run, containers: [{ name: web, image: "web:1.0" }] }\n';

  test('are in the only namespace of the others, as charts render them', async () => {
    const { printed } = await check(['--manifests', folder('one', { 'a.yaml': account('logs'), 'b.yaml': POD })]);
    expect(printed.join('\n')).not.toContain('link/service-account');
    expect(printed.join('\n')).toMatch(/b\.yaml Pod\/logs\/web/);
  });

  test('are in "default" beside several namespaces', async () => {
    const files = { 'a.yaml': account('logs'), 'b.yaml': POD, 'c.yaml': account('web') };
    expect((await check(['--manifests', folder('two', files)])).printed.join('\n')).toContain('link/service-account');
  });
});

test('an object that the server names is checked', async () => {
  const job =
    'apiVersion: batch/v1\nkind: Job\nmetadata: { generateName: run- }\nspec: { backoffLimit: -1, template: { spec: { restartPolicy: Never, containers: [{ name: run, image: "run:1.0" }] } } }\n';
  expect((await check(['--manifests', '-'], job)).printed[1]).toMatch(/api\/job .*Job\/run-00000/);
});

test('a file that is no YAML is an error with its line, and the others are checked', async () => {
  const place = folder('half', { 'a.yaml': `${CONFIG}---\na: [1\nb: 2\n`, 'b.yaml': BROKEN });
  const { code, printed, complaints } = await check(['--manifests', place]);
  expect(code).toBe(1);
  expect(complaints).toEqual([expect.stringMatching(/half\/a\.yaml:7: is no YAML: /)]);
  expect(printed[0]).toBe('manifests: 1 error, 0 warnings, 0 accepted');
});

test('a document that is no object is an error', async () => {
  const place = folder('values', { 'values.yaml': `${CONFIG}---\nreplicas: 2\n` });
  expect(await check(['--manifests', place])).toMatchObject({
    code: 1,
    complaints: [
      expect.stringMatching(/values\.yaml: document 2: found a map with replicas, allowed are objects of Kubernetes/),
    ],
  });
});

describe('wrong use', () => {
  const empty = folder('empty', { 'README.md': '' });
  const chart = folder('chart', { 'Chart.yaml': 'name: web\n', 'values.yaml': 'a: 1\n' });
  const sound = folder('use', { 'a.yaml': CONFIG });
  test.each<[what: string, args: readonly string[], sentence: RegExp]>([
    ['a folder that is not there', ['--manifests', '/not/there'], /\/not\/there: found neither a folder nor a file/],
    ['a folder without manifests', ['--manifests', empty], /empty: found no files that end with \.yaml/],
    ['a Helm chart', ['--manifests', chart], /chart: found a Helm chart.*render it, as by helm template/],
    ['no place', ['--manifests'], /--manifests requires a PLACE/],
    [
      'an external object that is none',
      ['--manifests', sound, '--external', 'Secret'],
      /--external: found "Secret", allowed is Kind\/namespace\/name/,
    ],
    [
      'an unknown version',
      ['--manifests', sound, '--kubernetes', '1.20'],
      /--kubernetes: found "1\.20", allowed are 1\.28, 1\.32, 1\.36/,
    ],
    ['an environment beside it', ['lab', '--manifests', sound], /found an environment and --manifests/],
    ['its options without it', ['--external', 'Secret/web/tls'], /--external is an option of --manifests/],
  ])('fails for %s', async (_, args, sentence) => {
    const { code, printed, complaints } = await check(args);
    expect([code, printed]).toEqual([2, []]);
    expect(complaints[0]).toMatch(sentence);
  });

  test('fails for standard input without text', async () =>
    expect(await check(['--manifests', '-'], ' \n')).toMatchObject({
      code: 2,
      complaints: ['error: standard input: found no text, pipe manifests into it'],
    }));
});
