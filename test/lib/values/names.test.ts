import {
  dnsLabel,
  dnsSubdomain,
  environmentVariable,
  labelValue,
  qualifiedName,
  serviceName,
} from '../../../lib/values/names';
import { sentencesOf } from '../../sentences';

const long = (length: number) => 'a'.repeat(length);

test.each([
  [serviceName, ['a', 'web-1', long(63)], ['', '1web', 'Web', 'a_b', 'a.b', '-a', 'a-', long(64)]],
  [dnsLabel, ['1', 'web-1', long(63)], ['', 'A', 'a.b', '-a', 'a-', long(64)]],
  [dnsSubdomain, ['a.b-c.1', long(253)], ['', 'a..b', '.a', 'a.', 'A', 'a/b', long(254)]],
  [
    qualifiedName,
    ['a', 'A.b_C-1', 'example.com/Name', `x/${long(63)}`],
    ['', '/a', 'a/', 'a/b/c', 'A.com/x', '-a', 'a b', long(64)],
  ],
  [labelValue, ['', 'a', 'A.b_C-1', long(63)], ['-a', 'a b', 'a/b', long(64)]],
  [environmentVariable, ['A', '_a', 'a.b-c', '.x'], ['', '1a', 'a b', 'a=b', 'ä']],
])('%p', (check, legal, illegal) => {
  for (const text of legal) expect(check(text)).toBe(text);
  for (const text of illegal)
    expect(sentencesOf(() => check(text))[0]).toMatch(/^found .*, allowed are .*: rename it$/);
});
