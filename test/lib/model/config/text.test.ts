import { parse } from 'yaml';
import { readLokiConfig } from '../../../../charts/loki/releases';
import { ConfigSchema } from '../../../../lib/model/config/config-schema';
import { milliseconds } from '../../../../lib/model/config/duration';
import { mergeConfig } from '../../../../lib/model/config/merge';
import { readConfigFile } from '../../../../lib/model/config/read';
import { contentHash, renderConfig } from '../../../../lib/model/config/render';
import { fill, newFolder } from '../../../folders';
import { sentencesOf } from '../../../sentences';

interface Config {
  readonly a?: { readonly b?: number; readonly c?: readonly number[] };
  readonly d?: string;
}

test('maps merge, lists and single values of the later one replace', () =>
  expect(mergeConfig<Config>({ a: { b: 1, c: [1, 2] }, d: 'x' }, { a: { c: [3] } }, { d: 'y' })).toEqual({
    a: { b: 1, c: [3] },
    d: 'y',
  }));

test('keys are in the order of the alphabet, whatever order they came in', () =>
  expect(renderConfig({ b: { d: 1, c: 2 }, a: 3 })).toBe('a: 3\nb:\n  c: 2\n  d: 1\n'));

test.each(['yes', 'off', '0x10', '1_000', '2020-09-07', '012', '~', '1:30'])(
  'a text that YAML 1.1 would take for something else stays a text: %s',
  (text) => expect(parse(renderConfig({ text }), { version: '1.1' })).toEqual({ text }),
);

test('a value from a variable stays a text', () => expect(renderConfig({ key: '${KEY}' })).toBe("key: '${KEY}'\n"));

test('an undefined value is not written', () => expect(renderConfig({ a: undefined, b: 1 })).toBe('b: 1\n'));

test('the hash changes with each text, and with where one ends', () => {
  const hashes = [contentHash('ab', 'c'), contentHash('a', 'bc'), contentHash('abc'), contentHash('abd')];
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(contentHash('ab', 'c')).toBe(hashes[0]);
});

test.each([
  ['1h30m', 5_400_000],
  ['1.5h', 5_400_000],
  ['30d', 2_592_000_000],
  ['100ms', 100],
  ['0', 0],
  [0, 0],
  [undefined, undefined],
  ['soon', undefined],
])('%s lasts %s milliseconds', (text, expected) => expect(milliseconds(text)).toBe(expected));

describe('a configuration file', () => {
  const schema = new ConfigSchema('Example 1.0', {
    'server.port': { type: 'int', default: 0 },
    verbose: { type: 'bool', default: false },
  });
  const fileWith = (text: string): string => {
    const folder = newFolder();
    fill(folder, { 'config.yaml': text });
    return `${folder}/config.yaml`;
  };

  test('is read as the systems read it', () =>
    expect(readConfigFile(schema, fileWith('server: {port: 80}\nverbose: yes\n'))).toEqual({
      server: { port: 80 },
      verbose: true,
    }));

  test.each(['2024-01-01', '2024-01-01T00:00:00Z', '2001-12-14 21:59:43.10 -5', '1:30', '12:30:45.5'])(
    'what looks like a time is the text that it is for the systems: %s',
    (text) => {
      const named = new ConfigSchema('Example 1.0', { name: { type: 'string', default: '' } });
      expect(readConfigFile(named, fileWith(`name: ${text}\n`))).toEqual({ name: text });
    },
  );

  test('of Loki takes the first day of a schema period without quotes', () =>
    expect(readLokiConfig(fileWith('schema_config: {configs: [{from: 2024-01-01, store: tsdb}]}\n'))).toEqual({
      schema_config: { configs: [{ from: '2024-01-01', store: 'tsdb' }] },
    }));

  test('may use an anchor thousands of times', () => {
    const tenants = new ConfigSchema('Example 1.0', { 'tenants.<name>.max': { type: 'int', default: 0 } });
    const lines = Array.from({ length: 3000 }, (_, n) => `  t${n}: *limits\n`);
    const data = readConfigFile(tenants, fileWith(`tenants:\n  first: &limits {max: 5}\n${lines.join('')}`));
    expect(data).toMatchObject({ tenants: { first: { max: 5 }, t0: { max: 5 }, t2999: { max: 5 } } });
  });

  test('may be empty', () => expect(readConfigFile(schema, fileWith('# nothing\n'))).toEqual({}));

  test.each([
    ['server:\n  prt: 80\n', 'server.prt: unknown key, Example 1.0 does not have it here (did you mean "port"?)'],
    ['verbose: 1\n', 'verbose: found 1, allowed is true or false'],
    ['verbose: true\nverbose: false\n', 'line 2: found a key twice in one map: remove one'],
    ['verbose: *flag\n', 'line 1: found *flag, without &flag before it: define the anchor first'],
    [
      'verbose: true\nserver: &all\n  port: [*all]\n',
      'line 3: found *all inside of &all itself: write the value in full',
    ],
    ['<<: 5\nverbose: true\n', 'Merge sources must be maps or map aliases'],
    ['- a\n', 'the configuration: found ["a"], allowed is a map of keys to values'],
  ])('fails with file and place: %j', (text, sentence) => {
    const file = fileWith(text);
    expect(sentencesOf(() => readConfigFile(schema, file))).toEqual([`${file}: ${sentence}`]);
  });

  test('fails if it is not there', () =>
    expect(sentencesOf(() => readConfigFile(schema, '/no/such.yaml'))).toEqual([
      '/no/such.yaml: cannot be read, there is no such file',
    ]));
});
