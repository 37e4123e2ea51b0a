import type { TempoStorage } from '../../imports/tempo-config';
import { UserError } from '../../lib/values/errors';
import {
  AZURE_ACCOUNT_KEY,
  type ObjectStorage,
  placeholder,
  S3_ACCESS_KEY_ID,
  S3_SECRET_ACCESS_KEY,
} from '../../lib/values/object-storage';

/** `storage.trace` */
export type TraceStorage = NonNullable<TempoStorage['trace']>;

/** The part of `storage.trace` with the location of blocks. */
export function traceStorage(storage: ObjectStorage): TraceStorage {
  switch (storage.type) {
    case 's3':
      return {
        backend: 's3',
        s3: {
          bucket: storage.bucket,
          endpoint: storage.endpoint ?? awsEndpoint(storage.region),
          region: storage.endpoint === undefined ? undefined : storage.region,
          insecure: storage.insecure ?? false,
          ...(storage.forcePathStyle && { forcepathstyle: true }),
          ...(storage.credentials && {
            access_key: placeholder(S3_ACCESS_KEY_ID),
            secret_key: placeholder(S3_SECRET_ACCESS_KEY),
          }),
        },
      };
    case 'gcs':
      return { backend: 'gcs', gcs: { bucket_name: storage.bucket } };
    case 'azure':
      return {
        backend: 'azure',
        azure: {
          storage_account_name: storage.account,
          container_name: storage.container,
          ...azureIdentity(storage.identity),
        },
      };
    case 'filesystem':
      return { backend: 'local', local: { path: storage.directory } };
  }
}

/** Tempo does not work out the endpoint from the region; this one answers by IPv4 and IPv6. */
function awsEndpoint(region: string | undefined): string {
  if (region !== undefined) return `s3.dualstack.${region}.amazonaws.com`;
  throw new UserError('storage: found S3 without endpoint and region, Tempo needs the endpoint: name one of them');
}

function azureIdentity(identity: Extract<ObjectStorage, { type: 'azure' }>['identity']): TraceStorage['azure'] {
  if ('accountKey' in identity) return { storage_account_key: placeholder(AZURE_ACCOUNT_KEY) };
  if ('workloadIdentity' in identity) return { use_federated_token: true };
  return { use_managed_identity: true, user_assigned_id: identity.clientId };
}
