import type { Cluster } from '../../../lib/checks/cluster';
import { leavesOf, valueAt } from '../../../lib/model/config/effective';
import type { MimirRule } from './subject';

const MEBIBYTE = 1024 * 1024;

export const CACHES: readonly MimirRule[] = [
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
