import { isDay, mistakeIn, type ScalarType } from '../../../../lib/model/config/value-types';

// What Loki 2.9 itself says of each value in a configuration file (`loki -verify-config`).
const TAKEN: ReadonlyArray<readonly [ScalarType, readonly unknown[]]> = [
  ['bytes', ['4mb', '4Mb', 4, '4m', '4 MB', '4 megabytes', '4kB', 0, '4EB']],
  ['bytes-binary', ['4MiB', 0, '4MB', '1KB500B', '1.5MiB']],
  ['duration-prom', ['30d', '1h30m', 0, '0', '1d12h', '5ms']],
  ['duration', ['1h30m', '1.5h', 0, '0', '-1h', '5us', '5µs', '.5h', '+1h']],
  ['bool', [true, false]],
  ['int', [1, -1, 1000]],
  ['uint', [0, 1]],
  ['float', [5, 1.5, 1e3]],
  ['string', ['a', 5, true]],
  ['date', ['2020-09-07', '2024-02-29']],
  ['time', ['0', 0, '2020-09-07', '2020-09-07T12:30', '2020-09-07T12:30:15Z', '2020-09-07T12:30:15+02:00']],
];
const REFUSED: ReadonlyArray<readonly [ScalarType, readonly unknown[]]> = [
  ['bytes', ['4MiB', '4.5MB', -1, '', true]],
  ['bytes-binary', [4, '4mb', '']],
  ['duration-prom', ['1.5h', 5, '12h1d', '2m1h', '1M', '']],
  ['duration', ['30d', '1h-1m', '5', '', 'h']],
  ['bool', [1, 'true', 'T']],
  ['int', ['1', 1.5, '1 000']],
  ['uint', [-1]],
  ['float', ['1', true]],
  ['string', [['a'], { a: 1 }]],
  ['time', ['2020-13-01', '2020-09-07 12:30', '2020-09-07T12:30:15', 'tomorrow', 20200907]],
  ['date', ['2020-13-01', '2020-1-1', '2020-02-30', '2020-09-07T00:00:00Z', 20200907]],
];

const pairs = (table: typeof TAKEN) => table.flatMap(([type, values]) => values.map((value) => [type, value] as const));

test.each(pairs(TAKEN))('%s accepts %j', (type, value) => expect(mistakeIn(type, value)).toBeUndefined());

test.each(pairs(REFUSED))('%s rejects %j, and describes valid values', (type, value) =>
  expect(mistakeIn(type, value)).toMatch(/^found .*, allowed is ./),
);

test.each<[ScalarType, boolean]>([
  ['secret', true],
  ['duration', true],
  ['bytes', true],
  ['int', false],
  ['bool', false],
])('a variable of the environment stands for a %s: %s', (type, isAllowed) =>
  expect(mistakeIn(type, '${NAME}') === undefined).toBe(isAllowed),
);

test.each([
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['24-02-29', false],
])('%s is a day: %s', (text, expected) => expect(isDay(text)).toBe(expected));
