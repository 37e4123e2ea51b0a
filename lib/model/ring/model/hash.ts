/** Offset basis of FNV. */
const BASIS = 2_166_136_261;
const PRIME = 16_777_619;

/** Text, as UTF-8, or bytes. */
export type Hashed = string | Uint8Array;

const bytesOf = (part: Hashed): Uint8Array => (typeof part === 'string' ? Buffer.from(part) : part);

/** 32-bit FNV-1 hash of the parts, concatenated without separators. */
export function fnv1(...parts: readonly Hashed[]): number {
  let hash = BASIS;
  for (const part of parts) {
    for (const byte of bytesOf(part)) hash = Math.imul(hash, PRIME) ^ byte;
  }
  return hash >>> 0;
}

/** 32-bit FNV-1a hash of the parts, concatenated without separators. */
export const fnv1a = (...parts: readonly Hashed[]): number => parts.reduce(fnv1aFrom, BASIS);

/** Continues an FNV-1a hash with another part, so that a common prefix of many texts is hashed only once. */
export function fnv1aFrom(hash: number, part: Hashed): number {
  let mixed = hash;
  for (const byte of bytesOf(part)) mixed = Math.imul(mixed ^ byte, PRIME);
  return mixed >>> 0;
}
