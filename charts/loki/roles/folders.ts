import type { LokiStorageConfig } from '../../../imports/loki-config';
import { type ConfigFolder, SHARE_A_CLAIM } from '../../../lib/constructs/microservice/folders';
import type { LokiAnyConfig } from '../releases';

/** A folder below `common.path_prefix`, the default of paths that are not configured. */
export function belowPrefix({ common = {} }: LokiAnyConfig, folder: string): string | undefined {
  const prefix = common.path_prefix?.replace(/\/*$/, '');
  return prefix && `${prefix}/${folder}`;
}

/** The blocks of the shippers that a period uses. */
export function shippersIn({ schema_config = {}, storage_config = {} }: LokiAnyConfig): Array<{
  readonly block: string;
  readonly config: NonNullable<LokiStorageConfig['tsdb_shipper' | 'boltdb_shipper']>;
}> {
  const { tsdb_shipper = {}, boltdb_shipper = {} } = storage_config;
  return [
    { block: 'tsdb_shipper', store: 'tsdb', config: tsdb_shipper },
    { block: 'boltdb_shipper', store: 'boltdb-shipper', config: boltdb_shipper },
  ].filter(({ store: name }) => (schema_config.configs ?? []).some(({ store }) => store === name));
}

/** The folders of storages that are file systems. */
export function storageFolders({ schema_config = {}, storage_config = {} }: LokiAnyConfig): ConfigFolder[] {
  const { filesystem, named_stores = {} } = storage_config;
  const isUsed = (store: string): boolean =>
    (schema_config.configs ?? []).some(({ object_store }) => object_store === store);
  return [
    {
      at: 'storage_config.filesystem.directory',
      folder: isUsed('filesystem') ? filesystem?.directory : undefined,
      isShared: true,
      advice: SHARE_A_CLAIM,
    },
    ...Object.entries(named_stores.filesystem ?? {}).map(([name, store]) => ({
      at: `storage_config.named_stores.filesystem.${name}.directory`,
      folder: isUsed(name) ? store?.directory : undefined,
      isShared: true,
      advice: SHARE_A_CLAIM,
    })),
  ];
}

/** The folders of a role that reads from storage; with an index gateway it downloads no index. */
export const readerFolders = (config: LokiAnyConfig): ConfigFolder[] => [
  ...shippersIn(config)
    .filter((shipper) => !shipper.config.index_gateway_client?.server_address)
    .map(cacheLocation),
  ...storageFolders(config),
];

export const cacheLocation = ({ block, config }: ReturnType<typeof shippersIn>[number]): ConfigFolder => ({
  at: `storage_config.${block}.cache_location`,
  folder: config.cache_location,
});
