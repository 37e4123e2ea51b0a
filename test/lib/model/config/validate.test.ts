import fc from 'fast-check';
import { RELEASES } from '../../../../charts/releases';
import { ConfigSchema } from '../../../../lib/model/config/config-schema';
import { mistakesInConfig } from '../../../../lib/model/config/validate';

const field = (type: string) => ({ type, default: null });
const schema = new ConfigSchema('Example 1.0', {
  'server.http_listen_port': field('int'),
  'server.log_level': field('string'),
  'limits.max_streams': field('int'),
  'limits.retention': field('duration-prom'),
  'limits.retention_stream': field('list(object)'),
  'limits.retention_stream[].period': field('duration-prom'),
  'limits.headers': field('map(string,string)'),
  'stores.<name>.bucket': field('string'),
  'client.initial_window_size': field('bytes'),
  'client.names': field('list(string)'),
});

test('a configuration without mistakes has none, and undefined values are ignored', () =>
  expect(
    mistakesInConfig(schema, {
      server: { http_listen_port: 80, log_level: null },
      limits: { retention: '30d', retention_stream: [{ period: '1h' }], headers: { any: 'thing' } },
      stores: { first: { bucket: 'a' }, second: null },
      client: undefined,
    }),
  ).toEqual([]));

test.each([
  [
    { server: { log_levle: 'x' } },
    'server.log_levle: unknown key, Example 1.0 does not have it here (did you mean "log_level"?)',
  ],
  [
    { server: { max_streams: 1 } },
    'server.max_streams: unknown key, Example 1.0 does not have it here: move it to limits.max_streams',
  ],
  [
    { server: { zzz: 1 } },
    'server.zzz: unknown key, Example 1.0 does not have it here: remove it, or use one of http_listen_port, log_level',
  ],
  [
    { constructor: {} },
    'constructor: unknown key, Example 1.0 does not have it here: remove it, or use one of client, limits, server, stores',
  ],
  [{ server: [] }, 'server: found [], allowed is a map of keys to values'],
  [{ server: 'x' }, 'server: found "x", allowed is a map of keys to values'],
  [{ limits: { retention_stream: {} } }, 'limits.retention_stream: found {}, allowed is a list'],
  [{ client: { names: ['a', ['b']] } }, 'client.names[1]: found ["b"], allowed is a string'],
  [
    { stores: { mine: { bucked: 'a' } } },
    'stores.mine.bucked: unknown key, Example 1.0 does not have it here (did you mean "bucket"?)',
  ],
  [{ limits: { headers: { a: {} } } }, 'limits.headers.a: found {}, allowed is a string'],
  ['text', 'the configuration: found "text", allowed is a map of keys to values'],
])('names the place of the mistake in %j, and a remedy', (config, sentence) =>
  expect(mistakesInConfig(schema, config)).toEqual([sentence]),
);

test('finds all mistakes at once, also in the items of a list', () =>
  expect(
    mistakesInConfig(schema, {
      limits: { max_streams: '5', retention_stream: [{ period: '1h' }, { period: '1.5h' }] },
    }),
  ).toEqual([
    'limits.max_streams: found "5", allowed is a whole number',
    expect.stringMatching(/^limits\.retention_stream\[1\]\.period: found "1\.5h", allowed is whole numbers/),
  ]));

test('sizes of gRPC windows are read by another parser than other sizes', () => {
  expect(mistakesInConfig(schema, { client: { initial_window_size: '64KiB' } })).toEqual([]);
  expect(mistakesInConfig(schema, { client: { initial_window_size: 65536 } })).toHaveLength(1);
});

test('a part of a configuration is checked by its part of the schema', () =>
  expect(mistakesInConfig(schema, { max_streems: 1 }, { node: schema.at('limits'), path: 'tenant-a' })).toEqual([
    'tenant-a.max_streems: unknown key, Example 1.0 does not have it here (did you mean "max_streams"?)',
  ]));

test('fails to name a part that is not there', () =>
  expect(() => schema.at('limits.nothing')).toThrow('has no key limits.nothing'));

describe.each(RELEASES.flat())('every path of $name', ({ name, schema: real }) => {
  const paths = Object.entries(real.fields).filter(
    ([, { default: value }]) => value !== null && !/^</.test(String(value)),
  );

  test('takes its own default', () => {
    for (const [path, { default: value }] of paths)
      expect([path, mistakesInConfig(real, at(path, value))]).toEqual([path, []]);
  });

  test('is unknown under another name, whichever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.nat(), ([path, { default: value }], position) => {
        const steps = path.split('.');
        const named = steps.flatMap((step, index) => (step.startsWith('<') ? [] : [index]));
        const index = named[position % named.length] ?? 0;
        // A key below a name that the user chooses is the only one that may be called anything.
        fc.pre(!steps[index]?.startsWith('<'));
        const list = steps[index]?.endsWith('[]') ? '[]' : '';
        const renamed = steps.with(index, `no_such_key${list}`).join('.');
        const sentences = mistakesInConfig(real, at(renamed, value));
        expect(sentences).toHaveLength(1);
        expect(sentences[0]).toContain(`no_such_key: unknown key, ${name} does not have it here`);
      }),
    );
  });
});

/** A configuration that holds a value at a path and nothing else. */
function at(path: string, value: unknown): unknown {
  const [step = '', ...rest] = path.split('.');
  const inner = rest.length === 0 ? value : at(rest.join('.'), value);
  const name = step.startsWith('<') ? 'chosen' : step.replace(/\[\]$/, '');
  return { [name]: step.endsWith('[]') ? [inner] : inner };
}
