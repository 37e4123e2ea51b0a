import type { HashRing } from './hash-ring';
import { TOKEN_SPACE } from './token-index';

/** Tokens and keys that move when one ring becomes another. */
export interface Moved {
  /** Tokens that come or go, or get another owner. */
  readonly tokens: number;
  /** Share of the keys, from 0 to 1, whose first replica is another member. */
  readonly share: number;
}

/** Tokens and keys that move from one ring to another; members with the same name are the same member. */
export function movedBetween(before: HashRing, after: HashRing): Moved {
  const [earlier, later] = [ownersOf(before), ownersOf(after)];
  const tokens = new Set([...earlier.keys(), ...later.keys()]);
  const moved = [...tokens].filter((token) => earlier.get(token) !== later.get(token)).length;
  return { tokens: moved, share: shareMoved(before, after, Float64Array.from(tokens).sort()) };
}

const ownersOf = ({ index, members }: HashRing): Map<number, string | undefined> =>
  new Map(Array.from(index.tokens, (token, at) => [token, members[index.owners[at] ?? 0]?.id]));

/** @param tokens those of both rings, in ascending order: between two of them all keys have one owner in each ring */
function shareMoved(before: HashRing, after: HashRing, tokens: Float64Array): number {
  if (tokens.length === 0) return 0;
  let keys = 0;
  let previous = (tokens.at(-1) ?? 0) - TOKEN_SPACE;
  for (const token of tokens) {
    const key = (previous + TOKEN_SPACE) % TOKEN_SPACE;
    if (ownerOf(before, key) !== ownerOf(after, key)) keys += token - previous;
    previous = token;
  }
  return keys / TOKEN_SPACE;
}

const ownerOf = ({ index, members }: HashRing, key: number): string | undefined =>
  index.tokens.length === 0 ? undefined : members[index.owners[index.after(key)] ?? 0]?.id;
