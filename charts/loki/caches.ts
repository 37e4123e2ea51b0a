import type { Construct } from 'constructs';
import { createCaches } from '../../lib/memcached/caches';
import type { Memcached, MemcachedProps } from '../../lib/memcached/memcached';
import { maintained } from '../../versions';
import { MEMCACHED_DEFAULTS } from './defaults';
import type { LokiInstallation } from './installation';
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
const DEFAULTS: MemcachedProps = { ...MEMCACHED_DEFAULTS, image: maintained.memcached, maxItemSize: '32m' };

/** Makes the caches that are switched on. */
export function createLokiCaches(
  scope: Construct,
  installation: LokiInstallation,
  serviceAccountName: string,
): Map<LokiCache, Memcached> {
  const { props, system } = installation;
  return createCaches(scope, {
    system,
    common: installation.withPodDefaults(props.caches ?? {}),
    caches: CACHES.map((name) => ({ name, props: props[CACHE_PROPS[name]] ?? false, defaults: DEFAULTS })),
    exporterImage: maintained.memcachedExporter,
    exporter: props.memcachedExporter,
    serviceAccountName,
  });
}
