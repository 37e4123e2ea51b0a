import type { Memcached, MemcachedProps } from '../../lib/constructs/memcached/memcached';
import type { CacheRecord } from '../../lib/constructs/microservice/definition';
import { maintained } from '../../versions';
import { MEMCACHED_DEFAULTS } from './defaults';
import type { LokiInstallation } from './installation';
import type { LokiCache, LokiSettings } from './props';
import type { LokiAnyConfig } from './releases';

/** Loki's chunks are larger than the megabyte that memcached takes by itself. */
const DEFAULTS: MemcachedProps = { ...MEMCACHED_DEFAULTS, image: maintained.memcached, maxItemSize: '32m' };

/** The keys that all caches of Loki have in common. */
interface CacheConfig {
  readonly memcached_client?: { readonly addresses: string; readonly consistent_hash: boolean };
  readonly redis?: { readonly endpoint: string };
}

/** A memcached, or else the Redis of the installation, or no cache. */
function clientOf(
  memcached: Memcached | undefined,
  { redis }: Pick<LokiSettings, 'redis'> = {},
): CacheConfig | undefined {
  if (memcached) return { memcached_client: { addresses: memcached.srvAddress, consistent_hash: true } };
  return redis && { redis: { endpoint: redis.address } };
}

/** The caches that Loki can have. */
export const CACHES: Readonly<Record<LokiCache, CacheRecord<LokiInstallation, LokiAnyConfig>>> = {
  'memcached-chunks': {
    props: ({ props }) => props.memcachedChunks,
    defaults: DEFAULTS,
    config: (cache, { props }) => ({
      chunk_store_config: { chunk_cache_config: { embedded_cache: { enabled: false }, ...clientOf(cache, props) } },
    }),
  },
  'memcached-frontend': {
    props: ({ props }) => props.memcachedFrontend,
    defaults: DEFAULTS,
    config: (cache, { props }) => ({
      query_range: {
        results_cache: { cache: clientOf(cache, props) ?? { embedded_cache: { enabled: true, ttl: '24h' } } },
      },
    }),
  },
  'memcached-index-queries': {
    props: ({ props }) => props.memcachedIndexQueries,
    defaults: DEFAULTS,
    config: (cache, { props }) => ({ storage_config: { index_queries_cache_config: clientOf(cache, props) } }),
  },
  'memcached-index-writes': {
    props: ({ props }) => props.memcachedIndexWrites,
    defaults: DEFAULTS,
    config: (cache) => ({ chunk_store_config: { write_dedupe_cache_config: clientOf(cache) } }),
  },
};
