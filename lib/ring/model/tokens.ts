import { fnv1a, fnv1aFrom } from './hash';

/**
 * Tokens such as a member draws at random, but always the same for one name: the hashes of `<id>/0`, `<id>/1` and so
 * on, with their bits mixed.
 * @param taken tokens of other members, none of which it gets
 * @returns as many as asked for, distinct, in ascending order
 */
export function seededTokens(id: string, count: number, taken: ReadonlySet<number> = new Set()): Uint32Array {
  const begun = fnv1a(`${id}/`);
  const drawn = new Set<number>();
  for (let draw = 0; drawn.size < count; draw++) {
    const token = mixed(fnv1aFrom(begun, String(draw)));
    if (!taken.has(token)) drawn.add(token);
  }
  return Uint32Array.from(drawn).sort();
}

/** Spreads what differs in the lowest bits over all, as the end of MurmurHash3 does: FNV of like texts is alike. */
function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
