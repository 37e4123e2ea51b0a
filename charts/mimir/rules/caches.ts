import type { Cluster } from '../../../lib/checks/cluster';
import { milliseconds } from '../../../lib/model/config/duration';
import { leavesOf, valueAt } from '../../../lib/model/config/effective';
import type { MimirRule } from './subject';

const MEBIBYTE = 1024 * 1024;

/** What a cache has to know of its servers. */
const ADDRESSES = {
  memcached: { key: 'memcached.addresses', words: 'no memcached addresses provided' },
  redis: { key: 'redis.endpoint', words: 'no redis endpoint provided' },
} as const;

export const CACHES: readonly MimirRule[] = [
  function* cachesHaveServers({ set, config }) {
    for (const { path, value } of leavesOf(set)) {
      const [, block] = /^(.*cache)\.backend$/.exec(path) ?? [];
      if (block === undefined || (value !== 'memcached' && value !== 'redis')) continue;
      const { key, words } = ADDRESSES[value];
      if (valueAt(config, `${block}.${key}`)) continue;
      yield {
        id: 'config/cache',
        path: `${block}.${key}`,
        mistake: `found none, and the cache is in ${value}, so that Mimir ends with "${words}": set it`,
      };
    }
  },

  function* resultsAreCachedSomewhere({ config: { frontend }, runs }) {
    if (!frontend?.cache_results || !runs('query-frontend')) return;
    if (!frontend.results_cache?.backend) {
      yield {
        id: 'config/cache',
        path: 'frontend.results_cache.backend',
        mistake:
          'found none, and cache_results is true, so that query frontends end with "unsupported cache backend": set "memcached" or "redis" (prop resultsCache), or set cache_results to false',
      };
    }
    if (milliseconds(frontend.split_queries_by_interval) === 0) {
      yield {
        id: 'config/cache',
        path: 'frontend.split_queries_by_interval',
        mistake:
          'found 0, and cache_results is true, which "may only be enabled in conjunction with split_queries_by_interval": set it to "24h"',
      };
    }
  },

  function* itemsFitTheCache({ set, config, cluster, installation: { system } }) {
    for (const { path, value } of leavesOf(set)) {
      const [, block] = /^(.*\.memcached)\.addresses$/.exec(path) ?? [];
      if (block === undefined || typeof value !== 'string') continue;
      const sent = valueAt(config, `${block}.max_item_size`);
      const taken = largestItem(cluster, value, system.namespace);
      if (typeof sent !== 'number' || taken === undefined || (sent > 0 && sent <= taken)) continue;
      yield {
        id: 'capacity/item-size',
        path: `${block}.max_item_size`,
        mistake: `found ${sent}${sent === 0 ? ' (no limit)' : ''}, and the memcached takes items of ${taken} bytes, so that larger ones are never cached: lower it, or raise maxItemSize of the cache`,
      };
    }
  },
];

/** Bytes of the largest item that the memcached at an address takes; undefined if it is not of this environment. */
function largestItem(cluster: Cluster, address: string, own: string): number | undefined {
  const [, name, namespace = own] =
    /^dns(?:srv)?(?:noa)?\+(?:_[\w-]+\._\w+\.)?([a-z0-9-]+)(?:\.([a-z0-9-]+))?/.exec(address) ?? [];
  const service = name === undefined ? undefined : cluster.find('Service', namespace, name);
  const container =
    service && cluster.podsBehind(service)[0]?.spec.containers.find(({ image = '' }) => /memcached[:@]/.test(image));
  if (container === undefined) return undefined;
  const [, amount, unit] = /(?:^|\s)-I ?(\d+)([kmKM]?)/.exec((container.args ?? []).join(' ')) ?? [];
  if (amount === undefined) return MEBIBYTE;
  return Number(amount) * (unit === '' ? 1 : unit?.toLowerCase() === 'k' ? 1024 : MEBIBYTE);
}
