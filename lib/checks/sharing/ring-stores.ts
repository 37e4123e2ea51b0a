import { show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { type Fields, fieldsOf, itemsOf, textOf } from '../fields';
import { installedSystems } from '../programs/installations';

interface Store {
  readonly at: string;
  /** Addresses and prefix. */
  readonly key: string;
  readonly address: string;
  readonly prefix: string;
}

const DEFAULT_PREFIX = 'collectors/';

/** Every key-value store of a configuration that is a server of its own. */
function storesIn(value: unknown, namespace: string, path: readonly string[] = []): Store[] {
  if (Array.isArray(value)) return value.flatMap((item) => storesIn(item, namespace, path));
  if (typeof value !== 'object' || value === null) return [];
  const block: Fields = fieldsOf(value);
  const store = path.at(-1) === 'kvstore' ? textOf(block['store']) : undefined;
  if (store === 'consul' || store === 'etcd') {
    const settings = fieldsOf(block[store]);
    const hosts = [textOf(settings['host']), ...itemsOf(settings['endpoints']).map(textOf)].flatMap(
      (host) => host ?? [],
    );
    const prefix = textOf(block['prefix']) ?? DEFAULT_PREFIX;
    // A host without a dot is looked up in the namespace of the pod.
    const address = hosts.map((host) => withNamespace(host, namespace)).join(',');
    return hosts.length === 0 ? [] : [{ at: path.join('.'), key: `${store} ${address} ${prefix}`, address, prefix }];
  }
  return Object.entries(block).flatMap(([key, item]) => storesIn(item, namespace, [...path, key]));
}

function withNamespace(address: string, namespace: string): string {
  const [host = '', port = ''] = address.split(':');
  const [service, own = namespace] = host.replace(/\.svc(\..*)?$/, '').split('.');
  return `${service}.${own}:${port}`;
}

/** Rings of two installations under one prefix of a store. */
export function* sharedRingStores(cluster: Cluster): Generator<RuleFinding> {
  const known = new Map<string, { readonly object: string; readonly program: string }>();
  for (const { program, namespace, config } of installedSystems(cluster)) {
    const stores = storesIn(config.content, namespace);
    const taken = stores.find(({ key }) => known.has(key) && known.get(key)?.object !== config.object);
    const other = taken && known.get(taken.key);
    if (taken && other) {
      yield {
        id: 'sharing/ring-store',
        object: config.object,
        sentence: `${taken.at}.prefix: found ${show(taken.prefix)} at ${taken.address}, where ${other.program} of ${other.object} keeps its rings too, so that members of both are in one ring: set another prefix for this \`Ring\``,
      };
    }
    for (const { key } of stores) if (!known.has(key)) known.set(key, { object: config.object, program });
  }
}
