import type { Construct } from 'constructs';
import { Memcached, type MemcachedProps } from '../../lib/memcached/memcached';
import { maintained } from '../../versions';
import { MEMCACHED_DEFAULTS } from './defaults';
import type { Installation } from './installation';
import type { LokiProps } from './props';

/** The prop that configures a cache, by the name of its component. */
const CACHE_PROPS = {
  'memcached-chunks': 'memcachedChunks',
  'memcached-frontend': 'memcachedFrontend',
  'memcached-index-queries': 'memcachedIndexQueries',
  'memcached-index-writes': 'memcachedIndexWrites',
} as const satisfies Readonly<Record<string, keyof LokiProps>>;

/** The caches that Loki can have. */
export type LokiCache = keyof typeof CACHE_PROPS;

const CACHES: readonly LokiCache[] = [
  'memcached-chunks',
  'memcached-frontend',
  'memcached-index-queries',
  'memcached-index-writes',
];

/** Loki's chunks are larger than the megabyte that memcached takes by itself. */
const DEFAULTS: MemcachedProps = { ...MEMCACHED_DEFAULTS, maxItemSize: '32m' };

/** Makes the caches that are switched on, and returns where clients find them. */
export function createCaches(
  scope: Construct,
  installation: Installation,
  serviceAccountName: string,
): Map<LokiCache, string> {
  const { props, system } = installation;
  const addresses = new Map<LokiCache, string>();
  for (const name of CACHES) {
    const own = props[CACHE_PROPS[name]] ?? false;
    if (own === false) continue;
    const cache = new Memcached(scope, name, {
      system,
      name,
      exporterImage: maintained.memcachedExporter,
      serviceAccountName,
      defaults: { ...DEFAULTS, image: maintained.memcached, exporter: props.memcachedExporter },
      props: installation.withDefaults(own),
    });
    addresses.set(name, cache.srvAddress);
  }
  return addresses;
}
