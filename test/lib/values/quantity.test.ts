import fc from 'fast-check';
import {
  bytesOf,
  type Cpu,
  coresOf,
  quantity,
  type Resources,
  resourceRequirements,
  type Size,
} from '../../../lib/values/quantity';

test.each([
  ['10Gi', '10Gi'],
  ['250m', '250m'],
  [0.5, '0.5'],
  [0, '0'],
  [1024, '1024'],
])('the quantity %j is written %j', (amount, text) => expect(quantity(amount).value).toBe(text));

describe('resources', () => {
  test.each<[string, Resources | undefined]>([
    ['nothing', undefined],
    ['neither', {}],
    ['undefined ones', { requests: undefined, limits: undefined }],
  ])('are none if %s was given', (_, resources) => expect(resourceRequirements(resources)).toBeUndefined());

  test.each<[Resources, object]>([
    [{ requests: { cpu: 0.5, memory: '1Gi' } }, { requests: { cpu: '0.5', memory: '1Gi' } }],
    [{ limits: { memory: 1024 } }, { limits: { memory: '1024' } }],
    [
      { requests: { cpu: '250m', 'ephemeral-storage': '2G' }, limits: { cpu: '2' } },
      { requests: { cpu: '250m', 'ephemeral-storage': '2G' }, limits: { cpu: '2' } },
    ],
  ])('%j are those and no more', (resources, written) => {
    const { requests, limits } = resourceRequirements(resources) ?? {};
    const texts = (amounts: typeof requests) =>
      amounts && Object.fromEntries(Object.entries(amounts).map(([name, { value }]) => [name, value]));
    expect({ requests: texts(requests), limits: texts(limits) }).toEqual(written);
  });
});

test.each<[Cpu, number]>([
  [2, 2],
  [0.25, 0.25],
  ['2', 2],
  ['0.5', 0.5],
  ['500m', 0.5],
  ['1500m', 1.5],
  ['1m', 0.001],
  [0, 0],
])('%j of processor time are %d cores', (cpu, cores) => expect(coresOf(cpu)).toBe(cores));

test.each<[Size, number]>([
  [0, 0],
  [1024, 1024],
  ['1k', 1000],
  ['1Ki', 1024],
  ['2M', 2_000_000],
  ['512Mi', 512 * 1024 ** 2],
  ['3G', 3e9],
  ['10Gi', 10 * 1024 ** 3],
  ['1T', 1e12],
  ['1Ti', 1024 ** 4],
  ['1P', 1e15],
  ['1Pi', 1024 ** 5],
  ['1E', 1e18],
  ['1Ei', 1024 ** 6],
  ['1.5Gi', 1.5 * 1024 ** 3],
  ['0.5k', 500],
])('%j are %d bytes', (size, bytes) => expect(bytesOf(size)).toBe(bytes));

test('as many of the next unit are more', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), (amount) => {
      const sizes: readonly Size[] = [
        amount,
        `${amount}k`,
        `${amount}Ki`,
        `${amount}M`,
        `${amount}Mi`,
        `${amount}G`,
        `${amount}Gi`,
        `${amount}T`,
        `${amount}Ti`,
        `${amount}P`,
        `${amount}Pi`,
        `${amount}E`,
        `${amount}Ei`,
      ];
      const bytes = sizes.map(bytesOf);
      expect(bytes).toEqual([...new Set(bytes)].sort((a, b) => a - b));
    }),
  ));
