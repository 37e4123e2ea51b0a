import type { MimirConfig } from '../../imports/mimir-config';
import { UserError } from '../../lib/values/errors';
import {
  AZURE_ACCOUNT_KEY,
  type ObjectStorage,
  placeholder,
  S3_ACCESS_KEY_ID,
  S3_SECRET_ACCESS_KEY,
} from '../../lib/values/object-storage';
import type { MimirStorage, PrefixedStorage } from './props';

/** The keys that `blocks_storage`, `ruler_storage` and `alertmanager_storage` have in common. */
type StorageBlock = Pick<
  NonNullable<MimirConfig['blocks_storage']>,
  'backend' | 's3' | 'gcs' | 'azure' | 'filesystem' | 'storage_prefix'
>;

const withPrefix = (storage: ObjectStorage | PrefixedStorage): Partial<PrefixedStorage> & { storage: ObjectStorage } =>
  'storage' in storage ? storage : { storage };

/** All storages that pods have to reach. */
export const storagesOf = (storage: MimirStorage): ObjectStorage[] =>
  [storage.blocks, storage.ruler, storage.alertmanager].flatMap((each) =>
    each === undefined ? [] : [withPrefix(each).storage],
  );

/** The block of configuration for a storage. */
export function storageBlock(place: ObjectStorage | PrefixedStorage): StorageBlock {
  const { storage, prefix } = withPrefix(place);
  return { ...(prefix !== undefined && { storage_prefix: prefix }), ...backend(storage) };
}

function backend(storage: ObjectStorage): StorageBlock {
  switch (storage.type) {
    case 's3':
      return {
        backend: 's3',
        s3: {
          bucket_name: storage.bucket,
          endpoint: storage.endpoint ?? awsEndpoint(storage.region),
          region: storage.region,
          ...(storage.insecure !== undefined && { insecure: storage.insecure }),
          ...(storage.credentials && {
            access_key_id: placeholder(S3_ACCESS_KEY_ID),
            secret_access_key: placeholder(S3_SECRET_ACCESS_KEY),
          }),
        },
      };
    case 'gcs':
      return { backend: 'gcs', gcs: { bucket_name: storage.bucket } };
    case 'azure':
      return { backend: 'azure', azure: azureBlock(storage) };
    case 'filesystem':
      return { backend: 'filesystem', filesystem: { dir: storage.directory } };
  }
}

/** Mimir does not work out the endpoint from the region. */
function awsEndpoint(region: string | undefined): string {
  if (region !== undefined) return `s3.${region}.amazonaws.com`;
  throw new UserError('storage: found S3 without endpoint and region, Mimir needs the endpoint: name one of them');
}

function azureBlock({
  account,
  container,
  identity,
}: Extract<ObjectStorage, { type: 'azure' }>): StorageBlock['azure'] {
  const block = { account_name: account, container_name: container };
  if ('accountKey' in identity) return { ...block, account_key: placeholder(AZURE_ACCOUNT_KEY) };
  // Without a key Mimir takes the identity of the pod or of the node, whichever Azure gives it.
  return 'clientId' in identity ? { ...block, user_assigned_id: identity.clientId } : block;
}

/** Names of all buckets, each once. */
export const bucketsOf = (storage: MimirStorage): string[] => [
  ...new Set(storagesOf(storage).flatMap((each) => ('bucket' in each ? [each.bucket] : []))),
];
