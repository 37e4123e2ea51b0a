import fc from 'fast-check';
import type { KubernetesObject } from '../objects';
import { changesBetween } from './delta';
import { deltaOf } from './installation';

const changed = (before: unknown, after: unknown) => Object.fromEntries(changesBetween(before, after));

/** Small values that are often alike: named and unnamed items, numbers and texts that read the same, lines. */
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(0, '0', 'a', 'a\nb', 'b\na'),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('name', 'b', 'containers'), tie('value'), { maxKeys: 2 }),
  ),
})).value;

describe('changes between two values', () => {
  test('are none between equal values alone', () =>
    fc.assert(
      fc.property(value, value, (before, after) => {
        const isEqual = JSON.stringify(sorted(before)) === JSON.stringify(sorted(after));
        expect(changesBetween(before, after).size === 0).toBe(isEqual);
        for (const change of changesBetween(before, after).values()) expect(change).not.toEqual({ lines: [] });
      }),
      { numRuns: 500 },
    ));

  test('have the path of the field, and show what was added or removed as a whole', () =>
    expect(changed({ a: { b: 1, 'c/d': 2 }, e: { f: 1 } }, { a: { b: '1', g: [2] }, e: { f: 1 } })).toEqual({
      'a.b': { old: 1, new: '1' },
      'a["c/d"]': { old: 2 },
      'a.g': { new: [2] },
    }));

  test('name the items of a list, and tell of another order', () => {
    const [a, b] = [{ name: 'a', value: '1' }, { name: 'b' }];
    expect(changed({ env: [a, b] }, { env: [b, { ...a, value: '2' }] })).toEqual({
      env: { order: ['b', 'a'] },
      'env[a].value': { old: '1', new: '2' },
    });
    expect(changed({ env: [a] }, { env: [b, a] })).toEqual({ 'env[b]': { new: b } });
  });

  test('have the first container at one path, whatever its name is', () =>
    expect(
      changed(
        { spec: { containers: [{ name: 'a', image: 'x' }] } },
        { spec: { containers: [{ name: 'b', image: 'x' }, { name: 'c' }] } },
      ),
    ).toEqual({ 'spec.containers[0].name': { old: 'a', new: 'b' }, 'spec.containers[c]': { new: { name: 'c' } } }));

  test('show the lines of a text and the items of a list that differ', () => {
    expect(changed({ conf: 'a\nb\nc' }, { conf: 'a\nB\nc' })).toEqual({ conf: { lines: ['- b', '+ B'] } });
    expect(changed({ args: ['-a', '-b'] }, { args: ['-b', '-c'] })).toEqual({ args: { lines: ['- -a', '+ -c'] } });
  });

  test('show that a hash differs, without its values', () =>
    expect(changed('a'.repeat(64), 'b'.repeat(64))).toEqual({ '': { old: 'a hash', new: 'another hash' } }));
});

describe('the delta of an installation', () => {
  const object = (kind: string, name: string, rest: object = {}): Record<string, KubernetesObject> => ({
    [`${kind}/${name}`]: { apiVersion: 'v1', kind, metadata: { name, namespace: 'a' }, ...rest },
  });
  const selecting = (component: string) => ({
    selector: { 'app.kubernetes.io/name': 'loki', 'app.kubernetes.io/instance': 'loki', component },
    publishNotReadyAddresses: true,
  });
  const ports = [80, 443, 8080, 9090].map((port) => ({
    name: `port-${port}`,
    port,
    targetPort: port,
    protocol: 'TCP',
  }));

  test('is empty without differences', () => {
    const objects = object('Service', 'a', { spec: { ports } });
    expect(deltaOf(objects, { ...objects })).toEqual({});
  });

  test('shows a change once for all objects that have it', () => {
    const pods = (replicas: number) => ({
      ...object('Deployment', 'a', { replicas }),
      ...object('Deployment', 'b', { replicas }),
    });
    expect(deltaOf(pods(1), pods(2))).toEqual({
      changed: [{ in: ['Deployment/a', 'Deployment/b'], fields: { replicas: { old: 1, new: 2 } } }],
    });
  });

  test('shows what was added by a similar object, as far as that is shorter', () => {
    const base = object('Service', 'loki-querier', { spec: { ports, ...selecting('querier') } });
    const added = {
      ...object('Service', 'loki-ruler', { spec: { ports: ports.slice(1), ...selecting('ruler') } }),
      ...object('ConfigMap', 'loki', { data: { a: 'b' } }),
    };
    expect(deltaOf(base, { ...base, ...added })).toEqual({
      added: {
        'Service/loki-ruler': {
          like: 'Service/loki-querier with "ruler" for "querier"',
          'spec.ports[port-80]': { old: ports[0] },
        },
        'ConfigMap/loki': { metadata: { name: 'loki', namespace: 'a' }, data: { a: 'b' } },
      },
    });
    expect(deltaOf(added, {})).toEqual({ removed: ['Service/loki-ruler', 'ConfigMap/loki'] });
  });

  test('looks into configurations', () => {
    const config = (level: string) =>
      object('ConfigMap', 'a', { data: { 'a.yaml': `server:\n  log_level: ${level}\n` } });
    expect(deltaOf(config('info'), config('debug'))).toEqual({
      changed: [{ in: ['ConfigMap/a'], fields: { 'data["a.yaml"].server.log_level': { old: 'info', new: 'debug' } } }],
    });
  });
});

/** Keys of maps in one order, since YAML has none. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
