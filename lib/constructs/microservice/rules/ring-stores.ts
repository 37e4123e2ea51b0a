import { leavesOf } from '../../../model/config/effective';
import { listed, show, suggestion } from '../../../values/text';
import type { RuleMistake, RuleSubject } from './rule';

const STORES = ['consul', 'etcd', 'inmemory', 'memberlist', 'multi'];

/** Roles whose rings other roles read, or whose ring is the default of all rings. */
const READ_BY_OTHERS = ['common', 'ingester', 'store-gateway', 'index-gateway', 'metrics-generator', 'query-scheduler'];

type AnySubject = Pick<RuleSubject<string, object, unknown>, 'set' | 'processes'>;

/** Stores of rings (`kvstore`) that dskit does not have, or that the members cannot share. */
export function* ringStores({ set, processes }: AnySubject): Generator<RuleMistake> {
  const values = new Map([...leavesOf(set)].map(({ path, value }) => [path, value]));
  for (const [path, store] of values) {
    const block = /^(.*kvstore)\.store$/.exec(path)?.[1];
    if (block === undefined || typeof store !== 'string' || store.includes('${')) continue;
    if (store !== '' && !STORES.includes(store)) {
      yield {
        id: 'config/kvstore',
        path,
        mistake: `found ${show(store)}, allowed are ${listed(STORES)}${suggestion(store, STORES)}: take one of those, the same for all rings`,
      };
    }
    if (store === 'consul' && values.get(`${block}.consul.host`) === '') {
      yield {
        id: 'config/kvstore',
        path: `${block}.consul.host`,
        mistake: 'found "", and the ring is in Consul: set the address of Consul, such as "consul:8500"',
      };
    }
    if (store === 'etcd' && ![...values.keys()].some((key) => key.startsWith(`${block}.etcd.endpoints[`))) {
      yield {
        id: 'config/kvstore',
        path: `${block}.etcd.endpoints`,
        mistake: 'found none, and the ring is in etcd: name the addresses of etcd',
      };
    }
    const count = podsThatShare(block, processes);
    if (store === 'inmemory' && count > 1) {
      yield {
        id: 'config/inmemory-ring',
        path,
        mistake: `found "inmemory", so that each of ${count} pods has a ring of its own and finds no other member ("empty ring"): take memberlist, consul or etcd`,
      };
    }
  }
}

/** Number of pods that have to see the same ring. */
function podsThatShare(block: string, processes: AnySubject['processes']): number {
  const [owner = ''] = block.split('.');
  const role = owner.replaceAll('_', '-');
  const readers = processes.filter((process) => READ_BY_OTHERS.includes(role) || process.role === role);
  return readers.reduce((sum, { pods }) => sum + Math.max(1, pods.workload?.replicas ?? 1), 0);
}
