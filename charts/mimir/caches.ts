import type { Construct } from 'constructs';
import { Memcached, type MemcachedProps } from '../../lib/memcached/memcached';
import { maintained } from '../../versions';
import { MEMCACHED_DEFAULTS } from './defaults';
import type { Installation } from './installation';
import type { MimirCaches, MimirProps } from './props';

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
export function createCaches(
  scope: Construct,
  installation: Installation,
  serviceAccountName: string,
): Map<MimirCache, string> {
  const { props, system } = installation;
  const addresses = new Map<MimirCache, string>();
  for (const name of NAMES) {
    const { prop, defaults } = CACHES[name];
    const own = cacheProps(props, prop);
    if (own === false) continue;
    const cache = new Memcached(scope, name, {
      system,
      name,
      exporterImage: maintained.memcachedExporter,
      serviceAccountName,
      defaults: {
        ...MEMCACHED_DEFAULTS,
        ...defaults,
        image: maintained.memcached,
        exporter: props.memcachedExporter ?? {},
      },
      props: installation.withDefaults(own),
    });
    addresses.set(name, `dns+${cache.endpoint.host}.svc:${cache.endpoint.port}`);
  }
  return addresses;
}

const cacheProps = (props: MimirProps, prop: CacheFacts['prop']): MemcachedProps | false => props[prop] ?? false;
