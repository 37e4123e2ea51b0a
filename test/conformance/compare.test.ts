import { lostFields } from '../../conformance/kubernetes/compare';
import { amountOf } from '../../lib/values/amount';

test('fields that the server adds are ignored', () =>
  expect(lostFields({ spec: { a: 1 } }, { spec: { a: 1, b: 2 }, status: {} })).toEqual([]));

test.each([
  [{ spec: { replicas: 3 } }, { spec: { replicas: 1 } }, 'spec.replicas: wrote 3, read 1'],
  [{ spec: { replicas: 3 } }, { spec: {} }, 'spec.replicas: wrote 3, read nothing'],
  [{ spec: { a: 'x' } }, {}, 'spec: wrote {"a":"x"}, read nothing'],
  [{ list: [{ a: 1 }, { a: 2 }] }, { list: [{ a: 1 }, { a: 3 }] }, 'list[1].a: wrote 2, read 3'],
  [{ list: [1, 2] }, { list: [2] }, 'list: wrote [1,2], read [2]'],
  [{ spec: { on: false } }, { spec: { on: true } }, 'spec.on: wrote false, read true'],
  [{ spec: { name: '1000m' } }, { spec: { name: '1' } }, 'spec.name: wrote "1000m", read "1"'],
  [{ limits: { cpu: '1' } }, { limits: { cpu: '2' } }, 'limits.cpu: wrote "1", read "2"'],
])('%j read as %j has lost something', (written, read, sentence) =>
  expect(lostFields(written, read)).toEqual([sentence]),
);

test.each([
  [
    { resources: { requests: { cpu: '1000m', memory: 1024 } } },
    { resources: { requests: { cpu: '1', memory: '1Ki' } } },
  ],
  [{ emptyDir: { sizeLimit: '1024Mi' } }, { emptyDir: { sizeLimit: '1Gi' } }],
  [{ a: {}, b: [], c: null, d: false, e: '', f: 0 }, {}],
  [{ a: [] }, { a: null }],
  [{ emptyDir: {} }, { emptyDir: {} }],
  [
    { kind: 'Secret', stringData: { a: 'b' } },
    { kind: 'Secret', data: { a: 'Yg==' } },
  ],
])('%j read as %j is the same', (written, read) => expect(lostFields(written, read)).toEqual([]));

test('values of a Secret or a ConfigMap are not printed', () =>
  expect(
    lostFields({ kind: 'Secret', stringData: { a: 'b', c: 'd' } }, { kind: 'Secret', data: { a: 'eA==' } }),
  ).toEqual(['data.a: wrote another text, read another text', 'data.c: wrote another text, read nothing']));

test('a long value is cut', () =>
  expect(lostFields({ a: 'x'.repeat(200) }, { a: 1 })).toEqual([`a: wrote "${'x'.repeat(79)}..., read 1`]));

test.each([
  ['1', 1],
  [2, 2],
  ['1000m', 1],
  ['1.5', 1.5],
  ['100m', 0.1],
  ['5u', 0.000005],
  ['1Ki', 1024],
  ['10Gi', 10 * 1024 ** 3],
  ['10G', 10e9],
  ['1e3', 1000],
  ['1E', 1e18],
  ['-1k', -1000],
  ['10GB', undefined],
  ['', undefined],
  ['m', undefined],
  [undefined, undefined],
])('the amount of %j is %j', (text, amount) => expect(amountOf(text)).toBe(amount));
