import type { HashRing } from './model/hash-ring';
import { TOKEN_SPACE } from './model/token-index';

/** A part of the circle, as fractions of it clockwise from the top. `from` is negative for an arc across the top. */
export interface Arc {
  readonly from: number;
  readonly to: number;
}

/**
 * The key ranges of each owner as arcs of a circle; adjacent ranges of the same owner are one arc.
 * @param ownerOf maps the index of a member to the owner of its keys, such as its zone
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

/** Lengths of dashes and gaps are rounded to hundredths. */
const STEPS = 100;

/**
 * Arcs as `stroke-dasharray` of a circle: dash, gap, dash and so on, from the start of the circle. Unlike a path for
 * each arc, dashes keep thin arcs at their exact position: rounding the ends of a thin path rotates it.
 * @returns undefined if the whole circle is drawn
 */
export function dashesOf(arcs: readonly Arc[], radius: number): string | undefined {
  const circle = 2 * Math.PI * radius * STEPS;
  const parts = arcs.flatMap(split).sort((a, b) => a.from - b.from);
  // The first dash has length 0, so that the list can start with the gap before the first arc.
  const dashes = [0];
  let at = 0;
  for (const { from, to } of parts) {
    const [start, end] = [Math.round(from * circle), Math.round(to * circle)];
    // Too thin to be visible.
    if (start === end) continue;
    if (start === at && at > 0) dashes.push((dashes.pop() ?? 0) + end - start);
    else dashes.push(start - at, end - start);
    at = end;
  }
  const rest = Math.round(circle) - at;
  if (rest === 0 && dashes.length === 3 && dashes[1] === 0) return undefined;
  return [...dashes, rest].map((length) => String(length / STEPS)).join(' ');
}

/** Splits an arc across the top into two. */
const split = ({ from, to }: Arc): Arc[] =>
  from < 0
    ? [
        { from: 0, to },
        { from: from + 1, to: 1 },
      ]
    : [{ from, to }];
