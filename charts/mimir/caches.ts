import type { Construct } from 'constructs';
import { createCaches } from '../../lib/memcached/caches';
import type { MemcachedProps } from '../../lib/memcached/memcached';
import { maintained } from '../../versions';
import { MEMCACHED_DEFAULTS } from './defaults';
import type { MimirInstallation } from './installation';
import type { MimirCaches } from './props';

/** What is said of a cache where its user says nothing. */
interface CacheFacts {
  readonly prop: Exclude<keyof MimirCaches, 'memcachedExporter'>;
  readonly defaults: MemcachedProps;
}

const facts = (
  prop: CacheFacts['prop'],
  memoryMegabytes: number,
  maxItemSize: MemcachedProps['maxItemSize'],
): CacheFacts => ({ prop, defaults: { memoryMegabytes, maxItemSize, maxConnections: 16384 } });

const CACHES = {
  'chunks-cache': facts('chunksCache', 8192, '1m'),
  'index-cache': facts('indexCache', 2048, '5m'),
  'metadata-cache': facts('metadataCache', 512, '1m'),
  'results-cache': facts('resultsCache', 512, '5m'),
} as const satisfies Readonly<Record<string, CacheFacts>>;

/** The caches that Mimir can have. */
export type MimirCache = keyof typeof CACHES;

const NAMES: readonly MimirCache[] = ['chunks-cache', 'index-cache', 'metadata-cache', 'results-cache'];

/** Makes the caches that are switched on, and returns where clients find them. */
export function createMimirCaches(
  scope: Construct,
  installation: MimirInstallation,
  serviceAccountName: string,
): Map<MimirCache, string> {
  const { props, system } = installation;
  const caches = createCaches(scope, {
    system,
    caches: NAMES.map((name) => {
      const { prop, defaults } = CACHES[name];
      const own = props[prop] ?? false;
      return {
        name,
        props: own && installation.withPodDefaults(own),
        defaults: { ...MEMCACHED_DEFAULTS, image: maintained.memcached, ...defaults },
      };
    }),
    exporterImage: maintained.memcachedExporter,
    exporter: props.memcachedExporter ?? {},
    serviceAccountName,
  });
  return new Map([...caches].map(([name, { endpoint }]) => [name, `dns+${endpoint.host}.svc:${endpoint.port}`]));
}
