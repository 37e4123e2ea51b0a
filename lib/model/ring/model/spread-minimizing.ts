import { TOKEN_SPACE } from './token-index';

/** Tokens of each member. */
export const SPREAD_MINIMIZING_TOKENS = 512;
/** Maximum number of zones. Tokens of a zone have the same remainder modulo it, so that zones never have equal tokens. */
const ZONES = 8;

/** The keys of a token: from `start` up to, but not including, `token`. */
interface Range {
  readonly start: number;
  readonly token: number;
}

/** A member and the number of its keys. */
interface Owner {
  readonly ranges: Range[];
  keys: number;
}

/**
 * Tokens of the members of a zone of Mimir with `token_generation_strategy: spread-minimizing`. They follow from the
 * ordinal of each member: it takes its keys from members with lower ordinals, each time from the one with the most.
 * @param zone index of the zone in the sorted list of zones, from 0 to 7
 * @param members number of members of the zone
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

/** The next member: it takes the beginnings of ranges of existing members. */
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
    // This never exceeds the token space: the range across 0 ends at the first token of its zone.
    const taken = { start: range.start, token: range.start + size };
    giver.ranges[at] = { start: taken.token, token: range.token };
    giver.keys -= keysOf(taken);
    member.ranges.push(taken);
    member.keys += keysOf(taken);
  }
  return member;
}

const keysOf = ({ start, token }: Range): number => (token > start ? token - start : token - start + TOKEN_SPACE);

/** The owner of the most keys; the last one, if several have as many. */
const richest = (owners: readonly Owner[]): Owner =>
  owners.reduce((richer, owner) => (owner.keys >= richer.keys ? owner : richer));

/** Index of the range with the most keys; the one with the highest token, if several have as many. */
function largest(ranges: readonly Range[]): number {
  let [found, most, highest] = [0, 0, 0];
  for (const [at, range] of ranges.entries()) {
    const keys = keysOf(range);
    if (keys < most || (keys === most && range.token < highest)) continue;
    [found, most, highest] = [at, keys, range.token];
  }
  return found;
}
