import type { ObjectStorage } from '../../values/object-storage';
import { addressesIn, type HostPort } from './addresses';

/** Purpose of a connection; the name of its policy ends with it. */
export type EgressKind =
  | 'egress-cache'
  | 'egress-discovery'
  | 'egress-alertmanager'
  | 'egress-remote-write'
  | 'egress-external-storage'
  | 'egress-other';

/** Connections of one purpose that components open. */
export interface ConfiguredFlow extends HostPort {
  readonly kind: EgressKind;
  /** Components that open it. @default - all that read the configuration */
  readonly component?: string;
}

/** By the keys that lead to an address, the first that matches. */
const KINDS: ReadonlyArray<readonly [RegExp, EgressKind]> = [
  [/consul|etcd/, 'egress-discovery'],
  [/cache|memcached|redis/, 'egress-cache'],
  [/alertmanager/, 'egress-alertmanager'],
  [/remote_write/, 'egress-remote-write'],
  [/storage|s3/, 'egress-external-storage'],
];

/** Kinds of connections that only one component opens: the one that the configuration block is named after. */
const OF_ONE_COMPONENT: ReadonlySet<EgressKind> = new Set([
  'egress-alertmanager',
  'egress-remote-write',
  'egress-other',
]);

/**
 * The connections that a configuration asks for. A block such as `ruler` or `metrics_generator` is that of the
 * component of this name; all components share rings, caches and storages.
 * @param components that read the configuration
 */
export const flowsOf = (config: unknown, components: readonly string[]): ConfiguredFlow[] =>
  addressesIn(config).map(({ path, host, port }) => {
    const keys = path.join('.');
    const [, kind = 'egress-other'] = KINDS.find(([pattern]) => pattern.test(keys)) ?? [];
    const component = (path[0] ?? '').replaceAll('_', '-');
    const isOfOne = OF_ONE_COMPONENT.has(kind) && components.includes(component);
    return { host, port, kind, ...(isOfOne && { component }) };
  });

/** Blocks of storages that have no address, by the key of the bucket, with the host that answers. */
const HOSTLESS: ReadonlyArray<readonly [block: string, key: string, host: string]> = [
  ['gcs', 'bucket_name', 'storage.googleapis.com'],
  ['azure', 'container_name', 'blob.core.windows.net'],
  ['aws', 'bucketnames', 's3.amazonaws.com'],
];

/** Hosts of storages that a configuration names by their buckets alone. */
export function hostlessStorages(config: unknown): HostPort[] {
  if (typeof config !== 'object' || config === null) return [];
  return Object.entries(config).flatMap(([key, value]): HostPort[] => {
    const known = HOSTLESS.find(([block]) => block === key);
    if (known === undefined) return hostlessStorages(value);
    const [, bucket, host] = known;
    const block: Readonly<Record<string, unknown>> = { ...value };
    const isNamed = Boolean(block[bucket]) && !block['endpoint'] && !block['s3'];
    return isNamed ? [{ host, port: 443 }] : [];
  });
}

const METADATA = '169.254.169.254';

/** Hosts of a storage without an address in the configuration, and of the identity provider of pods. */
export function storageHosts(storage: ObjectStorage): HostPort[] {
  const host = (name: string): HostPort => ({ host: name, port: 443 });
  switch (storage.type) {
    case 's3':
      return [
        ...(storage.endpoint === undefined ? [host('s3.amazonaws.com')] : []),
        // An identity of AWS is exchanged at STS, or at the agent of EKS Pod Identity.
        ...(storage.credentials ? [] : [host('sts.amazonaws.com'), { host: '169.254.170.23', port: 80 }]),
      ];
    case 'gcs':
      return [
        host('storage.googleapis.com'),
        // Workload Identity: the metadata server of GKE, by its address and by that of the pod on the node.
        ...(storage.serviceAccountKey
          ? []
          : [
              { host: METADATA, port: 80 },
              { host: '169.254.169.252', port: 988 },
            ]),
      ];
    case 'azure':
      return [
        host(`${storage.account}.blob.core.windows.net`),
        ...('managedIdentity' in storage.identity ? [{ host: METADATA, port: 80 }] : []),
      ];
    case 'filesystem':
      return [];
  }
}
