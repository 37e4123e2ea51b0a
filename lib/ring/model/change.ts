import { UserError } from '../../errors';
import { listed, show } from '../../text';
import type { HashRing } from './hash-ring';
import { type Member, zoneOf } from './member';
import type { Phase } from './service';

/** What is lost at once: any so many members, a zone, or those that are named, such as the ones on a node. */
export type Loss = { readonly members: number } | { readonly zone: string } | { readonly ids: readonly string[] };

/** How members stop. */
export interface Stopping {
  /**
   * Whether one that stops leaves the ring to the others (`unregister_on_shutdown`). Else it stays in it, and counts.
   * @default true
   */
  readonly unregisters?: boolean;
  /** How many change at a time, or all of a zone. @default 1 */
  readonly atOnce?: number | 'zone';
}

const DEAD = Number.POSITIVE_INFINITY;

/**
 * The ring after a loss, of which nobody told it.
 * @throws UserError if the ring has no such member or zone
 */
export function afterLoss(ring: HashRing, loss: Loss): HashRing {
  const lost = new Set(lostOf(ring, loss));
  // A call to a dead member that still counts as healthy fails, which costs as much as one less to call.
  return ring.with({
    members: changed(ring, lost, (member) => [{ ...member, heartbeatAge: DEAD }]),
    heartbeatTimeout: ring.heartbeatTimeout || 1,
  });
}

/** The ring while its members restart one after the other: with their old tokens, or new ones, which costs the same. */
export function* rollingRestart(ring: HashRing, { unregisters = true, atOnce = 1 }: Stopping = {}): Iterable<Phase> {
  for (const batch of batches(ring.members, atOnce)) {
    yield* stop(ring, batch, unregisters);
    if (unregisters) yield phase(ring, batch, 'joining', (member) => [{ ...member, state: 'JOINING' }]);
  }
  yield { name: 'restarted', ring };
}

/** The ring while members are added: they come without tokens, and take theirs before they are asked. */
export function* scaleUp(
  ring: HashRing,
  added: readonly Member[],
  { atOnce = 1 }: Pick<Stopping, 'atOnce'> = {},
): Iterable<Phase> {
  let grown = ring;
  for (const batch of batches(added, atOnce)) {
    const joining = grown.with({ members: [...grown.members, ...batch] });
    yield phase(joining, batch, 'pending', (member) => [{ ...member, state: 'PENDING', tokens: new Uint32Array() }]);
    yield phase(joining, batch, 'joining', (member) => [{ ...member, state: 'JOINING' }]);
    grown = joining;
  }
  yield { name: 'scaled up', ring: grown };
}

/**
 * The ring while members are taken away for good.
 * @throws UserError if the ring has no such member
 */
export function* scaleDown(
  ring: HashRing,
  ids: readonly string[],
  { unregisters = true, atOnce = 1 }: Stopping = {},
): Iterable<Phase> {
  const removed = new Set(known(ring, ids));
  let shrunk = ring;
  const members = ring.members.filter(({ id }) => removed.has(id));
  for (const batch of batches(members, atOnce)) {
    for (const step of stop(shrunk, batch, unregisters)) {
      yield step;
      shrunk = step.ring;
    }
  }
  yield { name: 'scaled down', ring: shrunk };
}

function* stop(ring: HashRing, batch: readonly Member[], unregisters: boolean): Iterable<Phase> {
  yield phase(ring, batch, 'leaving', (member) => [{ ...member, state: 'LEAVING' }]);
  yield phase(ring, batch, 'gone', (member) =>
    unregisters ? [] : [{ ...member, state: 'LEAVING', heartbeatAge: DEAD }],
  );
}

function phase(ring: HashRing, batch: readonly Member[], what: string, change: (member: Member) => Member[]): Phase {
  const ids = batch.map(({ id }) => id);
  return { name: `${what}: ${ids.join(', ')}`, ring: ring.with({ members: changed(ring, new Set(ids), change) }) };
}

const changed = (ring: HashRing, ids: ReadonlySet<string>, change: (member: Member) => Member[]): Member[] =>
  ring.members.flatMap((member) => (ids.has(member.id) ? change(member) : [member]));

function lostOf(ring: HashRing, loss: Loss): readonly string[] {
  if ('ids' in loss) return known(ring, loss.ids);
  if ('members' in loss) return inTurns(ring).slice(0, loss.members);
  if (!ring.zones.includes(loss.zone)) {
    throw new UserError(`hash ring: found no zone ${show(loss.zone)}, there are: ${listed(ring.zones)}`);
  }
  return ring.members.filter((member) => zoneOf(member) === loss.zone).map(({ id }) => id);
}

function known(ring: HashRing, ids: readonly string[]): readonly string[] {
  const members = ring.members.map(({ id }) => id);
  const strangers = ids.filter((id) => !members.includes(id));
  if (strangers.length === 0) return ids;
  throw new UserError(`hash ring: found no member ${listed(strangers.map(show))}, there are: ${listed(members)}`);
}

/** Names of the members, one of each zone in turn: what is lost of several zones costs the most. */
function inTurns(ring: HashRing): string[] {
  const zones = byZone(ring.members);
  const longest = Math.max(0, ...zones.map((members) => members.length));
  return Array.from({ length: longest }, (_, turn) => zones.flatMap((members) => members[turn]?.id ?? [])).flat();
}

function batches(members: readonly Member[], atOnce: number | 'zone'): Member[][] {
  if (atOnce === 'zone') return byZone(members);
  if (!Number.isSafeInteger(atOnce) || atOnce < 1) {
    throw new UserError(`hash ring: atOnce: found ${atOnce}, allowed is a whole number from 1 on, or "zone"`);
  }
  return Array.from({ length: Math.ceil(members.length / atOnce) }, (_, n) =>
    members.slice(n * atOnce, (n + 1) * atOnce),
  );
}

const byZone = (members: readonly Member[]): Member[][] =>
  [...new Set(members.map(zoneOf))].sort().map((zone) => members.filter((member) => zoneOf(member) === zone));
