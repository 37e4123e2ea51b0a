import { JsonPatch } from 'cdk8s';
import { ObjectStorage } from '../../../lib/values/object-storage';
import { quantity } from '../../../lib/values/quantity';
import type { Change } from '../sound';
import { promtail } from './agents';
import type { Pair } from './pair';

const requests = { cpu: '10m', memory: '16Mi' } as const;
const limits = { memory: '1Gi' } as const;
const ingester = {
  replicas: 3,
  persistence: { claims: [{ size: '1Gi', storageClass: 'fast' }] },
  disruptionBudget: { maxUnavailable: 1 },
} as const;
const cache = 'StatefulSet/mimir-chunks-cache';
const limitOf = (memory: string): JsonPatch =>
  JsonPatch.replace('/spec/template/spec/containers/0/resources', {
    requests: { memory: quantity('1Gi') },
    limits: { memory: quantity(memory) },
  });

const prometheus = (size: '1GB' | '900MB'): Change => ({
  prometheus: { retention: { size }, persistence: { claims: [{ size: '1Gi', storageClass: 'fast' }] } },
});

export const CAPACITY_PAIRS: readonly Pair[] = [
  {
    id: 'capacity/memory',
    what: 'a memcached above the limit that a patch sets',
    broken: {
      mimir: { memcachedExporter: false, chunksCache: { memoryMegabytes: 2048 } },
      patches: { [cache]: [limitOf('2Gi')] },
    },
    mended: {
      mimir: { memcachedExporter: false, chunksCache: { memoryMegabytes: 2048 } },
      patches: { [cache]: [limitOf('3Gi')] },
    },
    sentence: /^containers\[memcached\]\.args: found -m 2048, which is 2048Mi, and the memory limit is 2048Mi/,
  },
  {
    id: 'capacity/memory',
    what: 'a ballast above the limit',
    broken: {
      tempo: { distributor: { extraArgs: ['-mem-ballast-size-mbs=1200'], resources: { requests, limits } } },
    },
    mended: { tempo: { distributor: { extraArgs: ['-mem-ballast-size-mbs=512'], resources: { requests, limits } } } },
    severity: 'warning',
    sentence: /found "-mem-ballast-size-mbs=1200", which is 1200Mi/,
  },
  {
    id: 'capacity/memory',
    what: 'a GOMEMLIMIT above the limit',
    broken: { mimir: { distributor: { env: { GOMEMLIMIT: '2GiB' }, resources: { requests, limits } } } },
    mended: { mimir: { distributor: { env: { GOMEMLIMIT: '1GiB' }, resources: { requests, limits } } } },
    sentence: /env\[GOMEMLIMIT\]: found "2GiB"/,
  },
  {
    id: 'capacity/memory',
    what: 'a ballast in the configuration',
    broken: {
      loki: { config: { ballast_bytes: 2_000_000_000 }, querier: { resources: { requests, limits } } },
    },
    sentence: /^config\.ballast_bytes: found 2000000000, and the memory limit of the querier/,
  },
  {
    id: 'capacity/wal-replay',
    what: 'a replay of 4 GB under a limit of 1Gi',
    broken: { loki: { ingester: { ...ingester, resources: { requests, limits } } } },
    mended: {
      loki: {
        ingester: { ...ingester, resources: { requests, limits } },
        config: { ingester: { wal: { replay_memory_ceiling: '768MB' } } },
      },
    },
    sentence:
      /^config\.ingester\.wal\.replay_memory_ceiling: found "4GB", and the memory limit of the ingester is 1024Mi/,
  },
  {
    id: 'capacity/item-size',
    what: 'items that the memcached does not take',
    broken: {
      mimir: {
        memcachedExporter: false,
        chunksCache: { memoryMegabytes: 64, maxItemSize: '1m' },
        config: { blocks_storage: { bucket_store: { chunks_cache: { memcached: { max_item_size: 5_000_000 } } } } },
      },
    },
    mended: { mimir: { memcachedExporter: false, chunksCache: { memoryMegabytes: 64, maxItemSize: '5m' } } },
    sentence: /chunks_cache\.memcached\.max_item_size: found 5000000, and the memcached takes items of 1048576 bytes/,
  },
  {
    id: 'capacity/volume',
    what: 'a retention of the size of the claim',
    broken: prometheus('1GB'),
    mended: prometheus('900MB'),
    sentence: /found --storage\.tsdb\.retention\.size=1GB, and the volume at \/prometheus has 1024Mi/,
  },
  {
    id: 'capacity/empty-dir',
    what: 'an ingester on ten mebibytes',
    broken: { tempo: { compactor: { persistence: { emptyDir: { sizeLimit: '10Mi' } } } } },
    mended: { tempo: { compactor: { persistence: { emptyDir: { sizeLimit: '1Gi' } } } } },
    sentence:
      /^volumes\[tempo-compactor-store\]\.emptyDir\.sizeLimit: found "10Mi", and the compactor keeps data there/,
  },
  {
    id: 'capacity/empty-dir',
    what: 'a folder in memory above the limit',
    broken: {
      tempo: {
        compactor: {
          resources: { requests, limits },
          persistence: { emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } },
        },
      },
    },
    mended: {
      tempo: {
        compactor: {
          resources: { requests, limits },
          persistence: { emptyDir: { medium: 'Memory', sizeLimit: '512Mi' } },
        },
      },
    },
    sentence: /found "2Gi" in memory, which counts against the memory limit of container "compactor" \(1024Mi\)/,
  },
];

const positions = (filename: string): Change => promtail({ config: { positions: { filename } } });

export const FOLDER_PAIRS: readonly Pair[] = [
  {
    id: 'folder/temporary',
    what: 'positions of Promtail that are lost with the pod',
    broken: {
      ...positions('/tmp/positions.yaml'),
      patches: {
        'DaemonSet/promtail': [
          JsonPatch.add('/spec/template/spec/volumes/-', { name: 'tmp', emptyDir: {} }),
          JsonPatch.add('/spec/template/spec/containers/0/volumeMounts/-', { name: 'tmp', mountPath: '/tmp' }),
        ],
      },
    },
    mended: positions('/run/promtail/positions.yaml'),
    sentence: /positions\.filename: found "\/tmp\/positions\.yaml", which is gone with the pod/,
  },
  {
    id: 'folder/read-only',
    what: 'positions of Promtail on the image',
    broken: positions('/positions/positions.yaml'),
    sentence: /positions\.filename: found "\/positions\/positions\.yaml", which is on no writable volume/,
  },
  {
    id: 'folder/group',
    what: 'a claim of a user without a group',
    broken: {
      patches: {
        'Deployment/web': [JsonPatch.add('/spec/template/spec/securityContext', { runAsUser: 1000 })],
      },
    },
    mended: {
      patches: {
        'Deployment/web': [JsonPatch.add('/spec/template/spec/securityContext', { runAsUser: 1000, fsGroup: 1000 })],
      },
    },
    sentence: /volumeMounts\[\/data\]: found a claim and user 1000 without fsGroup/,
  },
  {
    id: 'folder/unshared',
    what: 'chunks in the pods themselves',
    broken: { loki: { storage: ObjectStorage.filesystem({ directory: '/var/loki/chunks' }) } },
    sentence: /^config\.storage_config\.filesystem\.directory: found "\/var\/loki\/chunks", which each of \d pods/,
  },
  {
    id: 'folder/unshared',
    what: 'traces in the pods themselves',
    broken: { tempo: { storage: ObjectStorage.filesystem({ directory: '/var/tempo/traces' }) } },
    sentence: /^config\.storage\.trace\.local\.path: found "\/var\/tempo\/traces"/,
  },
];
