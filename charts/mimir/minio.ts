import { bucketOf } from '../../lib/constructs/system-minio';
import type { System } from '../../lib/values/system';
import type { MimirMinioProps, MimirStorage } from './props';

/** Storage in the bundled MinIO: blocks in one bucket, rules and alerts in different folders of another. */
export const minioStorage = (system: System, props: MimirMinioProps): MimirStorage => ({
  blocks: bucketOf(system, props, 'mimir-tsdb'),
  ruler: bucketOf(system, props, 'mimir-ruler'),
  alertmanager: bucketOf(system, props, 'mimir-ruler'),
});
