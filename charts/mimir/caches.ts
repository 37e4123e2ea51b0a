import type { MimirConfig } from '../../imports/mimir-config';
import type { Memcached, MemcachedProps } from '../../lib/constructs/memcached/memcached';
import type { CacheRecord } from '../../lib/constructs/microservice/definition';
import { maintained } from '../../versions';
import { MEMCACHED_DEFAULTS } from './defaults';
import type { MimirInstallation } from './installation';
import type { MimirCache } from './props';

const defaults = (memoryMegabytes: number, maxItemSize: MemcachedProps['maxItemSize']): MemcachedProps => ({
  ...MEMCACHED_DEFAULTS,
  image: maintained.mimirMemcached,
  memoryMegabytes,
  maxItemSize,
  maxConnections: 16384,
});

/** DNS address by which a client finds all pods of a cache. */
export const addressOf = ({ endpoint }: Memcached): string => `dns+${endpoint.host}.svc:${endpoint.port}`;

/** Settings of clients of a cache besides its address. */
type ClientSettings = { readonly timeout?: '450ms' | '500ms'; readonly max_idle_connections?: number };

/** A client of a cache, if the cache is on. It does not send items that the cache rejects. */
const clientOf = (cache: Memcached | undefined, settings: ClientSettings = {}) =>
  cache &&
  ({
    backend: 'memcached',
    memcached: { addresses: addressOf(cache), max_item_size: cache.maxItemBytes, ...settings },
  } as const);

/** Store-gateways ask for many items at once. */
const MANY: ClientSettings = { max_idle_connections: 150 };

/** The caches that Mimir can have. */
export const CACHES: Readonly<Record<MimirCache, CacheRecord<MimirInstallation, MimirConfig>>> = {
  'chunks-cache': {
    props: ({ props }) => props.chunksCache,
    defaults: defaults(8192, '1m'),
    config: (cache) => ({
      blocks_storage: { bucket_store: { chunks_cache: clientOf(cache, { ...MANY, timeout: '450ms' }) } },
    }),
  },
  'index-cache': {
    props: ({ props }) => props.indexCache,
    defaults: defaults(2048, '5m'),
    config: (cache) => ({
      blocks_storage: { bucket_store: { index_cache: clientOf(cache, { ...MANY, timeout: '450ms' }) } },
    }),
  },
  'metadata-cache': {
    props: ({ props }) => props.metadataCache,
    defaults: defaults(512, '1m'),
    config: (cache, installation) => ({
      blocks_storage: { bucket_store: { metadata_cache: clientOf(cache, MANY) } },
      ...(installation.runs('ruler') && { ruler_storage: { cache: clientOf(cache) } }),
    }),
  },
  'results-cache': {
    props: ({ props }) => props.resultsCache,
    defaults: defaults(512, '5m'),
    config: (cache) => {
      const results_cache = clientOf(cache, { timeout: '500ms' });
      return results_cache
        ? { frontend: { cache_results: true, query_sharding_target_series_per_shard: 2500, results_cache } }
        : {};
    },
  },
};
