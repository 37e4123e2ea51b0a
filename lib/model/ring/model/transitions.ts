import { UserError } from '../../../values/errors';
import { listed, show } from '../../../values/text';
import type { Phase } from './availability';
import type { HashRing } from './hash-ring';
import { type Member, zoneOf } from './member';

/** Members lost at the same moment: any number of them, a zone, or members by name, such as those of one node. */
export type Loss = { readonly members: number } | { readonly zone: string } | { readonly ids: readonly string[] };

/** Options for stopping members. */
export interface StopOptions {
  /** Whether a member that stops removes itself from the ring (`unregister_on_shutdown`). @default true */
  readonly unregisters?: boolean;
  /** Number of members that change at the same time; `zone` for a whole zone. @default 1 */
  readonly atOnce?: number | 'zone';
}

export interface RestartOptions extends StopOptions {
  /** Names of the members that restart together, in order. @default - `atOnce` members each time */
  readonly batches?: ReadonlyArray<readonly string[]>;
}

const DEAD = Number.POSITIVE_INFINITY;

/**
 * The ring after members crashed: they stay in the ring, without heartbeats.
 * @throws UserError if the ring has no such member or zone
 */
export function afterLoss(ring: HashRing, loss: Loss): HashRing {
  const lost = new Set(lostMembers(ring, loss));
  // Until the heartbeat timeout a dead member still counts as healthy, and each call to it fails: one answer less, too.
  return ring.with({
    members: changed(ring, lost, (member) => [{ ...member, heartbeatAge: DEAD }]),
    heartbeatTimeout: ring.heartbeatTimeout || 1,
  });
}

/**
 * The phases of a rolling restart. Whether members come back with their old tokens or with new ones makes no difference.
 * @throws UserError if the ring has no such member, or `atOnce` is invalid
 */
export function* rollingRestart(ring: HashRing, options: RestartOptions = {}): Iterable<Phase> {
  const { unregisters = true, atOnce = 1, batches } = options;
  for (const batch of batches?.map((ids) => byName(ring, ids)) ?? batchesOf(ring.members, atOnce)) {
    yield* stop(ring, batch, unregisters);
    if (unregisters) yield phase(ring, batch, 'joining', (member) => [{ ...member, state: 'JOINING' }]);
  }
  yield { name: 'restarted', ring };
}

/** The phases of a scale-up: a new member has no tokens while it is PENDING, and takes them before it is ACTIVE. */
export function* scaleUp(
  ring: HashRing,
  added: readonly Member[],
  { atOnce = 1 }: Pick<StopOptions, 'atOnce'> = {},
): Iterable<Phase> {
  let grown = ring;
  for (const batch of batchesOf(added, atOnce)) {
    const joining = grown.with({ members: [...grown.members, ...batch] });
    yield phase(joining, batch, 'pending', (member) => [{ ...member, state: 'PENDING', tokens: new Uint32Array() }]);
    yield phase(joining, batch, 'joining', (member) => [{ ...member, state: 'JOINING' }]);
    grown = joining;
  }
  yield { name: 'scaled up', ring: grown };
}

/**
 * The phases of a scale-down.
 * @throws UserError if the ring has no such member
 */
export function* scaleDown(
  ring: HashRing,
  ids: readonly string[],
  { unregisters = true, atOnce = 1 }: StopOptions = {},
): Iterable<Phase> {
  let shrunk = ring;
  for (const batch of batchesOf(byName(ring, ids), atOnce)) {
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

function phase(ring: HashRing, batch: readonly Member[], name: string, change: (member: Member) => Member[]): Phase {
  const ids = batch.map(({ id }) => id);
  return { name: `${name}: ${ids.join(', ')}`, ring: ring.with({ members: changed(ring, new Set(ids), change) }) };
}

const changed = (ring: HashRing, ids: ReadonlySet<string>, change: (member: Member) => Member[]): Member[] =>
  ring.members.flatMap((member) => (ids.has(member.id) ? change(member) : [member]));

function lostMembers(ring: HashRing, loss: Loss): readonly string[] {
  if ('ids' in loss) return byName(ring, loss.ids).map(({ id }) => id);
  if ('members' in loss) return alternatingZones(ring).slice(0, loss.members);
  if (!ring.zones.includes(loss.zone)) {
    throw new UserError(`hash ring: found no zone ${show(loss.zone)}, there are: ${listed(ring.zones)}`);
  }
  return ring.members.filter((member) => zoneOf(member) === loss.zone).map(({ id }) => id);
}

/** Members by their names, in the order of the ring. */
function byName({ members }: HashRing, ids: readonly string[]): readonly Member[] {
  const known = new Set(members.map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return members.filter(({ id }) => ids.includes(id));
  throw new UserError(`hash ring: found no member ${listed(unknown.map(show))}, there are: ${listed(known)}`);
}

/** Names of the members, one of each zone in turn: losing members of several zones is the worst case. */
function alternatingZones(ring: HashRing): string[] {
  const zones = byZone(ring.members);
  const largest = Math.max(0, ...zones.map((members) => members.length));
  return Array.from({ length: largest }, (_, n) => zones.flatMap((members) => members[n]?.id ?? [])).flat();
}

function batchesOf(members: readonly Member[], atOnce: number | 'zone'): Member[][] {
  if (atOnce === 'zone') return byZone(members);
  if (!Number.isSafeInteger(atOnce) || atOnce < 1) {
    throw new UserError(`hash ring: atOnce: found ${atOnce}, allowed is a whole number of at least 1, or "zone"`);
  }
  return Array.from({ length: Math.ceil(members.length / atOnce) }, (_, n) =>
    members.slice(n * atOnce, (n + 1) * atOnce),
  );
}

const byZone = (members: readonly Member[]): Member[][] =>
  [...new Set(members.map(zoneOf))].sort().map((zone) => members.filter((member) => zoneOf(member) === zone));
