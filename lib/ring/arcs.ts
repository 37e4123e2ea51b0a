import type { HashRing } from './model/hash-ring';
import { TOKEN_SPACE } from './model/token-index';

/** A part of the circle, in turns clockwise from the top; it may begin before the top, below 0. */
export interface Arc {
  readonly from: number;
  readonly to: number;
}

/**
 * The ranges of keys as parts of a circle, by whose they are; neighbours of one owner are one.
 * @param ownerOf owner of the keys of a member, by the index of that
 */
export function arcsBy<Owner>(ring: HashRing, ownerOf: (member: number) => Owner): Map<Owner, Arc[]> {
  const { tokens, owners } = ring.index;
  const arcs = new Map<Owner, Arc[]>();
  let open: { owner: Owner; from: number; to: number } | undefined;
  const close = (): void => {
    if (open === undefined) return;
    const { owner, from, to } = open;
    const own = arcs.get(owner);
    if (own) own.push({ from, to });
    else arcs.set(owner, [{ from, to }]);
  };
  for (const [at, token] of tokens.entries()) {
    const owner = ownerOf(owners[at] ?? 0);
    const to = token / TOKEN_SPACE;
    if (open?.owner === owner) {
      open.to = to;
      continue;
    }
    close();
    open = { owner, from: (token - ring.index.keysBefore(at)) / TOKEN_SPACE, to };
  }
  close();
  return arcs;
}

/** Dashes and the gaps between them go in steps of a hundredth. */
const STEPS = 100;

/**
 * Arcs as the dashes of a circle's stroke: a dash, a gap, a dash and so on, from the start of the circle. Each is at
 * its place however thin it is, whereas the ends of a thin arc, when they are rounded, turn it.
 * @returns nothing if the whole circle is drawn
 */
export function dashesOf(arcs: readonly Arc[], radius: number): string | undefined {
  const circle = 2 * Math.PI * radius * STEPS;
  const parts = arcs.flatMap(split).sort((a, b) => a.from - b.from);
  // The first dash is none, so that the first number that counts is the gap before the first arc.
  const dashes = [0];
  let at = 0;
  for (const { from, to } of parts) {
    const [start, end] = [Math.round(from * circle), Math.round(to * circle)];
    // Nobody can see it.
    if (start === end) continue;
    if (start === at && at > 0) dashes.push((dashes.pop() ?? 0) + end - start);
    else dashes.push(start - at, end - start);
    at = end;
  }
  const rest = Math.round(circle) - at;
  if (rest === 0 && dashes.length === 3 && dashes[1] === 0) return undefined;
  return [...dashes, rest].map((length) => String(length / STEPS)).join(' ');
}

/** An arc that goes over the top, in two. */
const split = ({ from, to }: Arc): Arc[] =>
  from < 0
    ? [
        { from: 0, to },
        { from: from + 1, to: 1 },
      ]
    : [{ from, to }];
