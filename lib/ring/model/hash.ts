/** What a hash starts from. */
const BASIS = 2_166_136_261;
const PRIME = 16_777_619;

/** Text, as UTF-8, or bytes. */
export type Hashed = string | Uint8Array;

const bytesOf = (part: Hashed): Uint8Array => (typeof part === 'string' ? Buffer.from(part) : part);

/** FNV-1 to 32 bits over the parts, with nothing between them. */
export function fnv1(...parts: readonly Hashed[]): number {
  let hash = BASIS;
  for (const part of parts) {
    for (const byte of bytesOf(part)) hash = Math.imul(hash, PRIME) ^ byte;
  }
  return hash >>> 0;
}

/** FNV-1a to 32 bits over the parts, with nothing between them. */
export const fnv1a = (...parts: readonly Hashed[]): number => parts.reduce(fnv1aFrom, BASIS);

/** FNV-1a of what `hash` is of and then of `part`, so that what many texts begin with is hashed once. */
export function fnv1aFrom(hash: number, part: Hashed): number {
  let mixed = hash;
  for (const byte of bytesOf(part)) mixed = Math.imul(mixed ^ byte, PRIME);
  return mixed >>> 0;
}
