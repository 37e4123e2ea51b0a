import { bucketOf } from '../../lib/constructs/system-minio';
import type { System } from '../../lib/values/system';
import type { MimirMinioProps, MimirStorage } from './props';

/** The storage that a MinIO of Mimir's own is: blocks in one bucket, rules and alerts in another, whose folders differ. */
export const minioStorage = (system: System, props: MimirMinioProps): MimirStorage => ({
  blocks: bucketOf(system, props, 'mimir-tsdb'),
  ruler: bucketOf(system, props, 'mimir-ruler'),
  alertmanager: bucketOf(system, props, 'mimir-ruler'),
});
