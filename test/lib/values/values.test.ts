import { Endpoint } from '../../../lib/values/endpoint';
import { Mistakes, UserError, within } from '../../../lib/values/errors';
import { imageReference } from '../../../lib/values/image';
import { restricted } from '../../../lib/values/pod-security';
import { listed, suggestion } from '../../../lib/values/text';
import { sentencesOf } from '../../sentences';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('imageReference', () => {
  test.each([
    [{ repository: 'redis' }, 'redis'],
    [{ repository: 'quay.io/minio/minio', tag: 'latest' }, 'quay.io/minio/minio:latest'],
    [{ repository: 'localhost:5000/a/b_c', tag: '1' }, 'localhost:5000/a/b_c:1'],
    [{ repository: 'redis', digest: DIGEST }, `redis@${DIGEST}`],
    [{ repository: 'redis', tag: '7.2', digest: DIGEST }, `redis:7.2@${DIGEST}`],
  ])('%j is %s', (image, reference) => expect(imageReference(image)).toBe(reference));

  test.each([
    [
      { repository: 'Redis Server' },
      'image: found repository "Redis Server", a repository is [REGISTRY[:PORT]/]NAME[/NAME...] in lower case',
    ],
    [
      { repository: 'redis', tag: 'a b' },
      'image redis: found tag "a b", a tag is up to 128 letters, digits, ".", "_" or "-"',
    ],
    [
      { repository: 'redis', digest: 'abc' },
      'image redis: found digest "abc", a digest is "sha256:" and 64 hexadecimal digits',
    ],
  ])('fails if it is %j', (image, sentence) => expect(sentencesOf(() => imageReference(image))).toEqual([sentence]));
});

describe('Endpoint', () => {
  const endpoint = new Endpoint({ service: 'redis', namespace: 'cache', port: 6379 });

  test('is reached from everywhere by name and namespace', () =>
    expect([endpoint.host, endpoint.address, endpoint.url]).toEqual([
      'redis.cache',
      'redis.cache:6379',
      'http://redis.cache:6379',
    ]));

  test('is reached by its name alone from its own namespace', () =>
    expect([endpoint.addressFrom('cache'), endpoint.addressFrom('other'), endpoint.addressFrom(undefined)]).toEqual([
      'redis:6379',
      'redis.cache:6379',
      'redis.cache:6379',
    ]));

  test('fails if a part is rejected by Kubernetes', () =>
    expect(sentencesOf(() => new Endpoint({ service: 'x y', namespace: 'N', port: 0 }))).toEqual([
      expect.stringMatching(/^endpoint "x y": service: found "x y", allowed are/),
      expect.stringMatching(/^endpoint "x y": namespace: found "N", allowed are/),
      'endpoint "x y": port: found 0, allowed are ports from 1 to 65535',
    ]));

  test('has no namespace to name if its chart has none', () =>
    expect(new Endpoint({ service: 'redis', port: 1 }).address).toBe('redis:1'));
});

describe('mistakes', () => {
  test('are led by their place, and thrown together', () => {
    const mistakes = new Mistakes('service "a"');
    expect(mistakes.attempt('x', () => 1, 2)).toBe(1);
    expect(
      mistakes.attempt(
        'y',
        () => {
          throw new UserError('found z', 'found w');
        },
        2,
      ),
    ).toBe(2);
    expect(
      mistakes.each('list', [1, 2], (item) => {
        if (item === 2) throw new UserError('is two');
        return [item];
      }),
    ).toEqual([1]);
    mistakes.add('', 'is odd');
    expect(sentencesOf(() => mistakes.throwIfAny())).toEqual([
      'service "a": y: found z',
      'service "a": y: found w',
      'service "a": list[1]: is two',
      'service "a": is odd',
    ]);
  });

  test('of the program are not taken for mistakes of the user', () => {
    const bug = () => {
      throw new TypeError('bug');
    };
    expect(() => new Mistakes('a').attempt('b', bug, 0)).toThrow(TypeError);
    expect(() => within('b', bug)).toThrow(TypeError);
  });
});

test('a suggestion is only made where it is near', () => {
  expect(suggestion('imag', ['image', 'ports'])).toBe(' (did you mean "image"?)');
  expect(suggestion('x', ['image', 'ports'])).toBe('');
  expect(suggestion('x', [])).toBe('');
});

test('lists read the same however they were filled', () =>
  expect(listed(new Set(['b', 'a']))).toBe(listed(['a', 'b'])));

test('the restricted pod security meets the standard of that name', () =>
  expect(restricted({ user: 10, group: 20, writableRoot: true })).toEqual({
    pod: {
      runAsNonRoot: true,
      runAsUser: 10,
      runAsGroup: 20,
      fsGroup: 20,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    container: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: false,
    },
  }));
