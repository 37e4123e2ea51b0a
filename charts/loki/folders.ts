import type { LokiConfig } from '../../imports/loki-config';
import { type ConfigFolder, type FoldersProps, folderOf, SHARE_A_CLAIM } from '../../lib/microservice/folders';
import { DATA_FOLDER } from './config';
import type { LokiInstallation } from './installation';
import { LOKI_ROLES, type LokiRole, ROLE_PROPS } from './roles';

/** The folders of an installation of Loki; those of a Secret's configuration are not known. */
export const foldersOf = (installation: LokiInstallation, config: LokiConfig): FoldersProps<LokiRole> => ({
  system: installation.system,
  folders: installation.props.existingSecretForConfig === undefined ? lokiFolders(config) : [],
  props: ROLE_PROPS,
  roles: LOKI_ROLES.filter((role) => installation.runs(role)),
  dataFolder: DATA_FOLDER,
});

/** Roles that read what is stored. */
const READERS: readonly LokiRole[] = ['querier', 'ruler', 'index-gateway'];

/** The folders that a configuration of Loki names, by the roles that use them. */
function lokiFolders({
  common = {},
  compactor = {},
  ingester = {},
  ruler = {},
  schema_config = {},
  storage_config = {},
}: LokiConfig): Array<ConfigFolder<LokiRole>> {
  const prefix = common.path_prefix?.replace(/\/*$/, '');
  const below = (folder: string): string | undefined => prefix && `${prefix}/${folder}`;
  const periods = schema_config.configs ?? [];
  const { filesystem, named_stores = {}, tsdb_shipper = {}, boltdb_shipper = {} } = storage_config;
  const isUsed = (store: string): boolean => periods.some(({ object_store }) => object_store === store);
  const shippers = [
    { block: 'tsdb_shipper', store: 'tsdb', config: tsdb_shipper },
    { block: 'boltdb_shipper', store: 'boltdb-shipper', config: boltdb_shipper },
  ].filter(({ store: name }) => periods.some(({ store }) => store === name));
  const stores = [
    { at: 'storage_config.filesystem.directory', folder: isUsed('filesystem') ? filesystem?.directory : undefined },
    ...Object.entries(named_stores.filesystem ?? {}).map(([name, store]) => ({
      at: `storage_config.named_stores.filesystem.${name}.directory`,
      folder: isUsed(name) ? store?.directory : undefined,
    })),
  ];
  return [
    {
      at: 'ingester.wal.dir',
      folder: ingester.wal?.enabled === false ? undefined : (ingester.wal?.dir ?? below('wal')),
      roles: ['ingester'],
    },
    {
      at: 'ingester.lifecycler.tokens_file_path',
      folder: folderOf(ingester.lifecycler?.tokens_file_path),
      roles: ['ingester'],
    },
    {
      at: 'compactor.working_directory',
      folder: compactor.working_directory ?? below('compactor'),
      roles: ['compactor'],
    },
    ...shippers.flatMap(
      ({ block, config }): Array<ConfigFolder<LokiRole>> => [
        {
          at: `storage_config.${block}.active_index_directory`,
          folder: config.active_index_directory,
          roles: ['ingester'],
        },
        {
          at: `storage_config.${block}.cache_location`,
          folder: config.cache_location,
          // Who asks an index gateway downloads no index.
          roles: config.index_gateway_client?.server_address ? ['index-gateway'] : READERS,
        },
      ],
    ),
    ...stores.map(
      (store): ConfigFolder<LokiRole> => ({
        ...store,
        roles: ['ingester', 'compactor', ...READERS],
        advice: SHARE_A_CLAIM,
      }),
    ),
    { at: 'ruler.rule_path', folder: ruler.rule_path ?? below('rules-temp') ?? '/rules', roles: ['ruler'] },
    {
      at: 'ruler.storage.local.directory',
      folder: ruler.storage?.type === 'local' ? ruler.storage.local?.directory : undefined,
      roles: ['ruler'],
      isOnlyRead: true,
    },
    {
      at: 'ruler.wal.dir',
      folder: ruler.remote_write?.enabled ? (ruler.wal?.dir ?? 'ruler-wal') : undefined,
      roles: ['ruler'],
    },
  ];
}
