import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { KomposeProject } from '../../../../lib/constructs/kompose/project';
import { parseCompose } from '../../../../lib/model/compose/read';
import { fill, newFolder } from '../../../folders';
import { render } from '../../../objects';
import { sentencesOf } from '../../../sentences';

const convert = (text: string, directory = '/nowhere') =>
  render(
    (scope) =>
      new KomposeProject(scope, 'shop', {
        project: parseCompose(text, directory),
        komposeAnnotations: false,
      }),
  );

test('services that share a volume share its claim, writable if one of them writes', () => {
  const objects = convert(`
services:
  reader: { image: a, volumes: ["data:/data:ro"] }
  writer: { image: b, volumes: ["data:/data"] }
volumes: { data: { labels: { kompose.volume.size: 5Gi } } }
`);
  expect(Object.keys(objects).sort()).toEqual(['Deployment/reader', 'Deployment/writer', 'PersistentVolumeClaim/data']);
  expect(objects['PersistentVolumeClaim/data']?.['spec']).toEqual({
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '5Gi' } },
  });
});

test('fails if two services want one volume differently', () =>
  expect(
    sentencesOf(() =>
      convert(`
services:
  a: { image: a, volumes: ["data:/data"], labels: { kompose.volume.size: 1Gi } }
  b: { image: b, volumes: ["data:/data"] }
volumes: { data: }
`),
    ),
  ).toEqual([
    'chart/shop/b: service "b": volumes: volume "data" has another size, class or selector in an earlier service: set kompose.volume.size on the volume, and the same labels on both services',
  ]));

test('a network is a label of its pods and one policy', () => {
  const objects = convert(`
services:
  a: { image: a, networks: [front_end] }
  b: { image: b, networks: { front_end: , outside: } }
networks: { front_end: , outside: { external: true, name: World } }
`);
  const members = { matchLabels: { 'io.kompose.network/front-end': 'true' } };
  expect(Object.keys(objects).sort()).toEqual(['Deployment/a', 'Deployment/b', 'NetworkPolicy/front-end']);
  expect(objects['NetworkPolicy/front-end']?.['spec']).toEqual({
    podSelector: members,
    ingress: [{ from: [{ podSelector: members }] }],
  });
  expect(objects['Deployment/b']?.['spec'].template.metadata.labels).toEqual({
    'io.kompose.service': 'b',
    'io.kompose.network/front-end': 'true',
    'io.kompose.network/world': 'true',
  });
});

test('a file of variables is one ConfigMap, and environment has the last word', () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, 'web.env'), '# comment\nA=1\nB="two words"\n');
  const objects = convert(
    `
services:
  a: { image: a, env_file: ./web.env, environment: { B: mine, _0: first } }
  b: { image: b, env_file: [./web.env, { path: ./missing.env, required: false }] }
`,
    folder,
  );
  expect(objects['ConfigMap/web-env']).toMatchObject({
    metadata: { labels: { 'io.kompose.service': 'a-web-env' } },
    data: { A: '1', B: 'two words' },
  });
  expect(objects['Deployment/a']?.['spec'].template.spec.containers[0].env).toEqual([
    { name: 'A', valueFrom: { configMapKeyRef: { name: 'web-env', key: 'A' } } },
    { name: 'B', value: 'mine' },
    { name: '_0', value: 'first' },
  ]);
  expect(objects['Deployment/b']?.['spec'].template.spec.containers[0].env).toHaveLength(2);
});

test('fails if a file of variables is missing', () =>
  expect(sentencesOf(() => convert('services: { a: { image: a, env_file: x.env } }'))).toEqual([
    'chart/shop/a: service "a": env_file[0]: /nowhere/x.env: cannot be read, there is no such file',
  ]));

test('fails if two files of variables would be one ConfigMap, or have content that is invalid in a ConfigMap', () => {
  const folder = newFolder();
  fill(folder, { 'a/b.env': 'A=1', 'a-b.env': 'B=2', 'c.env': 'C=${A}', 'd.env': '1D=2', 'My File': 'A=1' });
  const sentences = (files: string) =>
    sentencesOf(() => convert(`services: { a: { image: a, env_file: [${files}] } }`, folder));
  expect(sentences('a/b.env, a-b.env')).toEqual([
    'chart/shop/a: service "a": env_file: two files with different content become the ConfigMap "a-b-env": rename one',
  ]);
  expect(sentences('c.env')).toEqual([
    'chart/shop/a: service "a": env_file[0]: C: found "${A}", variables are not replaced in this file: write the value in full',
  ]);
  expect(sentences('d.env')[0]).toMatch(/env_file\[0\]: found "1D", allowed are/);
  expect(sentences('My File')[0]).toMatch(/env_file\[0\]: found "my file", allowed are/);
});

test('fails if a service has a name that JavaScript keeps', () =>
  expect(sentencesOf(() => convert('services: { constructor: { image: a } }'))).toEqual([
    'chart/shop: service "constructor": has a name that is reserved in JavaScript: rename it',
  ]));

test('the mistakes of all services are named at once', () =>
  expect(
    sentencesOf(() =>
      convert(
        'services: { a: { build: . }, b: { image: b, depends_on: [a], networks: [x] }, c_d: { image: c }, c-d: { image: c } }',
      ),
    ),
  ).toEqual([
    'chart/shop/a: service "a": build: cannot be converted, Kubernetes does not build images: build and push one, and set "image"',
    'chart/shop/a: service "a": image: missing, a pod requires an image: set it',
    'chart/shop/b: service "b": depends_on: cannot be converted, Kubernetes starts all pods at once: let the program retry until its dependencies answer',
    'chart/shop/b: service "b": networks: found "x", defined networks are: none: define it in the top-level "networks"',
    'chart/shop/c-d: becomes "c-d" as service "c_d" does: rename one',
  ]));

test('a service is found by its name in the file', () => {
  render((scope) => {
    const project = new KomposeProject(scope, 'shop', {
      project: parseCompose('services: { my_web: { image: a, ports: ["80"] } }', '/'),
    });
    expect(project.service('my_web').endpoint().address).toBe('my-web:80');
    expect(sentencesOf(() => project.service('web'))).toEqual([
      'chart/shop: found no service "web", there are: my_web',
    ]);
  });
});
