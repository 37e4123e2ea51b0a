import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'cdk8s';
import { EnvironmentChecks } from '../../../lib/checks/environment';
import { schemaFindings } from '../../../lib/checks/schema';
import { schemasOf } from '../../../lib/checks/schema/custom-resources';
import { readCustomResources } from '../../../lib/checks/schema/definitions';
import { KubernetesApi } from '../../../lib/checks/schema/kubernetes';
import { ServedApi } from '../../../lib/checks/schema/served-api';
import { DEFAULT_VERSION, KUBERNETES_VERSIONS, NEWEST_VERSION } from '../../../lib/checks/schema/versions';
import { sentencesOf } from '../../sentences';

const SCHEMAS = path.join(__dirname, '..', '..', '..', 'schemas');
const WIDGETS = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec: { group: example.com, names: { kind: Widget }, versions: [{ name: v1 }] }
`;

test('every version has a schema, and every schema is a version', () => {
  const files = readdirSync(SCHEMAS).filter((file) => file.startsWith('kubernetes-'));
  expect(files.sort()).toEqual(KUBERNETES_VERSIONS.map((version) => `kubernetes-${version}.json`));
  expect([KUBERNETES_VERSIONS[0], KUBERNETES_VERSIONS.at(-1)]).toEqual([DEFAULT_VERSION, NEWEST_VERSION]);
});

test.each(KUBERNETES_VERSIONS)('the schema of %s has everything that it refers to, and enum values', (version) => {
  const { schemas } = KubernetesApi.of(version);
  const text = JSON.stringify(schemas);
  const names = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, name]) => name));
  expect([...names].filter((name) => !(name !== undefined && name in schemas))).toEqual([]);
  expect(schemas['core.v1.ServiceSpec']?.properties?.['type']).toMatchObject({
    enum: ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'],
  });
});

test('newer versions have newer kinds', () => {
  const has = (version: '1.28' | '1.36', apiVersion: string, kind: string) =>
    KubernetesApi.of(version).schemaOf(apiVersion, kind) !== undefined;
  expect([
    has('1.28', 'networking.k8s.io/v1', 'ServiceCIDR'),
    has('1.36', 'networking.k8s.io/v1', 'ServiceCIDR'),
  ]).toEqual([false, true]);
});

describe('EnvironmentChecks', () => {
  const refused = (props: object) => sentencesOf(() => new EnvironmentChecks(new App(), 'checks', props));

  test('rejects a version without a schema', () =>
    expect(refused({ kubernetes: '1.30' })).toEqual([
      'checks: kubernetes: found "1.30", allowed are "1.28", "1.32", "1.36": use the last one that is not newer than the cluster',
    ]));

  test('rejects what is no definition', () =>
    expect(refused({ customResources: [WIDGETS, { kind: 'Widget' }] })).toEqual([
      expect.stringMatching(
        /^checks: customResources\[1\]: found kind "Widget", allowed is a CustomResourceDefinition/,
      ),
    ]));

  test('rejects a definition that cannot be read, with its line', () =>
    expect(refused({ customResources: ['a: [1'] })).toEqual([
      expect.stringMatching(/^checks: customResources\[0\]: is no YAML: .* line 1/),
    ]));
});

describe('a definition of any origin', () => {
  const mistakes = (schema: unknown, spec: unknown) => {
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
      spec: {
        group: 'example.com',
        names: { kind: 'Widget' },
        versions: [{ name: 'v1', ...(schema !== undefined && { schema: { openAPIV3Schema: schema } }) }],
      },
    };
    const content = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'web' }, spec };
    const api = new ServedApi(KubernetesApi.of('1.28'), schemasOf([definition]));
    return schemaFindings([{ path: 'web', identity: 'Widget/web', content }], api).map(({ sentence }) => sentence);
  };
  const spec = (properties: object) => ({ type: 'object', properties: { spec: { type: 'object', properties } } });

  test('without a schema allows all fields', () => expect(mistakes(undefined, { a: 1 })).toEqual([]));
  test('has a schema for fields', () =>
    expect(mistakes(spec({ a: { type: 'string' } }), { a: 1, b: 2 })).toEqual([
      expect.stringMatching(/^spec\.a: found 1, allowed is a string/),
      expect.stringMatching(/^spec\.b: unknown field/),
    ]));
  test('may have a pattern that only Go can read', () =>
    expect(mistakes(spec({ a: { type: 'string', pattern: '^(?P<x>a)\\z' } }), { a: 'b' })).toEqual([]));
  test('may have objects of other kinds in it', () =>
    expect(
      mistakes(spec({ pod: { type: 'object', 'x-kubernetes-embedded-resource': true } }), { pod: { spec: {} } }),
    ).toEqual([]));
});

describe('readCustomResources', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'definitions-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'operator.yaml');

  test('reads the definitions of a file and of a folder, and leaves other objects out', () => {
    writeFileSync(file, `${WIDGETS}---\napiVersion: v1\nkind: Namespace\nmetadata: { name: operator }\n`);
    expect(readCustomResources(file)).toMatchObject([{ spec: { group: 'example.com' } }]);
    expect(readCustomResources(folder)).toHaveLength(1);
  });

  test('fails if there is none', () => {
    const empty = path.join(folder, 'empty.txt');
    writeFileSync(empty, 'a: 1');
    expect(sentencesOf(() => readCustomResources(empty))).toEqual([
      expect.stringMatching(/empty\.txt: found no CustomResourceDefinition/),
    ]);
    expect(sentencesOf(() => readCustomResources(path.join(folder, 'gone.yaml')))).toEqual([
      expect.stringMatching(/gone\.yaml: .*there is no such file/),
    ]);
  });
});
