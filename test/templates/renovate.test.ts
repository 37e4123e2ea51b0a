import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import renovate from '../../templates/github/renovate.json';
import { maintained, published } from '../../versions';

const ROOT = path.join(__dirname, '..', '..');
const text = readFileSync(path.join(ROOT, 'versions.ts'), 'utf8');
const [manager] = renovate.customManagers;
if (manager === undefined) throw new Error('renovate.json has no manager');
const pattern = new RegExp(manager.matchStrings[0] ?? '', 'g');
const found = (source: string) =>
  [...source.matchAll(pattern)].map(({ groups = {} }) => `${groups['depName']}:${groups['currentValue']}`);
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** An entry after an update by Renovate, made by the template. */
const replaced = (source: string, digest: string): string =>
  source.replaceAll(pattern, (_, depName: string, value: string) =>
    manager.autoReplaceStringTemplate
      .replace('{{{depName}}}', depName)
      .replace('{{{newValue}}}', `${value}-new`)
      .replace(/\{\{#if newDigest\}\}([\s\S]*)\{\{\/if\}\}/, (__, inner: string) => (digest === '' ? '' : inner))
      .replace('{{{newDigest}}}', digest),
  );

test('it looks at versions.ts', () => {
  const [files = ''] = manager.managerFilePatterns;
  expect(new RegExp(files.slice(1, -1)).test('versions.ts')).toBe(true);
});

test('every image with a version is found, and none that is the latest', () => {
  const images = [...Object.values(maintained), ...Object.values(published)];
  const versioned = images.filter(({ tag }) => tag !== undefined && tag !== 'latest');
  expect(new Set(found(text))).toEqual(new Set(versioned.map(({ repository, tag }) => `${repository}:${tag}`)));
});

test('images of the published lab stay as they are', () => {
  const frozen = renovate.packageRules.flatMap((rule) => (rule.enabled === false ? (rule.matchDepNames ?? []) : []));
  const known = Object.values(maintained);
  const own = Object.values(published).filter((image) => !known.includes(image));
  expect(frozen.sort()).toEqual(own.map(({ repository }) => repository).sort());
});

describe.each([
  ['with a digest', DIGEST],
  ['without one', ''],
])('the replaced text %s', (_, digest) => {
  const after = replaced(text, digest);

  test('is found again the next time', () => {
    expect(found(after)).toEqual(found(text).map((image) => `${image}-new`));
    const digests = [...after.matchAll(pattern)].map(({ groups = {} }) => groups['currentDigest'] ?? '');
    expect(new Set(digests)).toEqual(new Set([digest]));
  });

  test('is in the style of the code', () => {
    const biome = path.join(ROOT, 'node_modules', '.bin', 'biome');
    const { stdout } = spawnSync(biome, ['format', '--stdin-file-path=versions.ts'], {
      cwd: ROOT,
      input: after,
      encoding: 'utf8',
    });
    expect(stdout).toBe(after);
  });
});
