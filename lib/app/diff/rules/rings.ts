import { lossesOf } from '../../../model/ring/losses';
import type { HashRing } from '../../../model/ring/model/hash-ring';
import { readsServed, refusedShare } from '../../../model/ring/model/loss';
import { movedKeys } from '../../../model/ring/model/moved-keys';
import { memberCount, writeSlack } from '../../../model/ring/model/tolerance';
import { percent } from '../../../model/ring/percent';
import { simulatedRing } from '../../../model/ring/simulated-ring';
import type { Comparison, Statement } from '../model';
import { type DiffedRing, namesOf, ringsOf } from '../rings/members';
import type { InstalledPair } from '../rings/pairs';
import type { Rollout } from '../rollout';
import { counted } from '../words';
import { diskAt } from '../world';

/** A ring before and after, and how it is called. */
interface RingPair {
  /** Such as `Loki ingester`. */
  readonly name: string;
  readonly object: string;
  readonly before: DiffedRing;
  readonly after: DiffedRing;
}

/** Effects on the hash rings of an installation, during the rollout and afterwards. */
export function* rings(pair: InstalledPair, comparison: Comparison): Generator<Statement> {
  const [earlier, later] = [ringsOf(pair.before), ringsOf(pair.after)];
  for (const [name, after] of later) {
    const before = earlier.get(name);
    if (before === undefined) continue;
    const ring: RingPair = { name: `${pair.after.system.name} ${name}`, object: pair.after.object, before, after };
    yield* members(ring);
    yield* bearing(ring);
    yield* rollingOut(ring, comparison);
    yield* scaledDown(ring);
    yield* unflushedData(ring);
  }
}

const said = (ring: RingPair, effect: Statement['effect'], rule: string, sentence: string): Statement => ({
  effect,
  rule,
  object: ring.object,
  sentence: `${ring.name} ring: ${sentence}`,
});

/** Members that come and go, and the keys that move with them. */
function* members(ring: RingPair): Generator<Statement> {
  const { before, after } = ring;
  const parts: string[] = [];
  const add = (what: string, from: unknown, to: unknown): void => {
    if (from !== to) parts.push(`${what} ${from} → ${to}`);
  };
  add('members', memberCount(before.shape), memberCount(after.shape));
  add('zones', zonesText(before), zonesText(after));
  add('replication factor', before.ring.replicationFactor, after.ring.replicationFactor);
  add('zone-aware', before.ring.zoneAware ?? false, after.ring.zoneAware ?? false);
  add('tokens of a member', before.ring.tokens, after.ring.tokens);
  add('tokens', before.ring.tokenGeneration ?? 'random', after.ring.tokenGeneration ?? 'random');
  const [earlier, later] = [namesOf(before), namesOf(after)];
  const isRenamed = JSON.stringify(earlier) !== JSON.stringify(later);
  if (parts.length === 0 && !isRenamed) return;
  const [old, now] = [
    simulatedRing({ ring: before.ring, groups: earlier }),
    simulatedRing({ ring: after.ring, groups: later }),
  ];
  const tokens = tokensMoved(old, now);
  const { keys } = movedKeys(old, now, after.ring.operations.write);
  if (parts.length === 0) parts.push('members have other names');
  yield said(
    ring,
    'ring',
    'ring/members',
    `${parts.join(', ')}: ${tokens === 0 ? 'no token moves' : `${counted(tokens, 'token')} ${tokens === 1 ? 'is' : 'are'} added, removed or moved`}, and ${percent(keys)} of the keys get at least one new replica`,
  );
}

/** Number of tokens that are added or removed, or have another owner. */
function tokensMoved(before: HashRing, after: HashRing): number {
  const [old, now] = [ownersOf(before), ownersOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter((token) => old.get(token) !== now.get(token)).length;
}

const ownersOf = ({ index, members: all }: HashRing): Map<number, string | undefined> =>
  new Map(Array.from(index.tokens, (token, at) => [token, all[index.owners[at] ?? 0]?.id]));

const zonesText = ({ zones, shape }: DiffedRing): string =>
  zones.length < 2 && (zones[0] ?? '') === ''
    ? 'none'
    : zones.map((zone, index) => `${zone || 'none'} (${shape.zones[index] ?? 0})`).join(', ');

/** Whether members stand in for each other, with nothing lost. */
const keepsNothing = ({ ring: { replicationFactor, strategy } }: DiffedRing): boolean =>
  replicationFactor === 1 && strategy === 'ignore-unhealthy';

/** Number of members that may be lost with writes and reads still served. */
function* bearing(ring: RingPair): Generator<Statement> {
  const { before, after } = ring;
  if (keepsNothing(after) && keepsNothing(before)) return;
  const [earlier, later] = [lossesOf(before), lossesOf(after)];
  const what = after.ring.operations.read ? (['writes', 'reads'] as const) : (['writes'] as const);
  for (const key of what) {
    const [from, to] = [earlier[key]?.members, later[key]?.members];
    if (from === to) continue;
    const requests = after.ring.operations.read ? key : 'requests';
    if (to === undefined) {
      yield said(
        ring,
        'outage',
        'outage/quorum',
        `${requests} are refused even while ${memberCount(after.shape) === 1 ? 'the only member is healthy' : `all ${memberCount(after.shape)} members are healthy`}: replication factor ${after.ring.replicationFactor} needs more members`,
      );
    } else {
      yield said(
        ring,
        'ring',
        'ring/tolerance',
        `${requests} tolerate the loss of ${to === 0 ? 'no member' : counted(to, 'member')} of ${memberCount(after.shape)}; before: ${from === undefined ? 'all of them were refused' : `${from} of ${memberCount(before.shape)}`}`,
      );
    }
  }
}

/** Share of writes and reads that are refused during the rollout. */
function* rollingOut(ring: RingPair, comparison: Comparison): Generator<Statement> {
  const { after } = ring;
  if (keepsNothing(after) || lossesOf(after).writes === null) return;
  const rollouts = rolloutsOf(after, comparison);
  const away = awayAtOnce(after, rollouts);
  const gone = away.reduce((sum, count) => sum + count, 0);
  if (gone === 0) return;
  const writes = refusedShare(after.shape, away);
  const reads = after.ring.operations.read ? Number(!readsServed(after.shape, away)) : writes;
  if (writes === 0 && reads === 0) return;
  const refused = after.ring.operations.read
    ? `writes of ${percent(writes)} of the keys and ${reads === 0 ? 'no reads' : 'all reads'} are refused`
    : `requests for ${percent(writes)} of the keys are refused`;
  const isParallel = rollouts.length > 1 && rollouts.every(({ group }) => group === undefined);
  yield said(
    ring,
    'outage',
    'outage/rollout',
    `while pods are replaced, ${gone} of ${counted(memberCount(after.shape), 'member')} ${gone === 1 ? 'is' : 'are'} away at the same time, and ${refused}: ${isParallel ? 'use OnDelete with the rollout operator, which takes one zone after the other' : 'run more members than the replication factor needs, or expect it'}`,
  );
}

function rolloutsOf({ groups }: DiffedRing, { changes, rolloutOf }: Comparison): Rollout[] {
  const owners = new Set(groups.map(({ pods }) => pods.owner.key));
  return changes.flatMap((change) => {
    const rollout = rolloutOf(change);
    return rollout?.isAutomatic && owners.has(rollout.pods.owner.key) ? [rollout] : [];
  });
}

/** Maximum number of unavailable members in each zone: of a rollout group, those of one StatefulSet. */
function awayAtOnce({ groups, zones }: DiffedRing, rollouts: readonly Rollout[]): number[] {
  const away = zones.map(() => 0);
  const grouped = new Map<string, Rollout>();
  for (const rollout of rollouts) {
    const key = rollout.group ?? rollout.pods.owner.key;
    const worst = grouped.get(key);
    if (worst === undefined || rollout.away > worst.away) grouped.set(key, rollout);
  }
  for (const { pods, away: count } of grouped.values()) {
    const zone = groups.find((group) => group.pods.owner.key === pods.owner.key)?.zone ?? '';
    const at = zones.indexOf(zone);
    away[at] = (away[at] ?? 0) + count;
  }
  return away;
}

/** Members that are removed together with unflushed data. */
function* scaledDown(ring: RingPair): Generator<Statement> {
  const { before, after } = ring;
  const gone = memberCount(before.shape) - memberCount(after.shape);
  // Members that flush when they stop lose nothing.
  if (before.ring.unflushed === undefined || before.ring.unflushed.flushOnShutdown.value || gone <= 0) return;
  const bears = Math.max(0, writeSlack(before.shape));
  if (gone <= bears) {
    yield said(
      ring,
      'ring',
      'ring/scale-down',
      `${counted(gone, 'member')} ${gone === 1 ? 'is' : 'are'} removed together with unflushed data, of which other members have a copy: remove one member at a time, and wait until it has left the ring`,
    );
    return;
  }
  yield said(
    ring,
    'data-loss',
    'data/scale-down',
    `${counted(gone, 'member')} ${gone === 1 ? 'is' : 'are'} removed together with unflushed data, and replication factor ${before.ring.replicationFactor} tolerates the loss of ${bears}: flush first (POST ${before.ring.unflushed.flushEndpoint}), and remove ${bears > 0 ? 'one at a time' : 'each member after it has flushed'}`,
  );
}

/** Folders of unflushed data that lose their disk. */
function* unflushedData(ring: RingPair): Generator<Statement> {
  const { before, after } = ring;
  const folder = before.ring.unflushed;
  if (folder === undefined) return;
  if (after.ring.unflushed === undefined) {
    yield said(
      ring,
      'data-loss',
      'data/wal-off',
      `${folder.at.replace(/\.[^.]*$/, '')}: the write-ahead log is disabled: unflushed data is lost when a member crashes`,
    );
    return;
  }
  const [from, to] = [diskOf(before, folder.value), diskOf(after, after.ring.unflushed.value)];
  if (from === 'claim' && to !== 'claim') {
    const owners = after.groups.map(({ pods }) => pods.owner.identity).join(', ');
    yield said(
      ring,
      'data-loss',
      'data/wal-disk',
      `${folder.at}: ${after.ring.unflushed.value} was on a claim, and is in ${to === 'image' ? 'the container itself' : 'an emptyDir or on the node'} now (${owners}): unflushed data is lost when a pod is replaced: keep the claim`,
    );
  } else if (folder.value !== after.ring.unflushed.value) {
    yield said(
      ring,
      'data-loss',
      'data/wal-disk',
      `${folder.at}: ${folder.value} → ${after.ring.unflushed.value}: data in the old folder is not replayed: flush before the change`,
    );
  }
}

/** The disk that a folder of the members is on; of several, the least safe. */
function diskOf({ groups }: DiffedRing, folder: string): ReturnType<typeof diskAt> {
  const disks = groups.map(({ pods, container }) => diskAt(pods, container, folder));
  return disks.find((disk) => disk !== 'claim') ?? 'claim';
}
