import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { SYSTEMS } from '../../../../charts/systems';
import {
  claim,
  configMap,
  DATA,
  job,
  type Manifest,
  service,
  set,
  workload,
} from '../../../../conformance/diff/objects';
import { runDiff } from '../../../../lib/app/diff/command';
import { LONGEST_COMMENT, MARKER } from '../../../../lib/app/diff/show/markdown';
import { fill, newFolder } from '../../../folders';

const text = (...objects: readonly Manifest[]): string => objects.map((one) => JSON.stringify(one)).join('\n---\n');

async function diff(args: readonly string[], outDir = '/nowhere') {
  const [printed, complaints]: [string[], string[]] = [[], []];
  const code = await runDiff({
    args,
    outDir,
    systems: async () => SYSTEMS,
    today: () => '2026-06-01',
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
  });
  return { code, printed, complaints };
}

/** Two folders, each with an environment `lab`. */
function folders(before: readonly Manifest[], after: readonly Manifest[]): [string, string] {
  const [old, now] = [newFolder(), newFolder()];
  fill(old, { 'lab/all.yaml': text(...before) });
  fill(now, { 'lab/all.yaml': text(...after) });
  return [old, now];
}

const db = workload('StatefulSet', 'db', DATA);
const web = workload('Deployment', 'web');
const dangerous = () =>
  folders(
    [db, web, claim('disk'), job(), service('web')],
    [
      set(db, { 'spec.serviceName': 'x' }),
      set(web, { 'spec.template.spec.containers.0.image': 'web:2' }),
      job(),
      service('api'),
    ],
  );

test('prints the changes to a terminal, the dangerous ones first', async () => {
  const { code, printed } = await diff(dangerous());
  expect(code).toBe(0);
  expect(printed.map((line) => line.slice(0, 70))).toEqual(
    [
      'lab: 1 data-loss, 1 refused, 1 restart, 1 removed, 1 renamed, 2 changed',
      '  data-loss  PersistentVolumeClaim/a/disk',
      expect.stringMatching(/^ {13}is removed: pruning or deleting it deletes its volume/),
      '  refused    StatefulSet/a/db',
      expect.stringMatching(/^ {13}spec.serviceName: db → x, which the API server refuses/),
      '  restart    Deployment/a/web',
      expect.stringMatching(/^ {13}3 pods are replaced/),
      '',
      '  objects',
      '  ~ Deployment/a/web',
      '      spec.template.spec.containers[main].image: web:1 → web:2',
      '  - PersistentVolumeClaim/a/disk',
      '  > Service/a/api (was Service/a/web)',
      '      metadata.name: web → api',
      '      spec.selector.app: web → api',
      '  ~ StatefulSet/a/db',
      '      spec.serviceName: db → x',
    ].map((line) => (typeof line === 'string' ? line.slice(0, 70) : line)),
  );
});

test('no changes', async () => {
  const [old] = folders([db], []);
  expect((await diff([old, old])).printed).toEqual(['nothing changes']);
  expect((await diff([old, old, '--format', 'json'])).printed).toEqual(['[]']);
});

test.each([
  ['data-loss', 1],
  ['outage', 0],
  ['outage,refused', 1],
  ['restart', 1],
])('--fail-on %s ends with %i', async (effects, code) =>
  expect((await diff([...dangerous(), '--fail-on', effects])).code).toBe(code),
);

test('JSON has every statement and every field, and no secret', async () => {
  const secret = (value: string): Manifest => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's', namespace: 'a' },
    stringData: { key: value },
  });
  const [old, now] = folders([secret('hunter2'), web], [secret('hunter3'), set(web, { 'spec.replicas': 4 })]);
  const { printed } = await diff([old, now, '--format=json']);
  expect(printed.join('')).not.toMatch(/hunter|aHVudGVy/);
  expect(JSON.parse(printed.join(''))).toMatchObject([
    {
      environment: 'lab',
      statements: [
        { effect: 'changed' },
        { effect: 'changed' },
        { effect: 'none', rule: 'scale/up', object: 'Deployment/a/web' },
      ],
      changes: [
        { kind: 'changed', object: 'Deployment/a/web', fields: [{ path: 'spec.replicas', before: 3, after: 4 }] },
        { kind: 'changed', object: 'Secret/a/s', fields: [{ path: 'data[key]', before: null, after: null }] },
      ],
    },
  ]);
});

describe('a comment of a pull request', () => {
  test('has dangerous changes open and first, and the others folded', async () => {
    const { printed } = await diff([...dangerous(), '--format', 'markdown']);
    const comment = printed.join('\n');
    expect(comment.startsWith(`${MARKER}\n## What applying this does\n\n**1 data-loss, 1 refused`)).toBe(true);
    expect(
      [...comment.matchAll(/<details( open)?><summary>(.*)<\/summary>/g)].map(([, open, title]) => [open ?? '', title]),
    ).toEqual([
      [' open', 'Data at risk: lab (1)'],
      [' open', 'Refused by the API server: lab (1)'],
      ['', 'Restarts: lab (1)'],
      ['', 'Objects: lab (4)'],
    ]);
  });

  test('stays below the size limit of GitHub, and names the omitted part', async () => {
    const many = Array.from({ length: 3000 }, (_, n) => configMap(`files-${n}`, { 'a.yaml': 'a: 1' }));
    const [old, now] = folders(
      [claim('disk'), ...many],
      many.map((one) => set(one, { 'data.a\\.yaml': 'a: 2' })),
    );
    const comment = (await diff([old, now, '--format', 'markdown'])).printed.join('\n');
    expect(comment.length).toBeLessThan(LONGEST_COMMENT);
    expect(comment).toMatch(/Data at risk: lab \(1\)/);
    expect(comment).toMatch(/\d+ more sections are left out/);
  });

  test('escapes markup in values', async () => {
    const [old, now] = folders([configMap('f', { a: 'x' })], [configMap('f', { a: '~~~~\n</details><img src=x>' })]);
    const comment = (await diff([old, now, '--format', 'markdown'])).printed.join('\n');
    expect(comment.match(/~~~~/g)).toHaveLength(2);
  });
});

describe('a revision of git', () => {
  function repository(): string {
    const root = newFolder();
    const git = (...args: readonly string[]) =>
      expect(spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: root }).status).toBe(0);
    git('init', '--quiet', '--initial-branch=main');
    fill(root, {
      'below/dist/lab/web.yaml': text(web),
      'below/dist/lab/gone.yaml': text(claim('disk')),
      'other.yaml': 'a: 1',
    });
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
    spawnSync('rm', [path.join(root, 'below/dist/lab/gone.yaml')]);
    fill(root, { 'below/dist/lab/web.yaml': text(set(web, { 'spec.replicas': 5 })) });
    return path.join(root, 'below/dist');
  }

  test('is compared with the working tree', async () => {
    const { printed } = await diff(['--format', 'json', '--base', 'main'], repository());
    expect(JSON.parse(printed.join(''))[0].changes).toMatchObject([
      { kind: 'changed', object: 'Deployment/a/web' },
      { kind: 'removed', object: 'PersistentVolumeClaim/a/disk' },
    ]);
  });

  test.each(['nowhere', '--upload-pack=x', 'main:below'])('fails if there is none such as %s', async (base) =>
    expect(await diff([`--base=${base}`], repository())).toMatchObject({
      code: 2,
      complaints: [expect.stringMatching(/^error: --base: found ".*", which git does not know here/)],
    }),
  );
});

describe('a cluster', () => {
  test('reads the objects of a folder through kubectl, and those that were removed from the manifests', async () => {
    const folder = newFolder();
    const live = set(web, { status: { replicas: 3 }, 'metadata.uid': 'u' });
    fill(folder, {
      'lab/web.yaml': text(set(web, { 'spec.replicas': 2 })),
      'named.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [live] }),
      'labelled.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [live, claim('disk')] }),
      kubectl: `#!/bin/sh\ncase "$*" in *--selector*) cat ${folder}/labelled.json;; *) cat ${folder}/named.json;; esac\n`,
    });
    chmodSync(path.join(folder, 'kubectl'), 0o755);
    const { printed, complaints } = await diff([
      '--live',
      path.join(folder, 'lab'),
      '--selector=a=b',
      `--kubectl=${folder}/kubectl`,
      '--format=json',
    ]);
    expect(complaints).toEqual([]);
    expect(JSON.parse(printed.join(''))).toMatchObject([
      {
        environment: 'lab',
        changes: [
          { kind: 'changed', object: 'Deployment/a/web', fields: [{ path: 'spec.replicas', before: 3, after: 2 }] },
          { kind: 'removed' },
        ],
      },
    ]);
  });

  test('fails if there is no kubectl', async () =>
    expect(await diff(['--live', dangerous()[0], '--kubectl', '/nowhere/kubectl'])).toMatchObject({
      code: 2,
      complaints: ['error: /nowhere/kubectl does not run: install it, or name its file by --kubectl'],
    }));
});

test.each([
  [['--frmat', 'json'], /unknown option --frmat \(did you mean "--format"\?\)/],
  [['--format', 'html'], /--format: found "html", allowed are: json, markdown, terminal/],
  [['--fail-on', 'data_loss'], /--fail-on: found "data_loss" \(did you mean "data-loss"\?\)/],
  [['one'], /found 1 folders \(one\), allowed are two: OLD NEW/],
  [['one', 'two', '--base', 'main'], /found more than one of OLD NEW, --base and --live/],
  [['--today', '2026-02-30'], /--today: found "2026-02-30", allowed is a day/],
  [['--base'], /--base needs a value/],
  [['/nowhere', '/neither'], /\/nowhere: found neither a folder nor a file/],
])('fails if it is called with %j', async (args, sentence) =>
  expect(await diff(args)).toMatchObject({ code: 2, printed: [], complaints: [expect.stringMatching(sentence)] }),
);

test('fails if there is no such environment', async () => {
  const { code, complaints } = await diff([...dangerous(), '--env', 'lba']);
  expect({ code, complaints }).toEqual({
    code: 2,
    complaints: ['error: --env: found "lba" (did you mean "lab"?), the environments are: lab'],
  });
});
