import { type Member, stateOf } from './member';

/** Tokens are the whole numbers below it. */
export const TOKEN_SPACE = 2 ** 32;

/** More than there are members of a ring: a token times it, and a number below it, fit a double. */
const MEMBERS = 2 ** 20;

/** The tokens of many members in their order, and whose each is. */
export class TokenIndex {
  /** In ascending order, each once. */
  readonly tokens: Uint32Array;
  /** For each token the index of its member. */
  readonly owners: Uint32Array;

  constructor(members: readonly Member[]) {
    const byClaim = [...members.entries()].sort(([, a], [, b]) => compareClaims(a, b));
    // One sort of plain numbers, which costs a tenth of one of objects: the token and, below it, the rank of its owner.
    const pairs = new Float64Array(members.reduce((sum, { tokens }) => sum + tokens.length, 0));
    let filled = 0;
    for (const [rank, [, { tokens }]] of byClaim.entries()) {
      for (const token of tokens) pairs[filled++] = token * MEMBERS + rank;
    }
    pairs.sort();
    const tokens = new Uint32Array(filled);
    const owners = new Uint32Array(filled);
    let length = 0;
    for (const pair of pairs) {
      const token = Math.floor(pair / MEMBERS);
      if (length > 0 && tokens[length - 1] === token) continue;
      tokens[length] = token;
      owners[length++] = byClaim[pair % MEMBERS]?.[0] ?? 0;
    }
    this.tokens = tokens.subarray(0, length);
    this.owners = owners.subarray(0, length);
  }

  /** Index of the first token above the key, or of the first of all. */
  after(key: number): number {
    let [low, high] = [0, this.tokens.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.tokens[middle] ?? 0) > key) high = middle;
      else low = middle + 1;
    }
    return low === this.tokens.length ? 0 : low;
  }

  /** How many keys lie between the token and the one before it. */
  keysBefore(index: number): number {
    const previous = index === 0 ? (this.tokens.at(-1) ?? 0) - TOKEN_SPACE : (this.tokens[index - 1] ?? 0);
    return (this.tokens[index] ?? 0) - previous;
  }
}

/** Of two members with the same token one keeps it: the one that stays, or else the one whose name sorts first. */
function compareClaims(a: Member, b: Member): number {
  const leaving = Number(stateOf(a) === 'LEAVING') - Number(stateOf(b) === 'LEAVING');
  return leaving || (a.id < b.id ? -1 : 1);
}
