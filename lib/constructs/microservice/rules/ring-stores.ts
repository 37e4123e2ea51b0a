import { leavesOf, valueAt } from '../../../model/config/effective';
import type { System } from '../../../values/system';
import { listed, show, suggestion } from '../../../values/text';
import type { RuleMistake, RuleSubject } from './rule';

const STORES = ['consul', 'etcd', 'inmemory', 'memberlist', 'multi'];

/** Roles whose rings other roles read, or whose ring is the default of all rings. */
const READ_BY_OTHERS = ['common', 'ingester', 'store-gateway', 'index-gateway', 'metrics-generator', 'query-scheduler'];

type AnySubject = Pick<RuleSubject<string, object, unknown>, 'set' | 'processes'>;
type JoinSubject = Pick<
  RuleSubject<string, object, { readonly system: System; readonly gossipHost: string }>,
  'set' | 'processes' | 'cluster' | 'installation'
>;

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
    const host = values.get(`${block}.consul.host`);
    // An agent of Consul may run beside the role.
    if (
      store === 'consul' &&
      !host &&
      (host === '' || processes.every(({ pods }) => pods.spec.containers.length === 1))
    ) {
      yield {
        id: 'config/kvstore',
        path: `${block}.consul.host`,
        mistake: `found ${host === '' ? '""' : 'none, which is "localhost:8500"'}, and the ring is in Consul: set the address of Consul, such as "consul:8500"`,
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

/** Rings over memberlist whose members have nobody to join, or nobody of this name. */
export function* joinedMembers({
  set,
  processes,
  cluster,
  installation: { system, gossipHost },
}: JoinSubject): Generator<RuleMistake> {
  const gossips = [...leavesOf(set)].some(
    ({ path, value }) => path.endsWith('kvstore.store') && value === 'memberlist',
  );
  const members = valueAt(set, 'memberlist.join_members');
  if (!gossips || processes.length === 0 || !Array.isArray(members)) return;
  if (members.length === 0) {
    yield {
      id: 'ring/gossip-service',
      path: 'memberlist.join_members',
      mistake:
        'found none, so that each member has a ring of its own ("empty ring"): remove the key, or name the gossip Service',
    };
  }
  for (const [index, member] of members.entries()) {
    // Other forms are addresses, which are looked up wherever they stand.
    if (typeof member !== 'string' || !/^[a-z][a-z0-9-]*$/.test(member)) continue;
    // The Service of the installation itself is looked up with its rings.
    if (gossipHost.split('.')[0] === member || cluster.has('Service', system.namespace, member)) continue;
    yield {
      id: 'ring/gossip-service',
      path: `memberlist.join_members[${index}]`,
      mistake: `found ${show(member)}, but namespace ${system.namespace} has no such Service${suggestion(member, cluster.namesOf('Service', system.namespace))}, so that members do not find each other: remove the key, or name the gossip Service`,
    };
  }
}

/** Number of pods that have to see the same ring. */
function podsThatShare(block: string, processes: AnySubject['processes']): number {
  const [owner = ''] = block.split('.');
  const role = owner.replaceAll('_', '-');
  const readers = processes.filter((process) => READ_BY_OTHERS.includes(role) || process.role === role);
  return readers.reduce((sum, { pods }) => sum + Math.max(1, pods.workload?.replicas ?? 1), 0);
}
