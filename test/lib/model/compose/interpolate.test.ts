import fc from 'fast-check';
import { interpolate } from '../../../../lib/model/compose/interpolate';
import { sentencesOf } from '../../../sentences';

const variables = { SET: 'value', EMPTY: '', TAG: '1.2' };

test.each([
  ['', ''],
  ['plain', 'plain'],
  ['$SET', 'value'],
  ['a-$SET-b', 'a-value-b'],
  ['${SET}', 'value'],
  ['repo:${TAG}', 'repo:1.2'],
  ['${SET}${TAG}', 'value1.2'],
  ['$$SET', '$SET'],
  ['$${SET}', '${SET}'],
  ['${SET:-default}', 'value'],
  ['${EMPTY:-default}', 'default'],
  ['${EMPTY-default}', ''],
  ['${UNSET:-default}', 'default'],
  ['${UNSET-default}', 'default'],
  ['${UNSET:-}', ''],
  ['${UNSET:-a:-b}', 'a:-b'],
  ['${UNSET:-${SET}}', 'value'],
  ['${UNSET:-${ALSO_UNSET:-deep}}/x', 'deep/x'],
  ['${SET:+other}', 'other'],
  ['${EMPTY:+other}', ''],
  ['${EMPTY+other}', 'other'],
  ['${UNSET+other}', ''],
  ['${SET:?needed}', 'value'],
  ['${EMPTY?needed}', ''],
])('%s becomes %j', (text, result) => expect(interpolate(text, variables)).toBe(result));

test.each([
  [
    '$UNSET',
    'variable UNSET has no value, known variables are: EMPTY, SET, TAG: set it in "variables", or write ${UNSET:-default}',
  ],
  ['${UNSET:?set it to the tag}', 'variable UNSET is required: set it to the tag'],
  ['${EMPTY:?}', 'variable EMPTY is required'],
])('fails if a variable has no value: %s', (text, sentence) =>
  expect(sentencesOf(() => interpolate(text, variables))).toEqual([sentence]),
);

test.each(['${SET', '$', 'a$', '${}', '${1}', '$(SET)', '${SET!x}', '${SET:=x}'])(
  'fails if %s has no legal form',
  (text) => expect(sentencesOf(() => interpolate(text, variables))[0]).toMatch(/allowed are \$\{NAME\}/),
);

test('variables of prototypes are no variables', () =>
  expect(interpolate('${toString:-mine}', variables)).toBe('mine'));

test('escaped dollar signs are unescaped', () =>
  fc.assert(fc.property(fc.string(), (text) => expect(interpolate(text.replaceAll('$', '$$$$'), {})).toBe(text))));

test('a value is never read again', () =>
  fc.assert(fc.property(fc.string(), (value) => expect(interpolate('${X}', { X: value })).toBe(value))));
