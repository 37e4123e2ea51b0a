import type { MimirConfig } from '../../../imports/mimir-config';
import {
  wrongAccount,
  wrongBucket,
  wrongEndpoint,
  wrongRegion,
} from '../../../lib/constructs/microservice/rules/storage';
import { listed, show } from '../../../lib/values/text';
import type { MimirRule } from './subject';

const BACKENDS = ['s3', 'gcs', 'azure', 'swift', 'filesystem'];
/** Stores of rules and of the Alertmanager that are files beside the configuration. */
const LOCAL = ['local'];

type Storage = Pick<
  NonNullable<MimirConfig['blocks_storage']>,
  'backend' | 's3' | 'gcs' | 'azure' | 'filesystem' | 'storage_prefix'
>;

/** The storages, each with what `common.storage` gives it. */
function storagesIn({ blocks_storage, ruler_storage, alertmanager_storage, common }: MimirConfig) {
  const shared: Storage = common?.storage ?? {};
  const whole = (own: Storage | undefined): Storage | undefined =>
    own && {
      ...shared,
      ...own,
      s3: { ...shared.s3, ...own.s3 },
      gcs: { ...shared.gcs, ...own.gcs },
      azure: { ...shared.azure, ...own.azure },
    };
  return [
    { path: 'blocks_storage', storage: whole(blocks_storage), backends: BACKENDS },
    { path: 'ruler_storage', storage: whole(ruler_storage), backends: [...BACKENDS, ...LOCAL] },
    { path: 'alertmanager_storage', storage: whole(alertmanager_storage), backends: [...BACKENDS, ...LOCAL] },
  ];
}

export const STORAGE: readonly MimirRule[] = [
  function* storagesAreReachable({ set }) {
    for (const { path, storage, backends } of storagesIn(set)) {
      const { backend, s3, gcs, azure } = storage ?? {};
      if (backend !== undefined && backend !== '' && !backends.includes(backend)) {
        yield {
          id: 'config/object-store',
          path: `${path}.backend`,
          mistake: `found ${show(backend)}, and Mimir ends with "unsupported storage backend": take one of ${listed(backends)}`,
        };
      }
      if (backend === 's3') {
        yield* wrongEndpoint(`${path}.s3.endpoint`, s3?.endpoint);
        yield* wrongRegion(`${path}.s3.region`, s3?.region);
        yield* wrongBucket(`${path}.s3.bucket_name`, s3?.bucket_name);
        if (!s3?.endpoint) {
          yield {
            id: 'config/storage-endpoint',
            path: `${path}.s3.endpoint`,
            mistake: 'found none, and Mimir does not work it out from the region: set the host of the S3 service',
          };
        }
      }
      if (backend === 'gcs') yield* wrongBucket(`${path}.gcs.bucket_name`, gcs?.bucket_name);
      if (backend === 'azure') {
        yield* wrongAccount(`${path}.azure.account_name`, azure?.account_name);
        yield* wrongBucket(`${path}.azure.container_name`, azure?.container_name);
      }
    }
  },

  function* localFilesHaveAFolder({ set: { ruler_storage, alertmanager_storage } }) {
    const folders = [
      { at: 'ruler_storage.local.directory', storage: ruler_storage, folder: ruler_storage?.local?.directory },
      {
        at: 'alertmanager_storage.local.path',
        storage: alertmanager_storage,
        folder: alertmanager_storage?.local?.path,
      },
    ];
    for (const { at, storage, folder } of folders) {
      if (storage?.backend !== 'local' || folder) continue;
      yield {
        id: 'config/bucket',
        path: at,
        mistake: 'found none, and the backend is "local": set the folder, or another backend',
      };
    }
  },

  function* storagesAreApart({ set }) {
    const [blocks, ...others] = storagesIn(set);
    const taken = placeOf(blocks?.storage);
    for (const { path, storage } of others) {
      if (taken === undefined || placeOf(storage) !== taken) continue;
      yield {
        id: 'config/storage-overlap',
        path,
        mistake:
          'found the place of blocks_storage, whose tenants would be mixed up with it: take another bucket, or a prefix each',
      };
    }
  },
];

/** Identity of the place of a storage: buckets of one name at two services are two places. */
function placeOf(storage: Storage | undefined): string | undefined {
  const { backend, s3, gcs, azure, storage_prefix = '' } = storage ?? {};
  const [service, bucket] =
    {
      s3: [s3?.endpoint, s3?.bucket_name],
      gcs: ['', gcs?.bucket_name],
      azure: [azure?.account_name, azure?.container_name],
    }[backend ?? ''] ?? [];
  return bucket && [backend, service, bucket, storage_prefix].join('/');
}
