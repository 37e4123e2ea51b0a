import { parseEnvironment, parseLabels } from '../../../../lib/model/compose/mapping';
import { SecretKey } from '../../../../lib/values/secret-key';
import { sentencesOf } from '../../../sentences';

test('a map and a list of the same variables are the same, in the order of their names', () => {
  const expected = [
    { name: 'A', value: '1' },
    { name: 'B', value: 'x=y' },
    { name: 'C', value: '' },
    { name: 'D', value: 'true' },
  ];
  expect(parseEnvironment({ D: true, B: 'x=y', A: 1, C: '' })).toEqual(expected);
  expect(parseEnvironment(['D=true', 'B=x=y', 'A=1', 'C='])).toEqual(expected);
});

test('a later item of a list wins', () =>
  expect(parseEnvironment(['A=1', 'A=2'])).toEqual([{ name: 'A', value: '2' }]));

test('a key of a Secret stays a reference', () => {
  const key = new SecretKey('db', 'password');
  expect(parseEnvironment({ PASSWORD: key })).toEqual([{ name: 'PASSWORD', value: key }]);
});

test.each([[{ TOKEN: null }], [['TOKEN']]])('fails if a variable would come from the shell: %j', (environment) =>
  expect(sentencesOf(() => parseEnvironment(environment))).toEqual([
    'found "TOKEN" without a value, which Compose would read from the shell: set a value',
  ]),
);

test('fails if an item has no name', () => {
  expect(sentencesOf(() => parseEnvironment(['=1']))[0]).toMatch(/each item needs a name/);
  expect(sentencesOf(() => parseLabels(['=1']))[0]).toMatch(/each item needs a key/);
});

test('a label without a value is empty', () =>
  expect([parseLabels({ a: null, b: 2 }), parseLabels(['a', 'b=2'])]).toEqual([
    { a: '', b: '2' },
    { a: '', b: '2' },
  ]));
