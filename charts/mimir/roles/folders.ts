import { posix } from 'node:path';
import type { MimirConfig } from '../../../imports/mimir-config';
import { type ConfigFolder, folderOf, SHARE_A_CLAIM } from '../../../lib/constructs/microservice/folders';

/** Configuration keys of a storage's location. */
interface FileStorage {
  readonly backend?: string | undefined;
  readonly storage_prefix?: string | undefined;
  readonly filesystem?: { readonly dir?: string | undefined } | undefined;
}

/** The folder of a storage, if it is one; Mimir's own default is one too. */
export function storageFolder(
  at: string,
  { backend = 'filesystem', storage_prefix = '', filesystem = {} }: FileStorage = {},
  fallback: string,
): ConfigFolder {
  const folder = posix.join(filesystem.dir ?? fallback, storage_prefix);
  return {
    at: `${at}.filesystem.dir`,
    folder: backend === 'filesystem' ? folder : undefined,
    apart: true,
    advice: SHARE_A_CLAIM,
  };
}

/** The folder of blocks, for the roles that open it. */
export const blocksFolder = ({ blocks_storage }: MimirConfig): ConfigFolder => ({
  ...storageFolder('blocks_storage', blocks_storage, 'blocks'),
  isShared: true,
});

/** The folder that every role uses. */
export const activityFolder = ({ activity_tracker = {} }: MimirConfig): ConfigFolder => ({
  at: 'activity_tracker.filepath',
  folder: folderOf(activity_tracker.filepath ?? './activity.log'),
});
