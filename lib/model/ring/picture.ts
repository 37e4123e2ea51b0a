import { type Arc, arcsBy, dashesOf } from './arcs';
import { memberColors, NEUTRAL, zoneColors } from './colors';
import type { HashRing } from './model/hash-ring';
import { percent } from './percent';
import { type RingShares, sharesOf } from './shares';

export interface RingPictureProps {
  /** Such as `Mimir ingester`. */
  readonly title: string;
  /** At least one member must have tokens. */
  readonly ring: HashRing;
}

const CIRCLE = { x: 250, y: 310 } as const;
// From the inside out: the total of each member, the ranges of its tokens, and the zones. Radius of the line's middle.
const TOTALS = { radius: 119, width: 16 } as const;
const MEMBERS = { radius: 170, width: 70 } as const;
const ZONES = { radius: 219, width: 14 } as const;
type Line = typeof TOTALS | typeof MEMBERS | typeof ZONES;
const LEGEND = { x: 510, y: 90, row: 20, rows: 22 } as const;
const HEIGHT = 560;

/** Draws which member owns which keys, as SVG: clockwise from key 0 at the top. The same ring gives the same text. */
export function ringPicture({ title, ring }: RingPictureProps): string {
  const shares = sharesOf(ring);
  const hasZones = ring.zones.some((zone) => zone !== '');
  const { width, text } = legend(shares, hasZones);
  const facts = `replication factor ${ring.replicationFactor}${ring.zoneAware ? ', each replica in another zone' : ''}`;
  const { mean, min, max, deviation } = shares.spread;
  const spread = `shares: mean ${percent(mean)}, min ${percent(min)}, max ${percent(max)}, deviation ${percent(deviation)}`;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" font-family="sans-serif" font-size="13" fill="${NEUTRAL}">`,
    `<title>${escaped(`${title}: which member owns which keys`)}</title>`,
    `<desc>${escaped(`${counted(shares)}; ${facts}; ${spread}`)}</desc>`,
    `<text x="20" y="32" font-size="20" font-weight="bold">${escaped(title)}</text>`,
    `<text x="20" y="54">${escaped(facts)}</text>`,
    ...memberArcs(ring, shares),
    ...(hasZones ? zoneArcs(ring, shares) : []),
    ...scale(hasZones),
    `<g text-anchor="middle"><text x="${CIRCLE.x}" y="${CIRCLE.y - 4}" font-size="18">${escaped(counted(shares))}</text>`,
    `<text x="${CIRCLE.x}" y="${CIRCLE.y + 18}">${ring.index.tokens.length} tokens</text></g>`,
    ...text,
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function memberArcs(ring: HashRing, { members }: RingShares): string[] {
  const arcs = arcsBy(ring, (member) => member);
  const colors = memberColors(members.length);
  const owners = members.map(({ name, zone, share }, n) => ({
    arcs: arcs.get(n) ?? [],
    color: colors[n] ?? NEUTRAL,
    title: [name, zone, percent(share)].filter((part) => part !== '').join(', '),
  }));
  let to = 0;
  const totals = owners.map((owner, n) => {
    const from = to;
    // The last arc closes the circle, whatever rounding made of the sum of the shares.
    to = n === members.length - 1 ? 1 : from + (members[n]?.share ?? 0);
    return { ...owner, arcs: [{ from, to }] };
  });
  return [...circles(TOTALS, totals), ...circles(MEMBERS, owners)];
}

function zoneArcs(ring: HashRing, { members, zones }: RingShares): string[] {
  const arcs = arcsBy(ring, (member) => members[member]?.zone ?? '');
  const colors = zoneColors(zones.length);
  return circles(
    ZONES,
    zones.map(({ name, share }, n) => ({
      arcs: arcs.get(name) ?? [],
      color: colors[n] ?? NEUTRAL,
      title: `${zoneName(name)}, ${percent(share)}`,
    })),
  );
}

interface Owner {
  readonly arcs: readonly Arc[];
  readonly color: string;
  readonly title: string;
}

/** One circle for each owner, at the same position; dashes draw only its arcs. */
const circles = ({ radius, width }: Line, owners: readonly Owner[]): string[] => [
  // SVG circles start on the right; this moves the start to the top.
  `<g fill="none" stroke-width="${width}" transform="rotate(-90 ${CIRCLE.x} ${CIRCLE.y})">`,
  ...owners
    .filter(({ arcs }) => arcs.length > 0)
    .map(({ arcs, color, title }) => {
      const dashes = dashesOf(arcs, radius);
      const dashed = dashes === undefined ? '' : ` stroke-dasharray="${dashes}"`;
      return `<circle cx="${CIRCLE.x}" cy="${CIRCLE.y}" r="${radius}" stroke="${color}"${dashed}><title>${escaped(title)}</title></circle>`;
    }),
  '</g>',
];

const outside = ({ radius, width }: Line): number => radius + width / 2;

/** Labels for key 0 and for half of the key space. */
function scale(hasZones: boolean): string[] {
  const reach = outside(hasZones ? ZONES : MEMBERS) + 8;
  const { x, y } = CIRCLE;
  return [
    `<g font-size="11"><text x="${x}" y="${y - reach}" text-anchor="middle">0</text>`,
    `<text x="${x}" y="${y + reach + 9}" text-anchor="middle">2³¹</text></g>`,
  ];
}

/** The colours of zones and members, in columns. */
function legend({ members, zones }: RingShares, hasZones: boolean): { width: number; text: string[] } {
  const colors = memberColors(members.length);
  const entries = [
    ...(hasZones
      ? zones.map(({ name, share }, n) => ({
          mark: `<circle cx="6" cy="-4" r="6" fill="${zoneColors(zones.length)[n]}"/>`,
          text: `${zoneName(name)}: ${percent(share)}`,
        }))
      : []),
    ...members.map(({ name, zone, share }, n) => ({
      mark: `<rect y="-10" width="12" height="12" fill="${colors[n]}"/>`,
      text: `${name}${hasZones ? `, ${zoneName(zone)}` : ''}: ${percent(share)}`,
    })),
  ];
  // The width of text cannot be measured here, so each letter counts as a wide one.
  const column = 40 + 7.5 * Math.max(...entries.map(({ text }) => [...text].length));
  return {
    width: Math.ceil(LEGEND.x + column * Math.ceil(entries.length / LEGEND.rows)),
    text: entries.map(({ mark, text }, n) => {
      const x = LEGEND.x + Math.floor(n / LEGEND.rows) * column;
      const y = LEGEND.y + (n % LEGEND.rows) * LEGEND.row;
      return `<g transform="translate(${x} ${y})">${mark}<text x="20">${escaped(text)}</text></g>`;
    }),
  };
}

function counted({ members, zones }: RingShares): string {
  const all = `${members.length} ${members.length === 1 ? 'member' : 'members'}`;
  const named = zones.filter(({ name }) => name !== '').length;
  return named === 0 ? all : `${all}, ${named} ${named === 1 ? 'zone' : 'zones'}`;
}

const zoneName = (zone: string): string => zone || 'no zone';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
