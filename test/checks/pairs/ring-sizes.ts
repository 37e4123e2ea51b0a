import { zones } from '../sound';
import { gossiping, ingesters, ONE_ZONE, patch, replace } from './changes';
import type { Pair } from './pair';

export const RING_SIZE_PAIRS: readonly Pair[] = [
  {
    id: 'ring/quorum',
    what: 'too few members for a quorum',
    broken: ingesters({ replicas: 1 }),
    sentence: /found 1 .* every write is refused/,
  },
  {
    id: 'ring/replicas',
    what: 'fewer members than replicas',
    broken: ingesters({ replicas: 2 }),
    sentence: /found 2 .* while one of them restarts/,
  },
  {
    id: 'ring/even-replication-factor',
    what: 'an even replication factor',
    broken: { loki: { ...ingesters({ replicas: 4 }).loki, ring: gossiping(4) } },
    sentence: /found 4 .* set 3 or 5/,
  },
  {
    id: 'ring/zone-name',
    what: 'a zone-aware ring without zones',
    broken: { loki: { config: { ingester: { lifecycler: { ring: { zone_awareness_enabled: true } } } } } },
    sentence: /found no zone for loki-loki-distributed-ingester/,
  },
  {
    id: 'ring/zone-quorum',
    what: 'too few zones for a quorum',
    broken: { mimir: { ingester: { replicas: 3, zones: [{ name: 'a' }] } } },
    sentence: /found 1 for replication factor 3.* every write is refused/,
  },
  {
    id: 'ring/zones',
    what: 'fewer zones than replicas',
    broken: { mimir: { ingester: { replicas: 4, zones: [{ name: 'a' }, { name: 'b' }] } } },
    sentence: /found 2 for replication factor 3.* none may be unavailable/,
  },
  {
    id: 'ring/uneven-zones',
    what: 'zones of different sizes',
    broken: { mimir: {}, ...patch('StatefulSet/mimir-ingester-zone-b', replace('/spec/replicas', 4)) },
    sentence: /zone-a 1, zone-b 4, zone-c 1/,
  },
  {
    id: 'ring/node-separation',
    what: 'members that one node can take down',
    broken: ingesters({ antiAffinity: { hosts: 'preferred' } }),
    sentence:
      /one node may run 3 members \(loki-loki-distributed-ingester\), since their separation by kubernetes\.io\/hostname is only preferred, .* breaks writes and queries.* require anti-affinity \(ingester\.antiAffinity\)/,
  },
  {
    id: 'ring/node-separation',
    what: 'zones that share a node',
    broken: { mimir: { ingester: { zones: zones.map(({ name }) => ({ name })) } } },
    sentence:
      /one node may run 3 members of 3 zones of the ring \(mimir-ingester-zone-a, .* nothing separates them.* \(ingester\.zones\[\]\.nodeSelector\)/,
  },
  {
    id: 'ring/zone-separation',
    what: 'zones that share a zone of the cluster',
    broken: {
      mimir: {
        ingester: { zones: zones.map(({ name }) => ({ name, nodeSelector: { 'kubernetes.io/hostname': name } })) },
      },
    },
    sentence: /one zone may run 3 members of 3 zones of the ring .* by topology\.kubernetes\.io\/zone/,
  },
  {
    id: 'ring/shard-size',
    what: 'a shuffle shard that cannot reach a quorum',
    broken: {
      mimir: { runtimeConfig: { overrides: { anna: { ingestion_tenant_shard_size: 1 } } }, ingester: ONE_ZONE },
    },
    sentence:
      /^overrides\.anna\.ingestion_tenant_shard_size: found 1, so that a tenant uses 1 ingester, .* every write is refused .* Set it to 3 or more/,
  },
  {
    id: 'ring/shard-size',
    what: 'a shuffle shard that tolerates no loss',
    broken: {
      mimir: { runtimeConfig: { overrides: { anna: { ingestion_tenant_shard_size: 2 } } }, ingester: ONE_ZONE },
    },
    sentence: /found 2, so that a tenant uses 2 ingesters, .* only 2 replicas, and none of them may be unavailable/,
  },
  {
    id: 'ring/shard-size',
    what: 'a shuffle shard without redundancy',
    severity: 'warning',
    broken: {
      mimir: {
        runtimeConfig: { overrides: { anna: { store_gateway_tenant_shard_size: 2 } } },
        storeGateway: ONE_ZONE,
      },
    },
    sentence: /store_gateway_tenant_shard_size: found 2, .* only 2 replicas, and 1 of them may be unavailable/,
  },
];
