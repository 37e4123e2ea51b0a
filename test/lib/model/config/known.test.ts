import { type ConfigFields, ConfigSchema } from '../../../../lib/model/config/config-schema';
import { knownOf } from '../../../../lib/model/config/known';
import { mistakesInConfig } from '../../../../lib/model/config/validate';

const field = (type: string) => ({ type, default: null });
const fields: ConfigFields = {
  'ring.replication_factor': field('int'),
  'ring.zones': field('list(string)'),
  'limits.streams[].period': field('duration-prom'),
  'stores.<name>.bucket': field('string'),
};
const schema = new ConfigSchema('Example 1.0', fields);

test('unknown keys and values of a wrong type are removed, and everything else is kept', () =>
  expect(
    knownOf(schema, {
      ring: { replication_factor: 3, zones: ['a', {}], from_a_later_release: true },
      limits: { streams: [{ period: '30d' }, { period: 'a month' }] },
      stores: { one: { bucket: 'a', region: 'b' }, two: null },
      new_block: { a: 1 },
    }),
  ).toEqual({
    ring: { replication_factor: 3, zones: ['a'] },
    limits: { streams: [{ period: '30d' }, {}] },
    stores: { one: { bucket: 'a' } },
  }));

test.each([null, undefined, 'text', { ring: 'text' }, { ring: { replication_factor: 'three' } }])(
  'a configuration without mistakes is left of %j',
  (data) => expect(mistakesInConfig(schema, knownOf(schema, data))).toEqual([]),
);
