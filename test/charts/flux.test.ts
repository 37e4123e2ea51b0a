import { spawnSync } from 'node:child_process';
import { App } from 'cdk8s';
import { Flux, type FluxProps } from '../../charts/flux';
import { fill, newFolder } from '../folders';
import { objectAt, objectsOf } from '../objects';
import { sentencesOf } from '../sentences';

const repoUrl = 'https://github.com/example/observability.git';
const make = (props: Omit<FluxProps, 'repoUrl'>) => objectsOf(new Flux(new App(), 'flux', { repoUrl, ...props }));
const staged = () =>
  make({
    environments: [
      {
        environment: 'lab',
        stages: [{ name: 'base', charts: ['_namespaces'] }, { name: 'storage', charts: ['minio'] }, { name: 'rest' }],
      },
    ],
  });

test('a source and a Kustomization for an environment', () =>
  expect(make({ environments: [{ environment: 'lab' }], secretName: 'key', revision: 'v1.0' })).toEqual({
    'GitRepository/lab': {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'lab', namespace: 'flux-system' },
      spec: {
        interval: '10m',
        url: repoUrl,
        ref: { tag: 'v1.0' },
        secretRef: { name: 'key' },
        ignore: '/*\n!/dist\n/dist/*\n!/dist/lab\n',
      },
    },
    'Kustomization/lab': {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'lab', namespace: 'flux-system' },
      spec: {
        interval: '10m',
        timeout: '15m',
        path: './dist/lab',
        sourceRef: { kind: 'GitRepository', name: 'lab' },
        prune: true,
        wait: true,
      },
    },
  }));

test('stages depend on each other', () =>
  expect(
    ['lab-base', 'lab-storage', 'lab-rest'].map(
      (name) => objectAt(staged(), `Kustomization/${name}`)['spec'].dependsOn,
    ),
  ).toEqual([undefined, [{ name: 'lab-base' }], [{ name: 'lab-storage' }]]));

test.each([
  ['lab-base', ['dist/lab/_namespaces.k8s.yaml']],
  ['lab-storage', ['dist/lab/minio.k8s.yaml']],
  ['lab-rest', ['dist/lab/loki.k8s.yaml', 'dist/lab/tempo.k8s.yaml']],
])('the source of %s contains only its files, according to the ignore rules of git', (name, expected) => {
  const root = newFolder();
  const files = ['_namespaces', 'minio', 'loki', 'tempo'].map((chart) => `dist/lab/${chart}.k8s.yaml`);
  fill(root, {
    ...Object.fromEntries([...files, 'dist/eks/loki.k8s.yaml', 'main.ts'].map((file) => [file, ''])),
    '.gitignore': objectAt(staged(), `GitRepository/${name}`)['spec'].ignore,
  });
  spawnSync('git', ['init', '--quiet'], { cwd: root });
  const { stdout } = spawnSync('git', ['ls-files', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  expect(stdout.trim().split('\n')).toEqual(expected);
});

test.each([
  ['main', { branch: 'main' }],
  ['v2.0.1', { tag: 'v2.0.1' }],
  ['0123456789abcdef0123456789abcdef01234567', { commit: '0123456789abcdef0123456789abcdef01234567' }],
])('revision %s', (revision, ref) =>
  expect(objectAt(make({ environments: [{ environment: 'lab' }], revision }), 'GitRepository/lab')['spec'].ref).toEqual(
    ref,
  ),
);

test('fails if an environment is named twice', () =>
  expect(sentencesOf(() => make({ environments: [{ environment: 'a' }, { environment: 'a' }] }))).toEqual([
    'flux: environments: [1].environment: found "a" again: name it once',
  ]));
