import { memberCount, type RingShape, readSlack, replicasOf, writeSlack } from './tolerance';

/**
 * Expected share of keys, from 0 to 1, that are refused while members are dead; exactly 0 if all are served.
 * @param dead number of dead members of each zone, in the order of the zones
 */
export function refusedShare(shape: RingShape, dead: readonly number[]): number {
  const slack = writeSlack(shape);
  if (slack < 0) return 1;
  const replicas = replicasOf(shape);
  if (shape.zoneAware) return refusedDraws(zonesOf(shape, dead), replicas, slack);
  const [members, missing] = [memberCount(shape), sum(dead)];
  let refused = 0;
  for (let hit = slack + 1; hit <= replicas; hit++) {
    refused += (choose(missing, hit) * choose(members - missing, replicas - hit)) / choose(members, replicas);
  }
  return Math.min(1, refused);
}

/**
 * Whether reads that ask all members are served while members are dead.
 * @param dead number of dead members of each zone, in the order of the zones
 */
export const readsServed = (shape: RingShape, dead: readonly number[]): boolean =>
  (shape.zoneAware ? dead.filter((members) => members > 0).length : sum(dead)) <= readSlack(shape);

interface Zone {
  readonly members: number;
  /** Share of the members that are dead. */
  readonly dead: number;
}

const zonesOf = ({ zones }: RingShape, dead: readonly number[]): Zone[] =>
  zones
    .map((members, zone) => ({ members, dead: members === 0 ? 0 : (dead[zone] ?? 0) / members }))
    .filter(({ members }) => members > 0);

/**
 * Share of keys with more dead replicas than `slack`. The next replica is in one of the zones without a replica so far,
 * with a probability proportional to the members of that zone.
 */
function refusedDraws(zones: readonly Zone[], replicas: number, slack: number): number {
  if (slack < 0) return 1;
  if (replicas <= slack) return 0;
  const members = sum(zones.map((zone) => zone.members));
  return sum(
    zones.map((zone) => {
      const others = zones.filter((other) => other !== zone);
      const refused = (left: number) => refusedDraws(others, replicas - 1, left);
      return (zone.members / members) * (zone.dead * refused(slack - 1) + (1 - zone.dead) * refused(slack));
    }),
  );
}

/** Binomial coefficient. */
function choose(all: number, chosen: number): number {
  if (chosen < 0 || chosen > all) return 0;
  let ways = 1;
  for (let n = 1; n <= chosen; n++) ways = (ways * (all - chosen + n)) / n;
  return ways;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
