import fc from 'fast-check';
import {
  parseBoolean,
  parseBytes,
  parseId,
  parseInteger,
  parseMilliCpus,
  parseSeconds,
} from '../../../../lib/model/compose/scalars';
import { sentencesOf } from '../../../sentences';

describe('parseSeconds', () => {
  test.each([
    ['0s', 0],
    ['30s', 30],
    ['1m30s', 90],
    ['2h', 7200],
    ['1h2m3s', 3723],
    ['1500ms500ms', 2],
    ['0.5m', 30],
    ['2000000us', 2],
  ])('%s is %d s', (text, seconds) => expect(parseSeconds(text)).toBe(seconds));

  test.each(['', '30', '1d', 's', '-1s', '1m 30s', '30sec'])('fails if %p has no unit that Compose knows', (text) =>
    expect(sentencesOf(() => parseSeconds(text))).toEqual([
      `found "${text}", allowed is a duration with units h, m, s, ms and us, such as "1m30s"`,
    ]),
  );

  test('fails if it is longer than Kubernetes counts', () =>
    expect(sentencesOf(() => parseSeconds('9999999h'))).toEqual([
      'found "9999999h", allowed are at most 2147483647 seconds',
    ]));

  test('fails for fractions of a second, and suggests the next whole second', () =>
    expect(sentencesOf(() => parseSeconds('1.5s'))).toEqual(['found "1.5s", allowed are whole seconds: set 2s']));

  test('hours, minutes and seconds add up', () =>
    fc.assert(
      fc.property(fc.nat(99), fc.nat(999), fc.nat(9999), (h, m, s) =>
        expect(parseSeconds(`${h}h${m}m${s}s`)).toBe(h * 3600 + m * 60 + s),
      ),
    ));
});

describe('parseBytes', () => {
  test.each([
    [1024, 1024],
    ['0', 0],
    ['512b', 512],
    ['64m', 67108864],
    ['64M', 67108864],
    ['64mb', 67108864],
    ['64MiB', 67108864],
    ['1.5g', 1610612736],
    ['2t', 2199023255552],
  ])('%p is %d bytes', (text, bytes) => expect(parseBytes(text)).toBe(bytes));

  test.each(['', 'm', '10x', '1e3', '-1', '1 000'])('fails if %p is no size', (text) =>
    expect(sentencesOf(() => parseBytes(text))[0]).toMatch(/allowed is a number of bytes/),
  );
});

describe('parseMilliCpus', () => {
  test.each([
    [0.5, 500],
    ['0.001', 1],
    ['2', 2000],
    [1.25, 1250],
    ['.5', 500],
  ])('%p cores are %d thousandths', (cores, milli) => expect(parseMilliCpus(cores)).toBe(milli));

  test.each([0, -1, '0.0005', 'half', '', '1e3'])('fails if %p is no positive number of thousandths', (cores) =>
    expect(sentencesOf(() => parseMilliCpus(cores))[0]).toMatch(/allowed is a number of cores/),
  );
});

describe('parseInteger', () => {
  test.each([
    [0, 0],
    ['12', 12],
  ])('%p is %d', (value, number) => expect(parseInteger(value)).toBe(number));

  test.each([-1, 1.5, '1.5', '', ' 1', 'x', 2 ** 31, '99999999999'])('fails if %p is no whole number', (value) =>
    expect(sentencesOf(() => parseInteger(value))).toEqual([
      `found ${JSON.stringify(value)}, allowed is a whole number from 0 to 2147483647`,
    ]),
  );

  test('fails outside its range, and names it', () =>
    expect(sentencesOf(() => parseInteger(70000, 1, 65535))).toEqual([
      'found 70000, allowed is a whole number from 1 to 65535',
    ]));
});

test('parseBoolean accepts the result of interpolation', () => {
  expect([parseBoolean(true), parseBoolean('true'), parseBoolean('false')]).toEqual([true, true, false]);
  expect(sentencesOf(() => parseBoolean('yes'))).toEqual(['found "yes", allowed are true and false']);
});

test('parseId requires a number instead of a name', () =>
  expect(sentencesOf(() => parseId('nginx'))).toEqual([
    'found "nginx", allowed are only numeric ids: set the id that the image uses for this name',
  ]));
