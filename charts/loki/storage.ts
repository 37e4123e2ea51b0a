import type { LokiStorageConfig } from '../../imports/loki-config';
import {
  AZURE_ACCOUNT_KEY,
  type ObjectStorage,
  placeholder,
  S3_ACCESS_KEY_ID,
  S3_SECRET_ACCESS_KEY,
} from '../../lib/values/object-storage';

/** Name of a storage in `object_store` and `shared_store`. */
export const objectStore = ({ type }: ObjectStorage): string => type;

/** The block of `storage_config` for a storage. */
export function storageBlock(storage: ObjectStorage): LokiStorageConfig {
  switch (storage.type) {
    case 's3':
      return {
        aws: {
          bucketnames: storage.bucket,
          region: storage.region,
          endpoint: storage.endpoint,
          s3forcepathstyle: storage.forcePathStyle ?? false,
          insecure: storage.insecure ?? false,
          ...(storage.credentials && {
            access_key_id: placeholder(S3_ACCESS_KEY_ID),
            secret_access_key: placeholder(S3_SECRET_ACCESS_KEY),
          }),
        },
      };
    case 'gcs':
      return { gcs: { bucket_name: storage.bucket } };
    case 'azure':
      return {
        azure: { account_name: storage.account, container_name: storage.container, ...azureIdentity(storage.identity) },
      };
    case 'filesystem':
      return { filesystem: { directory: storage.directory } };
  }
}

function azureIdentity(
  identity: Extract<ObjectStorage, { type: 'azure' }>['identity'],
): NonNullable<LokiStorageConfig['azure']> {
  if ('accountKey' in identity) return { account_key: placeholder(AZURE_ACCOUNT_KEY) };
  if ('workloadIdentity' in identity) return { use_federated_token: true };
  return { use_managed_identity: true, user_assigned_id: identity.clientId };
}
