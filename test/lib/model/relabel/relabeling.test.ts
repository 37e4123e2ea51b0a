import type { RelabelRule } from '../../../../lib/model/relabel/relabel';
import { relabeled } from '../../../../lib/model/relabel/relabeling';

const labels = { a: 'one', b: 'two', __meta_pod_label_app: 'web' };

test.each<[what: string, rule: RelabelRule, expected: object | undefined]>([
  ['copies by default', { source_labels: ['a'], target_label: 'c' }, { ...labels, c: 'one' }],
  ['joins values', { source_labels: ['a', 'b'], separator: '/', target_label: 'c' }, { ...labels, c: 'one/two' }],
  [
    'puts groups into the replacement',
    { source_labels: ['a', 'b'], regex: '(.+);(.+)', replacement: '${2}-$1', target_label: 'c' },
    { ...labels, c: 'two-one' },
  ],
  ['matches the whole value only', { source_labels: ['a'], regex: 'on', target_label: 'c' }, labels],
  ['sets a constant', { target_label: 'c', replacement: 'x' }, { ...labels, c: 'x' }],
  [
    'removes a label that becomes empty',
    { target_label: 'a', replacement: '' },
    { b: 'two', __meta_pod_label_app: 'web' },
  ],
  ['keeps a match', { action: 'keep', source_labels: ['a'], regex: 'one|two' }, labels],
  ['keeps nothing else', { action: 'keep', source_labels: ['a'], regex: 'two' }, undefined],
  ['drops a match', { action: 'drop', source_labels: ['a'], regex: 'o.e' }, undefined],
  ['drops nothing else', { action: 'drop', source_labels: ['missing'], regex: '.+' }, labels],
  ['keeps what is equal', { action: 'keepequal', source_labels: ['a'], target_label: 'b' }, undefined],
  ['drops what is equal', { action: 'dropequal', source_labels: ['a'], target_label: 'b' }, labels],
  ['maps names', { action: 'labelmap', regex: '__meta_pod_label_(.+)' }, { ...labels, app: 'web' }],
  ['drops names', { action: 'labeldrop', regex: '__.*|b' }, { a: 'one' }],
  ['keeps names', { action: 'labelkeep', regex: 'a' }, { a: 'one' }],
  ['changes letters', { action: 'uppercase', source_labels: ['a'], target_label: 'a' }, { ...labels, a: 'ONE' }],
  ['takes true as a text', { action: 'keep', source_labels: ['a'], regex: true }, undefined],
])('%s', (_, rule, expected) => expect(relabeled(labels, [rule])).toEqual(expected));

test('applies rules one after the other, and none after a target is dropped', () => {
  const rules: RelabelRule[] = [
    { source_labels: ['a'], target_label: 'c' },
    { action: 'keep', source_labels: ['c'], regex: 'one' },
  ];
  expect(relabeled(labels, rules)).toEqual({ ...labels, c: 'one' });
  expect(relabeled({ a: 'x' }, [...rules, { target_label: 'd', replacement: 'y' }])).toBeUndefined();
});
