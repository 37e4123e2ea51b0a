import type { TempoConfig } from '../../imports/tempo-config';
import type { MemcachedProps } from '../../lib/constructs/memcached/memcached';
import type { CacheRecord } from '../../lib/constructs/microservice/definition';
import { maintained } from '../../versions';
import { budgetFor, TEMPO_DEFAULTS } from './defaults';
import type { TempoInstallation } from './installation';
import type { TempoCache } from './props';

const defaults = (props: MemcachedProps): MemcachedProps => ({
  ...TEMPO_DEFAULTS,
  ...budgetFor(props),
  updateStrategy: { type: 'RollingUpdate' },
  image: maintained.tempoMemcached,
});

/** The caches that Tempo can have. */
export const CACHES: Readonly<Record<TempoCache, CacheRecord<TempoInstallation, TempoConfig>>> = {
  memcached: {
    props: ({ props: { redis, memcached = redis ? false : {} } }) => memcached,
    defaults,
    config: (cache, { props: { redis } }) => {
      if (cache) {
        const host = cache.endpoint.service;
        const memcached = { host, service: 'memcached-client', consistent_hash: true, timeout: '500ms' } as const;
        return { storage: { trace: { cache: 'memcached', memcached } } };
      }
      return redis ? { storage: { trace: { cache: 'redis', redis: { endpoint: redis.address } } } } : {};
    },
  },
};
