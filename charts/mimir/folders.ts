import { posix } from 'node:path';
import type { MimirConfig } from '../../imports/mimir-config';
import { type ConfigFolder, type FoldersProps, folderOf, SHARE_A_CLAIM } from '../../lib/microservice/folders';
import { DATA_FOLDER } from './config';
import type { MimirInstallation } from './installation';
import { MIMIR_ROLES, type MimirRole, ROLE_PROPS } from './roles';

/** The folders of an installation of Mimir; those of a Secret's configuration are not known. */
export const foldersOf = (installation: MimirInstallation, config: MimirConfig): FoldersProps<MimirRole> => ({
  system: installation.system,
  folders: installation.props.existingSecretForConfig === undefined ? mimirFolders(config) : [],
  props: ROLE_PROPS,
  roles: installation.roles,
  dataFolder: DATA_FOLDER,
});

/** The keys that say where a part of Mimir keeps what is to last. */
interface FileStorage {
  readonly backend?: string | undefined;
  readonly storage_prefix?: string | undefined;
  readonly filesystem?: { readonly dir?: string | undefined } | undefined;
}

/** The folder of a storage, if it is one; Mimir's own default is one too. */
function storageFolder(
  at: string,
  { backend = 'filesystem', storage_prefix = '', filesystem = {} }: FileStorage,
  fallback: string,
  roles: readonly MimirRole[],
): ConfigFolder<MimirRole> {
  const folder = posix.join(filesystem.dir ?? fallback, storage_prefix);
  return {
    at: `${at}.filesystem.dir`,
    folder: backend === 'filesystem' ? folder : undefined,
    roles,
    apart: true,
    advice: SHARE_A_CLAIM,
  };
}

/** The folders that a configuration of Mimir names, by the roles that use them. Most have to be apart from each other. */
function mimirFolders({
  activity_tracker = {},
  alertmanager = {},
  alertmanager_storage = {},
  blocks_storage = {},
  compactor = {},
  ingester = {},
  ruler = {},
  ruler_storage = {},
  store_gateway = {},
}: MimirConfig): Array<ConfigFolder<MimirRole>> {
  const { tsdb = {}, bucket_store = {} } = blocks_storage;
  return [
    {
      at: 'activity_tracker.filepath',
      folder: folderOf(activity_tracker.filepath ?? './activity.log'),
      roles: MIMIR_ROLES,
    },
    { at: 'blocks_storage.tsdb.dir', folder: tsdb.dir ?? './tsdb/', roles: ['ingester'], apart: true },
    {
      at: 'blocks_storage.bucket_store.sync_dir',
      folder: bucket_store.sync_dir ?? './tsdb-sync/',
      roles: ['store-gateway'],
      apart: true,
    },
    { at: 'compactor.data_dir', folder: compactor.data_dir ?? './data-compactor/', roles: ['compactor'], apart: true },
    { at: 'ruler.rule_path', folder: ruler.rule_path ?? './data-ruler/', roles: ['ruler'], apart: true },
    {
      at: 'alertmanager.data_dir',
      folder: alertmanager.data_dir ?? './data-alertmanager/',
      roles: ['alertmanager'],
      apart: true,
    },
    {
      at: 'ingester.ring.tokens_file_path',
      folder: folderOf(ingester.ring?.tokens_file_path),
      roles: ['ingester'],
    },
    {
      at: 'store_gateway.sharding_ring.tokens_file_path',
      folder: folderOf(store_gateway.sharding_ring?.tokens_file_path),
      roles: ['store-gateway'],
    },
    storageFolder('blocks_storage', blocks_storage, 'blocks', [
      'ingester',
      'querier',
      'store-gateway',
      'compactor',
      'ruler',
    ]),
    storageFolder('ruler_storage', ruler_storage, 'ruler', ['ruler']),
    storageFolder('alertmanager_storage', alertmanager_storage, 'alertmanager', ['alertmanager']),
    {
      at: 'ruler_storage.local.directory',
      folder: ruler_storage.backend === 'local' ? ruler_storage.local?.directory : undefined,
      roles: ['ruler'],
      isOnlyRead: true,
      apart: true,
    },
    {
      at: 'alertmanager_storage.local.path',
      folder: alertmanager_storage.backend === 'local' ? alertmanager_storage.local?.path : undefined,
      roles: ['alertmanager'],
      isOnlyRead: true,
      apart: true,
    },
  ];
}
