import { HashRing } from '../../../../../lib/model/ring/model/hash-ring';
import { readsServed, refusedShare } from '../../../../../lib/model/ring/model/loss';
import { READ, WRITE_NO_EXTEND } from '../../../../../lib/model/ring/model/operation';
import { answersRequired, quorum, type Strategy } from '../../../../../lib/model/ring/model/quorum';
import { type RingShape, readSlack, writeSlack } from '../../../../../lib/model/ring/model/tolerance';
import { type VectorSet, type VectorWrite, vectorMember, vectors } from './vectors';

test.each([
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 3],
  [5, 3],
])('the quorum of %d replicas is %d', (replicas, required) => expect(quorum(replicas)).toBe(required));

test.each<[Strategy, number, number, number]>([
  ['default', 3, 3, 2],
  ['default', 3, 1, 2],
  ['default', 3, 4, 3],
  ['ignore-unhealthy', 3, 3, 1],
  ['tempo-rf2', 2, 2, 1],
])(
  'strategy %s with replication factor %d and %d replicas needs %d answers',
  (strategy, replicationFactor, replicas, answers) =>
    expect(answersRequired(strategy, replicationFactor, replicas)).toBe(answers),
);

/** Outcome for 4096 evenly spaced keys, in the form of the vectors. */
function writes(ring: HashRing): VectorWrite {
  let refused = 0;
  let minMaxErrors: number | undefined;
  let error: string | undefined;
  for (let key = 0; key < 2 ** 32; key += 2 ** 20) {
    const set = ring.get(key, WRITE_NO_EXTEND);
    if (set.refusal === undefined) minMaxErrors = Math.min(minMaxErrors ?? set.maxErrors, set.maxErrors);
    else {
      refused++;
      error ??= set.refusal.replace(/ - unhealthy.*/, '');
    }
  }
  return { refusedShare: Math.round((refused / 4096) * 1e4) / 1e4, minMaxErrors, error };
}

function reads(ring: HashRing) {
  const set = ring.readAll(READ);
  return set.refusal === undefined
    ? { read: { ...set, members: undefined }, readAsked: set.members.length }
    : { read: { maxErrors: 0, error: set.refusal } };
}

const withoutZero = ({ maxUnavailableZones, ...set }: VectorSet) =>
  maxUnavailableZones ? { ...set, maxUnavailableZones } : set;

const STRATEGIES: readonly [Strategy, 'write.default' | 'write.ignoreUnhealthy' | 'write.tempoRF2'][] = [
  ['default', 'write.default'],
  ['ignore-unhealthy', 'write.ignoreUnhealthy'],
  ['tempo-rf2', 'write.tempoRF2'],
];

describe.each(vectors.quorum)('$instances members, $unhealthy of them dead, replication factor $rf', (vector) => {
  const members = Array.from({ length: vector.instances }, (_, n) =>
    vectorMember(`ingester-${n}`, n < vector.unhealthy),
  );
  const ring = new HashRing({ members, replicationFactor: vector.rf });
  const shape: RingShape = { replicationFactor: vector.rf, zones: [vector.instances] };

  test.each(STRATEGIES.filter(([, key]) => vector[key]))(
    'writes with strategy %s are served like in dskit',
    (strategy, key) => {
      const printed = vector[key];
      expect(writes(ring.with({ strategy }))).toEqual({ minMaxErrors: undefined, error: undefined, ...printed });
      // With only eight tokens per member, shares between 0 and 1 are approximate.
      const share = refusedShare({ ...shape, strategy }, [vector.unhealthy]);
      expect(Math.abs(share - (printed?.refusedShare ?? 0))).toBeLessThan(0.17);
      if (share === 0 || share === 1) expect(printed?.refusedShare).toBe(share);
      const slack = writeSlack({ ...shape, strategy }) - vector.unhealthy;
      if (slack >= 0) expect(printed?.minMaxErrors).toBe(slack);
    },
  );

  test('reads are served like in dskit', () => {
    const { error, ...printed } = vector.read;
    expect(reads(ring)).toEqual({
      read: vector.read,
      ...(vector.readAsked !== undefined && { readAsked: vector.readAsked }),
    });
    const slack = readSlack(shape) - vector.unhealthy;
    expect(readsServed(shape, [vector.unhealthy])).toBe(error === undefined);
    if (slack >= 0) expect(printed.maxErrors).toBe(slack);
  });
});

describe.each(vectors.zoneQuorum)(
  '$zones zones of $instancesPerZone, $zonesWithFailure with failures (whole: $wholeZone), replication factor $rf',
  (vector) => {
    const ids = Array.from({ length: vector.zones }, (_, zone) => `zone-${String.fromCharCode(97 + zone)}`);
    const deadPerZone = vector.wholeZone ? vector.instancesPerZone : 1;
    const members = ids.flatMap((zone, n) =>
      Array.from({ length: vector.instancesPerZone }, (_, number) =>
        vectorMember(`ingester-${zone}-${number}`, n < vector.zonesWithFailure && number < deadPerZone, zone),
      ),
    );
    const ring = new HashRing({ members, replicationFactor: vector.rf, zoneAware: true });
    const shape: RingShape = {
      replicationFactor: vector.rf,
      zones: ids.map(() => vector.instancesPerZone),
      zoneAware: true,
    };
    const dead = ids.map((_, n) => (n < vector.zonesWithFailure ? deadPerZone : 0));

    test('writes are served like in dskit', () => {
      const printed = vector['write.refusedShare'];
      expect(writes(ring)).toEqual({
        refusedShare: printed,
        minMaxErrors: vector['write.minMaxErrors'],
        error: vector['write.error'],
      });
      const share = refusedShare(shape, dead);
      expect(Math.abs(share - printed)).toBeLessThan(0.2);
      if (share === 0 || share === 1) expect(printed).toBe(share);
    });

    test('reads are served like in dskit', () => {
      const { read, readAsked } = reads(ring);
      expect([withoutZero(read), readAsked]).toEqual([withoutZero(vector.read), vector.readAsked]);
      expect(readsServed(shape, dead)).toBe(vector.read.error === undefined);
      if (vector.read.error === undefined) {
        expect(readSlack(shape) - vector.zonesWithFailure).toBe(vector.read.maxUnavailableZones ?? 0);
      }
    });
  },
);
