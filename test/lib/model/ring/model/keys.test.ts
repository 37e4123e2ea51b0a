import { fnv1, fnv1a, fnv1aFrom } from '../../../../../lib/model/ring/model/hash';
import {
  blockKey,
  jobKey,
  lokiStreamKey,
  mimirMetadataKey,
  mimirSeriesKey,
  ruleGroupKey,
  tempoTraceKey,
} from '../../../../../lib/model/ring/model/keys';
import { vectors } from './vectors';

type Input = (typeof vectors.hashes)[number]['input'];

const bytes = (hex = '') => Buffer.from(hex, 'hex');
const KEYS: Readonly<Record<string, (...parts: readonly string[]) => number>> = {
  stream: (tenant = '', labels = '') => lokiStreamKey(tenant, labels),
  trace: (tenant = '', id) => tempoTraceKey(tenant, bytes(id)),
  'metric metadata': (tenant = '', metric = '') => mimirMetadataKey(tenant, metric),
  'store-gateway block': (ulid) => blockKey(bytes(ulid)),
  'rule group': (tenant = '', namespace = '', group = '') => ruleGroupKey(tenant, namespace, group),
  'compactor job': (job = '') => jobKey(job),
  alertmanager: (tenant = '') => jobKey(tenant),
};

function keyOf(what: string, input: Input): number | undefined {
  if (typeof input === 'object' && 'tenant' in input) {
    return mimirSeriesKey(input.tenant, Object.fromEntries([...input.labels].reverse()));
  }
  return KEYS[what.split(':')[0] ?? '']?.(...(typeof input === 'string' ? [input] : input));
}

test.each(vectors.hashes)('the key of $what $input is that of the program', ({ what, input, token }) =>
  expect(keyOf(what, input)).toBe(token),
);

// From the test suite published by the authors of FNV.
test.each([
  ['', 0x811c9dc5, 0x811c9dc5],
  ['a', 0x050c5d7e, 0xe40c292c],
  ['foobar', 0x31f0b262, 0xbf9cf968],
])('FNV-1 and FNV-1a of %j', (text, one, oneA) => expect([fnv1(text), fnv1a(text)]).toEqual([one, oneA]));

test('parts are hashed like their concatenation', () => {
  expect(fnv1('ten', 'ant', Buffer.from('한'))).toBe(fnv1('tenant한'));
  expect(fnv1a('ten', Buffer.from('ant'), '한')).toBe(fnv1a('tenant한'));
  expect(fnv1aFrom(fnv1a('ten'), 'ant')).toBe(fnv1a('tenant'));
});
