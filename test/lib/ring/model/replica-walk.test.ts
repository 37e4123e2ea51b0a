import fc from 'fast-check';
import { HashRing, type HashRingProps } from '../../../../lib/ring/model/hash-ring';
import type { Member } from '../../../../lib/ring/model/member';
import { READ, WRITE, WRITE_NO_EXTEND } from '../../../../lib/ring/model/operation';
import { seededTokens } from '../../../../lib/ring/model/tokens';

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

test('replicas are distinct members, in as many zones as can be', () =>
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

test('in whatever states members are, as many settled ones are replicas as there are to be, if there are any', () =>
  fc.assert(
    fc.property(rings, fc.array(states), operations, fc.nat(2 ** 32 - 1), (props, given, operation, key) => {
      const members = props.members.map((one, n) => ({ ...one, state: given[n] ?? 'ACTIVE' }));
      const ring = new HashRing({ ...props, members });
      const replicas = ring.replicasBefore(ring.index.after(key), operation);
      expect(distinct(replicas.map(({ id }) => id))).toBe(true);
      const settled = (all: readonly Member[]) =>
        all.filter(({ state = 'ACTIVE' }) => !operation.extending.includes(state));
      const places = (all: readonly Member[]) => new Set(all.map(({ id, zone }) => (props.zoneAware ? zone : id))).size;
      expect(places(settled(replicas))).toBe(settled(replicas).length);
      expect(settled(replicas)).toHaveLength(Math.min(props.replicationFactor, places(settled(members))));
    }),
  ));

/** The first of the members, and the ring without it. */
function withAndWithout(props: HashRingProps) {
  const [id = ''] = props.members.map((one) => one.id);
  const ring = new HashRing(props);
  return { id, ring, rest: ring.with({ members: ring.members.slice(1) }) };
}

test('a member that joins or leaves for good changes only the replicas of keys that it has, by one at most', () =>
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

test('a member on its way in or out gets one to stand in for it, for keys that it has and for no others', () =>
  fc.assert(
    fc.property(rings, fc.constantFrom('JOINING', 'LEAVING'), fc.nat(2 ** 32 - 1), (props, state, key) => {
      const { id, ring } = withAndWithout(props);
      const onItsWay = ring.with({ members: ring.members.map((one) => (one.id === id ? { ...one, state } : one)) });
      const [settled, moving] = [replicaIds(ring, key), replicaIds(onItsWay, key, WRITE)];
      if (settled.includes(id)) {
        expect(moving).toEqual(expect.arrayContaining(settled));
        expect(moving.length).toBeLessThanOrEqual(settled.length + 1);
      } else {
        expect(moving).toEqual(settled);
      }
    }),
  ));
