import fc from 'fast-check';
import { HashRing, type HashRingProps } from '../../../../../lib/model/ring/model/hash-ring';
import type { Member } from '../../../../../lib/model/ring/model/member';
import { READ, WRITE, WRITE_NO_EXTEND } from '../../../../../lib/model/ring/model/operation';
import { seededTokens } from '../../../../../lib/model/ring/model/tokens';

const member = (n: number, zone: number): Member => ({
  id: `ingester-${n}`,
  zone: `zone-${zone}`,
  tokens: seededTokens(`ingester-${n}`, 8),
});
const rings = fc.record({
  members: fc.array(fc.nat(4), { minLength: 2, maxLength: 9 }).map((zones) => zones.map((zone, n) => member(n, zone))),
  replicationFactor: fc.integer({ min: 1, max: 5 }),
  zoneAware: fc.boolean(),
});
const operations = fc.constantFrom(READ, WRITE, WRITE_NO_EXTEND);
const states = fc.constantFrom('PENDING', 'JOINING', 'ACTIVE', 'LEAVING');

const replicaIds = (ring: HashRing, key: number, operation = WRITE_NO_EXTEND) =>
  ring.replicasBefore(ring.index.after(key), operation).map(({ id }) => id);

const distinct = (values: readonly unknown[]) => new Set(values).size === values.length;

test('replicas are distinct members, in distinct zones if zone-aware', () =>
  fc.assert(
    fc.property(rings, fc.nat(2 ** 32 - 1), (props, key) => {
      const ring = new HashRing(props);
      const replicas = ring.replicasBefore(ring.index.after(key), WRITE_NO_EXTEND);
      const places = props.zoneAware ? ring.zones.length : ring.members.length;
      expect(replicas).toHaveLength(Math.min(props.replicationFactor, places));
      expect(distinct(replicas.map(({ id }) => id))).toBe(true);
      if (props.zoneAware) expect(distinct(replicas.map(({ zone }) => zone))).toBe(true);
    }),
  ));

test('in any state, a key has as many replicas that do not extend the set as the replication factor asks for, if there are enough', () =>
  fc.assert(
    fc.property(rings, fc.array(states), operations, fc.nat(2 ** 32 - 1), (props, given, operation, key) => {
      const members = props.members.map((one, n) => ({ ...one, state: given[n] ?? 'ACTIVE' }));
      const ring = new HashRing({ ...props, members });
      const replicas = ring.replicasBefore(ring.index.after(key), operation);
      expect(distinct(replicas.map(({ id }) => id))).toBe(true);
      const stable = (all: readonly Member[]) =>
        all.filter(({ state = 'ACTIVE' }) => !operation.extending.includes(state));
      const places = (all: readonly Member[]) => new Set(all.map(({ id, zone }) => (props.zoneAware ? zone : id))).size;
      expect(places(stable(replicas))).toBe(stable(replicas).length);
      expect(stable(replicas)).toHaveLength(Math.min(props.replicationFactor, places(stable(members))));
    }),
  ));

/** The first of the members, and the ring without it. */
function withAndWithout(props: HashRingProps) {
  const [id = ''] = props.members.map((one) => one.id);
  const ring = new HashRing(props);
  return { id, ring, rest: ring.with({ members: ring.members.slice(1) }) };
}

test('adding or removing a member changes only the replicas of its own keys, by at most one', () =>
  fc.assert(
    fc.property(rings, fc.nat(2 ** 32 - 1), (props, key) => {
      const { id, ring, rest } = withAndWithout(props);
      const [having, lacking] = [replicaIds(ring, key), replicaIds(rest, key)];
      if (having.includes(id)) {
        expect(lacking).toEqual(expect.arrayContaining(having.filter((other) => other !== id)));
        expect(lacking.length).toBeLessThanOrEqual(having.length);
      } else {
        expect(lacking).toEqual(having);
      }
    }),
  ));

test('a JOINING or LEAVING member extends the replica set of its own keys only', () =>
  fc.assert(
    fc.property(rings, fc.constantFrom('JOINING', 'LEAVING'), fc.nat(2 ** 32 - 1), (props, state, key) => {
      const { id, ring } = withAndWithout(props);
      const changing = ring.with({ members: ring.members.map((one) => (one.id === id ? { ...one, state } : one)) });
      const [stable, moving] = [replicaIds(ring, key), replicaIds(changing, key, WRITE)];
      if (stable.includes(id)) {
        expect(moving).toEqual(expect.arrayContaining(stable));
        expect(moving.length).toBeLessThanOrEqual(stable.length + 1);
      } else {
        expect(moving).toEqual(stable);
      }
    }),
  ));
