import { fnv1a, fnv1aFrom } from './hash';

/**
 * Tokens like the random ones of a member, but always the same for one name: the mixed hashes of `<id>/0`, `<id>/1` and
 * so on.
 * @param taken tokens of other members, which are skipped
 * @returns distinct tokens in ascending order
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

/** Distributes differences in the low bits over all bits, like the finalizer of MurmurHash3: similar texts have similar FNV hashes. */
function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
