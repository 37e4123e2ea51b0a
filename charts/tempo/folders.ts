import type { TempoConfig } from '../../imports/tempo-config';
import { type ConfigFolder, type FoldersProps, folderOf, SHARE_A_CLAIM } from '../../lib/microservice/folders';
import { DATA_FOLDER } from './config';
import type { TempoInstallation } from './installation';
import { ROLE_PROPS, type TempoRole } from './roles';

/** The folders of an installation of Tempo; those of a Secret's configuration are not known. */
export const foldersOf = (installation: TempoInstallation, config: TempoConfig): FoldersProps<TempoRole> => ({
  system: installation.system,
  folders: installation.props.existingSecretForConfig === undefined ? tempoFolders(config) : [],
  props: ROLE_PROPS,
  roles: installation.roles,
  dataFolder: DATA_FOLDER,
});

/** Roles that open the storage of blocks, with a log of what is written even where they only read. */
const STORING: readonly TempoRole[] = ['ingester', 'querier', 'query-frontend', 'compactor'];

/** The folders that a configuration of Tempo names, by the roles that use them. */
function tempoFolders({
  ingester = {},
  metrics_generator = {},
  overrides = {},
  storage = {},
}: TempoConfig): Array<ConfigFolder<TempoRole>> {
  const { backend, local, wal = {} } = storage.trace ?? {};
  const processors = [
    ...(overrides.defaults?.metrics_generator?.processors ?? []),
    ...(overrides.metrics_generator_processors ?? []),
  ];
  return [
    { at: 'storage.trace.wal.path', folder: wal.path ?? `${DATA_FOLDER}/wal`, roles: STORING },
    {
      at: 'storage.trace.local.path',
      folder: backend === 'local' ? local?.path : undefined,
      roles: STORING,
      advice: SHARE_A_CLAIM,
    },
    {
      at: 'ingester.lifecycler.tokens_file_path',
      folder: folderOf(ingester.lifecycler?.tokens_file_path),
      roles: ['ingester'],
    },
    { at: 'metrics_generator.storage.path', folder: metrics_generator.storage?.path, roles: ['metrics-generator'] },
    {
      at: 'metrics_generator.traces_storage.path',
      folder: processors.includes('local-blocks') ? metrics_generator.traces_storage?.path : undefined,
      roles: ['metrics-generator'],
    },
  ];
}
