import { Cluster } from '../../../lib/checks/cluster';
import { settle } from '../../../lib/checks/finding';
import type { KubernetesObject } from '../../../lib/checks/manifest';
import { sizeFindings } from '../../../lib/checks/schema/sizes';

const MEBIBYTE = 1024 * 1024;

function found(kind: string, fields: object, annotations?: Readonly<Record<string, string>>) {
  const metadata = { name: 'web', namespace: 'web', ...(annotations && { annotations }) };
  const content: KubernetesObject = { apiVersion: 'v1', kind, metadata, ...fields };
  const cluster = new Cluster([{ path: 'web', identity: `${kind}/web/web`, content }]);
  return settle([...sizeFindings(cluster)]).map(({ id, severity, object }) => `${severity} ${id} ${object}`);
}

const DATA = 'error schema/size ConfigMap/web/web';
const APPLIED = 'warning schema/apply-size ConfigMap/web/web';

test.each<[what: string, fields: object, expected: string[]]>([
  ['a small one', { data: { a: 'b' } }, []],
  ['all that is allowed in one key', { data: { a: 'x'.repeat(MEBIBYTE) } }, [APPLIED]],
  ['a byte more in two keys', { data: { a: 'x', b: 'x'.repeat(MEBIBYTE) } }, [DATA]],
  ['letters of several bytes', { data: { a: 'ä'.repeat(MEBIBYTE / 2 + 1) } }, [DATA]],
  ['base64, which counts as the bytes behind it', { binaryData: { a: 'AAAA'.repeat(MEBIBYTE / 3) } }, [APPLIED]],
  ['a quarter of a mebibyte, which kubectl apply cannot keep', { data: { a: 'x'.repeat(MEBIBYTE / 4) } }, [APPLIED]],
  ['what fits', { data: { a: 'x'.repeat(MEBIBYTE / 4 - 500) } }, []],
  ['what fits but for letters that Go escapes', { data: { a: '<'.repeat(MEBIBYTE / 16) } }, [APPLIED]],
])('of a ConfigMap with %s', (_, fields, expected) => expect(found('ConfigMap', fields)).toEqual(expected));

test('the text of a Secret counts with its decoded size', () =>
  expect(found('Secret', { stringData: { a: 'x'.repeat(MEBIBYTE + 1) } })).toContain(
    'error schema/size Secret/web/web',
  ));

test('annotations have a limit of their own', () =>
  expect(found('ConfigMap', {}, { a: 'x'.repeat(MEBIBYTE / 4) })).toEqual([DATA]));
