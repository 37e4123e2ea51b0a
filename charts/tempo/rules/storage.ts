import {
  wrongAccount,
  wrongBucket,
  wrongEndpoint,
  wrongRegion,
} from '../../../lib/constructs/microservice/rules/storage';
import { show } from '../../../lib/values/text';
import type { TempoRule } from './subject';

const BACKENDS = ['local', 's3', 'gcs', 'azure'];

export const STORAGE: readonly TempoRule[] = [
  function* backendIsKnown({ set: { storage } }) {
    const backend = storage?.trace?.backend;
    if (backend !== undefined && BACKENDS.includes(backend)) return;
    yield {
      id: 'config/object-store',
      path: 'storage.trace.backend',
      mistake: `found ${show(backend)}, allowed are ${BACKENDS.join(', ')}: take one of those`,
    };
  },

  function* storageIsReachable({ set }) {
    const { backend, s3, gcs, azure, local } = set.storage?.trace ?? {};
    const at = 'storage.trace';
    if (backend === 's3') {
      yield* wrongEndpoint(`${at}.s3.endpoint`, s3?.endpoint);
      yield* wrongRegion(`${at}.s3.region`, s3?.region);
      yield* wrongBucket(`${at}.s3.bucket`, s3?.bucket);
      if (!s3?.endpoint) {
        yield {
          id: 'config/storage-endpoint',
          path: `${at}.s3.endpoint`,
          mistake: 'found none, and Tempo does not work it out from the region: set the host of the S3 service',
        };
      }
    }
    if (backend === 'gcs') yield* wrongBucket(`${at}.gcs.bucket_name`, gcs?.bucket_name);
    if (backend === 'azure') {
      yield* wrongAccount(`${at}.azure.storage_account_name`, azure?.storage_account_name);
      yield* wrongBucket(`${at}.azure.container_name`, azure?.container_name);
    }
    if (backend === 'local' && !local?.path) {
      yield {
        id: 'config/bucket',
        path: `${at}.local.path`,
        mistake: 'found none, and the storage needs a folder: set it',
      };
    }
  },
];
