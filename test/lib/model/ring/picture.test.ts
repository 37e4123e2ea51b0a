import fc from 'fast-check';
import { dashesOf } from '../../../../lib/model/ring/arcs';
import { memberColors } from '../../../../lib/model/ring/colors';
import { HashRing, type HashRingProps } from '../../../../lib/model/ring/model/hash-ring';
import { seededTokens } from '../../../../lib/model/ring/model/tokens';
import { ringPicture } from '../../../../lib/model/ring/picture';

interface Example extends Partial<HashRingProps> {
  readonly count: number;
  readonly tokens?: number;
  readonly zones?: number;
  readonly name?: string;
}

const ringOf = ({ count, tokens = 16, zones = 0, name = 'ingester', ...props }: Example): HashRing =>
  new HashRing({
    members: Array.from({ length: count }, (_, n) => ({
      id: `${name}-${n}`,
      zone: zones === 0 ? '' : `zone-${n % zones}`,
      tokens: seededTokens(`${name}-${n}`, tokens),
    })),
    replicationFactor: 3,
    ...props,
  });

const draw = (example: Example, title = 'Mimir ingester') => ringPicture({ title, ring: ringOf(example) });

interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** The elements of a text that is well-formed XML, of the little that pictures use; anything else fails the test. */
function elementsOf(xml: string): Element[] {
  const open: string[] = [];
  const elements: Element[] = [];
  const parts = xml.split(/(<[^>]*>)/);
  for (const part of parts) {
    const [, closed, name = '', attributes = '', empty] =
      /^<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<]*")*)(\/?)>$/.exec(part) ?? [];
    if (name === '') {
      expect(part).toMatch(/^(?:[^<>&]|&(?:amp|lt|gt|quot);)*$/);
      expect(open.length > 0 || part.trim() === '').toBe(true);
    } else if (closed) expect(open.pop()).toBe(name);
    else {
      const pairs = [...attributes.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)].map(
        ([, key = '', value = '']) => [key, value] as const,
      );
      expect(new Set(pairs.map(([key]) => key)).size).toBe(pairs.length);
      elements.push({ name, attributes: new Map(pairs) });
      if (!empty) open.push(name);
    }
  }
  expect(open).toEqual([]);
  return elements;
}

/** The circles of the stroke of a width: 70 is that of the ranges of members, 14 that of zones. */
function circlesOf(xml: string, width: number): Element[] {
  const elements = elementsOf(xml);
  const group = elements.findIndex(({ attributes }) => attributes.get('stroke-width') === String(width));
  const rest = group < 0 ? [] : elements.slice(group + 1);
  const end = rest.findIndex(({ name }) => name === 'g');
  return rest.slice(0, end).filter(({ name }) => name === 'circle');
}

const lengthOf = ({ attributes }: Element): number => {
  const circle = 2 * Math.PI * Number(attributes.get('r'));
  const dashes = attributes.get('stroke-dasharray')?.split(' ').map(Number) ?? [circle];
  return dashes.filter((_, n) => n % 2 === 0).reduce((sum, dash) => sum + dash, 0) / circle;
};

test('each member has arcs in its own colour, and zones have an outer circle', () => {
  const xml = draw({ count: 6, zones: 3 });
  const members = circlesOf(xml, 70);
  expect(members).toHaveLength(6);
  expect(new Set(members.map(({ attributes }) => attributes.get('stroke'))).size).toBe(6);
  expect(circlesOf(xml, 14)).toHaveLength(3);
});

test('without zones there is no circle for them', () => expect(circlesOf(draw({ count: 3 }), 14)).toEqual([]));

test('a single member fills the circle', () => {
  const [circle, ...others] = circlesOf(draw({ count: 1 }), 70);
  expect(others).toEqual([]);
  expect(circle?.attributes.has('stroke-dasharray')).toBe(false);
});

test('title, replication factor and all shares are in the text', () => {
  const xml = draw({ count: 9, zones: 3, zoneAware: true });
  expect(xml).toContain('role="img"');
  expect(xml).toContain('<title>Mimir ingester: which member owns which keys</title>');
  expect(xml).toContain('>replication factor 3, each replica in another zone</text>');
  for (let n = 0; n < 9; n++) expect(xml).toMatch(new RegExp(`>ingester-${n}, zone-${n % 3}: \\d+\\.\\d %</text>`));
});

test('names are escaped', () => {
  const xml = draw({ count: 2, name: '<b a="&">' }, 'Mimir & "co"');
  expect(xml).toContain('>&lt;b a=&quot;&amp;&quot;&gt;-1: ');
  expect(xml).toContain('>Mimir &amp; &quot;co&quot;</text>');
  elementsOf(xml);
});

test('the same ring gives the same text', () =>
  expect(draw({ count: 9, zones: 3 })).toBe(draw({ count: 9, zones: 3 })));

test('nine members with 512 tokens stay below 100 KB', () =>
  expect(draw({ count: 9, zones: 3, tokens: 512 }).length).toBeLessThan(100_000));

test('the picture of any ring is well-formed, and its arcs add up to one circle', () =>
  fc.assert(
    fc.property(
      fc.record({
        count: fc.integer({ min: 1, max: 30 }),
        zones: fc.integer({ min: 0, max: 10 }),
        tokens: fc.integer({ min: 1, max: 40 }),
        name: fc.string(),
      }),
      (example) => {
        const xml = draw(example);
        expect(xml).not.toMatch(/NaN|undefined|Infinity/);
        for (const width of example.zones === 0 ? [70, 16] : [70, 16, 14]) {
          const total = circlesOf(xml, width).reduce((sum, circle) => sum + lengthOf(circle), 0);
          expect(total).toBeCloseTo(1, 4);
        }
      },
    ),
    { numRuns: 25 },
  ));

test.each([
  ['one in the middle', [{ from: 0.25, to: 0.5 }], '0 25 25 50'],
  ['one over the top', [{ from: -0.25, to: 0.25 }], '0 0 25 50 25 0'],
  [
    'two',
    [
      { from: 0.1, to: 0.2 },
      { from: 0.5, to: 1 },
    ],
    '0 10 10 30 50 0',
  ],
  ['too thin to be seen', [{ from: 0.5, to: 0.500001 }], '0 100'],
  ['all', [{ from: 0, to: 1 }], undefined],
  ['all, from elsewhere', [{ from: -0.25, to: 0.75 }], undefined],
])('dashes of arcs: %s', (_, arcs, dashes) => expect(dashesOf(arcs, 100 / (2 * Math.PI))).toBe(dashes));

test.each([1, 12, 13, 60])('%d members have different colours', (count) => {
  const colors = memberColors(count);
  expect(new Set(colors).size).toBe(count);
  for (const color of colors) expect(color).toMatch(/^#[0-9a-f]{6}$/);
});
