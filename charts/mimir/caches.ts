import type { Construct } from 'constructs';
import { createCaches } from '../../lib/memcached/caches';
import type { MemcachedProps } from '../../lib/memcached/memcached';
import { maintained } from '../../versions';
import { MEMCACHED_DEFAULTS } from './defaults';
import type { MimirInstallation } from './installation';
import type { MimirCaches } from './props';

/** What is said of a cache where its user says nothing. */
interface CacheFacts {
  readonly prop: Exclude<keyof MimirCaches, 'caches' | 'memcachedExporter'>;
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

/** A cache as clients know it. */
export interface CacheClient {
  /** What a client resolves to find all pods. */
  readonly address: string;
  /** Bytes of the largest item that it takes. */
  readonly maxItemBytes: number;
}

/** Makes the caches that are switched on, and returns what clients have to know of them. */
export function createMimirCaches(
  scope: Construct,
  installation: MimirInstallation,
  serviceAccountName: string,
): Map<MimirCache, CacheClient> {
  const { props, system } = installation;
  const caches = createCaches(scope, {
    system,
    portName: 'client',
    controllerLabels: { 'app.kubernetes.io/component': 'memcached' },
    common: installation.withPodDefaults(props.caches ?? {}),
    caches: NAMES.map((name) => {
      const { prop, defaults } = CACHES[name];
      return {
        name,
        props: props[prop] ?? false,
        defaults: { ...MEMCACHED_DEFAULTS, image: maintained.mimirMemcached, ...defaults },
      };
    }),
    exporterImage: maintained.mimirMemcachedExporter,
    exporter: props.memcachedExporter ?? {},
    serviceAccountName,
  });
  return new Map(
    [...caches].map(([name, { endpoint, maxItemBytes }]) => [
      name,
      { address: `dns+${endpoint.host}.svc:${endpoint.port}`, maxItemBytes },
    ]),
  );
}
