import { TOKEN_SPACE } from './token-index';

/** Tokens of each member. */
export const SPREAD_MINIMIZING_TOKENS = 512;
/** How many zones there may be: the tokens of a zone are alike modulo it, so that those of two zones never clash. */
const ZONES = 8;

/** The keys of a token: those from `start` up to and without `token`. */
interface Range {
  readonly start: number;
  readonly token: number;
}

/** A member, and how many keys it has. */
interface Owner {
  readonly ranges: Range[];
  keys: number;
}

/**
 * Tokens of the members of a zone of Mimir with `token_generation_strategy: spread-minimizing`. They follow from the
 * number of each member alone: it takes its keys from those numbered before it, from whoever has the most at the time.
 * @param zone index of the zone in the sorted list of zones, from 0 to 7
 * @param members how many the zone has
 * @returns those of member 0, of member 1 and so on, in ascending order
 */
export function spreadMinimizingTokens(zone: number, members: number): Uint32Array[] {
  const owners: Owner[] = [];
  for (let number = 0; number < members; number++) owners.push(number === 0 ? first(zone) : joined(owners));
  return owners.map(({ ranges }) => Uint32Array.from(ranges, ({ token }) => token).sort());
}

function first(zone: number): Owner {
  const distance = TOKEN_SPACE / SPREAD_MINIMIZING_TOKENS;
  const ranges = Array.from({ length: SPREAD_MINIMIZING_TOKENS }, (_, n) => ({
    start: ((n === 0 ? SPREAD_MINIMIZING_TOKENS : n) - 1) * distance + zone,
    token: n * distance + zone,
  }));
  return { ranges, keys: TOKEN_SPACE };
}

/** The next member, which takes the beginnings of ranges from those that are there. */
function joined(owners: readonly Owner[]): Owner {
  const share = TOKEN_SPACE / (owners.length + 1);
  const member: Owner = { ranges: [], keys: 0 };
  const exhausted = new Set<Owner>();
  while (member.ranges.length < SPREAD_MINIMIZING_TOKENS) {
    const wanted = Math.floor(share - member.keys) / (SPREAD_MINIMIZING_TOKENS - member.ranges.length);
    const size = Math.floor(wanted / ZONES) * ZONES;
    const giver = richest(exhausted.size === 0 ? owners : owners.filter((owner) => !exhausted.has(owner)));
    const at = largest(giver.ranges);
    const range = giver.ranges[at];
    if (range === undefined || keysOf(range) <= size) {
      exhausted.add(giver);
      continue;
    }
    // Below the end of the tokens: the range that goes on from 0 ends at the first token that its zone can have.
    const taken = { start: range.start, token: range.start + size };
    giver.ranges[at] = { start: taken.token, token: range.token };
    giver.keys -= keysOf(taken);
    member.ranges.push(taken);
    member.keys += keysOf(taken);
  }
  return member;
}

const keysOf = ({ start, token }: Range): number => (token > start ? token - start : token - start + TOKEN_SPACE);

/** The owner of the most keys, and of several the one that came last. */
const richest = (owners: readonly Owner[]): Owner =>
  owners.reduce((richer, owner) => (owner.keys >= richer.keys ? owner : richer));

/** Index of the range of the most keys, and of several that of the highest token. */
function largest(ranges: readonly Range[]): number {
  let [found, most, highest] = [0, 0, 0];
  for (const [at, range] of ranges.entries()) {
    const keys = keysOf(range);
    if (keys < most || (keys === most && range.token < highest)) continue;
    [found, most, highest] = [at, keys, range.token];
  }
  return found;
}
