import {
  wrongAccount,
  wrongBucket,
  wrongEndpoint,
  wrongRegion,
} from '../../../lib/constructs/microservice/rules/storage';
import { listed, show } from '../../../lib/values/text';
import type { LokiAnyConfig } from '../releases';
import { type LokiRule, periodsIn } from './subject';

/** The block of `storage_config` that holds an object store, by its name in `object_store`. */
const STORE_BLOCKS = {
  s3: 'aws',
  aws: 'aws',
  gcs: 'gcs',
  azure: 'azure',
  filesystem: 'filesystem',
  swift: 'swift',
  bos: 'bos',
  cos: 'cos',
  alibabacloud: 'alibabacloud',
} as const satisfies Readonly<Record<string, keyof NonNullable<LokiAnyConfig['storage_config']>>>;

const isStore = (name: string): name is keyof typeof STORE_BLOCKS => Object.hasOwn(STORE_BLOCKS, name);

/** Names that `object_store` may have: blocks of `storage_config`, those of `common.storage`, and named stores. */
export function configuredStores({ storage_config = {}, common = {} }: LokiAnyConfig): Set<string> {
  const named = Object.values(storage_config.named_stores ?? {}).flatMap((stores) => Object.keys(stores ?? {}));
  const shared = common.storage ?? {};
  const blocks = Object.entries(STORE_BLOCKS).filter(
    ([name, block]) => storage_config[block] !== undefined || Object.hasOwn(shared, name),
  );
  return new Set([...blocks.map(([name]) => name), ...named]);
}

export const STORAGE: readonly LokiRule[] = [
  function* periodsHaveStorage({ set }) {
    // Stores are then those of `storage_config.object_store`.
    if (set.storage_config?.use_thanos_objstore) return;
    const stores = configuredStores(set);
    for (const [index, { object_store: store }] of periodsIn(set).entries()) {
      if (store === undefined || stores.has(store)) continue;
      const advice = isStore(store)
        ? `configure storage_config.${STORE_BLOCKS[store]}`
        : 'take one of those, or name it';
      yield {
        id: 'config/object-store',
        path: `schema_config.configs[${index}].object_store`,
        mistake: `found ${show(store)}, configured are ${listed(stores) || 'none'}: ${advice}`,
      };
    }
  },

  function* oneCommonStore({ set }) {
    const names = Object.keys(set.common?.storage ?? {}).filter((name) => name !== 'hedging');
    if (names.length <= 1) return;
    yield {
      id: 'config/common-storage',
      path: 'common.storage',
      mistake: `found ${listed(names)}, allowed is one of them: keep one, or name them in storage_config`,
    };
  },

  function* storesAreReachable({ set }) {
    const { aws, gcs, azure } = set.storage_config ?? {};
    const at = 'storage_config';
    if (aws !== undefined && !aws.s3) {
      yield* wrongEndpoint(`${at}.aws.endpoint`, aws.endpoint, { takesScheme: true });
      yield* wrongRegion(`${at}.aws.region`, aws.region);
      yield* wrongBucket(`${at}.aws.bucketnames`, aws.bucketnames);
      if (!aws.endpoint && !aws.region) {
        yield {
          id: 'config/storage-endpoint',
          path: `${at}.aws.region`,
          mistake: 'found neither region nor endpoint, so that Loki asks for the region "dummy": set the region',
        };
      }
    }
    if (gcs !== undefined) yield* wrongBucket(`${at}.gcs.bucket_name`, gcs.bucket_name);
    if (azure !== undefined) {
      yield* wrongAccount(`${at}.azure.account_name`, azure.account_name);
      yield* wrongBucket(`${at}.azure.container_name`, azure.container_name);
    }
    if (set.storage_config?.filesystem?.directory === '') {
      yield {
        id: 'config/bucket',
        path: `${at}.filesystem.directory`,
        mistake: 'found "", and the storage needs a folder: set it',
      };
    }
  },

  function* tokensHaveAFolder({ set }) {
    if (!set.common?.persist_tokens || set.common.path_prefix) return;
    yield {
      id: 'config/tokens-file',
      path: 'common.persist_tokens',
      mistake: 'found true without common.path_prefix, where the tokens would be: set both',
    };
  },
];
