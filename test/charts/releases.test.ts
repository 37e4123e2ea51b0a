import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { App, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { Loki } from '../../charts/loki';
import { LOKI_RELEASES } from '../../charts/loki/releases';
import { Mimir, type MimirRelease } from '../../charts/mimir';
import { MIMIR_RELEASES } from '../../charts/mimir/releases';
import { RELEASES } from '../../charts/releases';
import { Tempo } from '../../charts/tempo';
import { TEMPO_RELEASES } from '../../charts/tempo/releases';
import * as lgtm from '../../index';
import { render } from '../../lib/app/synth/render';
import type { Release } from '../../lib/model/release';
import type { Image } from '../../lib/values/image';
import { ObjectStorage } from '../../lib/values/object-storage';
import { configTypes } from '../../scripts/config-types';
import { objectsOf } from '../objects';
import { complaintsOf } from '../sentences';

const storage = ObjectStorage.gcs({ bucket: 'bucket' });
const namespace = 'a';

type Make = (scope: Construct, image?: Image) => Loki | Mimir<MimirRelease> | Tempo;

/** A chart of each release, with required props alone. */
const CHARTS: ReadonlyArray<readonly [name: string, release: Release, make: Make]> = [
  ...LOKI_RELEASES.map((version): [string, Release, Make] => [
    version.name,
    version,
    (scope, image) => new Loki(scope, 'loki', { namespace, storage, schema: [{ from: '2024-01-01' }], version, image }),
  ]),
  ...MIMIR_RELEASES.map((version): [string, Release, Make] => [
    version.name,
    version,
    (scope, image) =>
      new Mimir<MimirRelease>(scope, 'mimir', { namespace, storage: { blocks: storage }, version, image }),
  ]),
  ...TEMPO_RELEASES.map((version): [string, Release, Make] => [
    version.name,
    version,
    (scope, image) => new Tempo(scope, 'tempo', { namespace, storage, version, image }),
  ]),
];

test('every release is tried', () => expect(CHARTS.map(([, release]) => release)).toEqual(RELEASES.flat()));

describe.each(CHARTS)('%s', (name, release, make) => {
  const chart = make(Testing.app());

  test('takes the default configuration of its chart', () => {
    expect(complaintsOf(chart)).toEqual([]);
    expect(release.parse(chart.config)).toBe(chart.config);
  });

  test('is the version of the image and of the labels', () => {
    const objects = Object.values(objectsOf(chart));
    const [querier] = objects.filter(
      ({ kind, metadata }) => /^(Deployment|StatefulSet)$/.test(kind) && /querier/.test(metadata.name),
    );
    const [container] = querier?.['spec'].template.spec.containers ?? [];
    expect(container.image).toBe(`${release.image.repository}:${release.version}`);
    expect(querier?.metadata.labels).toMatchObject({ 'app.kubernetes.io/version': release.version });
  });

  test('names the fields that are not in its schema', () => {
    const data = { no_such_key: true };
    expect(() => release.parse(data)).toThrow(`no_such_key: unknown key, ${name} does not have it here`);
  });

  test.each([
    ['9.9.9', 'version/schema'],
    ['latest', 'version/unknown'],
  ])('beside an image of version %s is found once: %s', (tag, id) => {
    const app = new App();
    make(app, { repository: 'example.com/own', tag });
    const found = render(app, '#').findings.filter((finding) => finding.id.startsWith('version/'));
    expect(found).toEqual([expect.objectContaining({ id, sentence: expect.stringContaining(name) })]);
  });

  test('is exported by its name', () => expect(lgtm).toHaveProperty(release.constant, release));
});

const root = path.join(__dirname, '..', '..');

test('every schema of a configuration is that of a release', () => {
  const files = readdirSync(path.join(root, 'schemas'));
  const schemas = files.filter((file) => /\.json$/.test(file) && !file.startsWith('kubernetes-'));
  expect(schemas.sort()).toEqual(
    RELEASES.flat()
      .map(({ schemaFile }) => schemaFile)
      .sort(),
  );
});

test.each(configTypes(RELEASES))('imports/$file is made from the schema of its release', ({ file, text }) =>
  expect(readFileSync(path.join(root, 'imports', file), 'utf8')).toBe(text),
);

test('no two releases of a system are of one minor version', () => {
  const constants = RELEASES.flat().map(({ constant }) => constant);
  expect(new Set(constants).size).toBe(constants.length);
});
