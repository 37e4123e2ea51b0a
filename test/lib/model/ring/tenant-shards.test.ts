import { fnv1a } from '../../../../lib/model/ring/model/hash';
import { WRITE } from '../../../../lib/model/ring/model/operation';
import { simulatedRing } from '../../../../lib/model/ring/simulated-ring';
import { shardsOf, tenantMembers } from '../../../../lib/model/ring/tenant-shards';
import { exampleMembers, zoned } from './example-ring';

const AT = 'limits.ingestion_tenant_shard_size';
const sharded = (size: number, tenants: Readonly<Record<string, number>> = {}, zones = [4, 4, 4]) =>
  exampleMembers(zoned(zones), { zoneAware: true, tenantShards: { at: AT, size, tenants } });
const usedBy = (deployed: ReturnType<typeof exampleMembers>, tenant: string) =>
  tenantMembers(deployed, simulatedRing(deployed), tenant);

test.each([
  [0, 12],
  [3, 3],
  [4, 6],
  [12, 12],
  [100, 12],
])('a shard of size %d has %d of 12 members in 3 zones', (size, members) => {
  expect(shardsOf(sharded(size))).toEqual({ at: AT, size, tenants: {}, members });
  expect(usedBy(sharded(size), 'anna').members).toHaveLength(members);
});

test('each tenant gets the same members every time, and other members than other tenants', () => {
  const { members } = usedBy(sharded(3), 'anna');
  expect(usedBy(sharded(3), 'anna').members).toEqual(members);
  expect(usedBy(sharded(3), 'bert').members).not.toEqual(members);
  expect(members.map((name) => name.slice(0, 'ingester-zone-0'.length))).toEqual([
    'ingester-zone-0',
    'ingester-zone-1',
    'ingester-zone-2',
  ]);
});

test('the size of a tenant in the overrides wins, 0 included', () => {
  expect(usedBy(sharded(3, { anna: 6 }), 'anna')).toMatchObject({ size: 6, members: { length: 6 } });
  expect(usedBy(sharded(3, { anna: 0 }), 'anna')).toMatchObject({ size: 0, members: { length: 12 } });
  expect(usedBy(sharded(3, { anna: 6 }), 'toString')).toMatchObject({ size: 3 });
});

test('a ring without shuffle sharding gives a tenant all members', () => {
  const deployed = exampleMembers([{ name: 'ingester', replicas: 4 }]);
  expect(shardsOf(deployed)).toBeNull();
  expect(usedBy(deployed, 'anna')).toMatchObject({ size: null, members: { length: 4 } });
});

test('a ring with tenants as keys gives a tenant the replicas of its key', () => {
  const deployed = exampleMembers([{ name: 'alertmanager', replicas: 9 }], {
    keyedByTenant: true,
    strategy: 'ignore-unhealthy',
    operations: { write: WRITE },
  });
  const ring = simulatedRing(deployed);
  const replicas = ring.replicasBefore(ring.index.after(fnv1a('anna')), WRITE).map(({ id }) => id);
  expect(usedBy(deployed, 'anna')).toEqual({ tenant: 'anna', size: null, members: replicas });
  expect(replicas).toHaveLength(3);
});
