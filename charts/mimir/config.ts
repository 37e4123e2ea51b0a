import type { MimirConfig } from '../../imports/mimir-config';
import type { ConfigLayout } from '../../lib/constructs/microservice/config-files';
import { gossipSettings } from '../../lib/constructs/microservice/ipv6';
import { logging } from '../../lib/constructs/microservice/props';
import { ObjectStorage } from '../../lib/values/object-storage';
import type { MimirInstallation } from './installation';
import { storageBlock } from './storage';

/** The volume and the folder in which roles keep data. */
export const DATA_VOLUME = 'storage';
export const DATA_FOLDER = '/data';
/** File in which a process logs its active queries, to report them after a crash. */
export const ACTIVITY_FOLDER = '/active-query-tracker';

/** Folder of rules and alertmanager configuration without a storage. Mimir rejects a folder below the data folder. */
const FILES_FOLDER = '/files';
export const FILES = ObjectStorage.filesystem({ directory: FILES_FOLDER });
export const FILES_MOUNT = { volume: { name: 'files', emptyDir: {} }, mountPath: FILES_FOLDER };

const RUNTIME = { folder: '/var/mimir', file: 'runtime.yaml' };

/** Paths of Mimir's files. */
export const layoutOf = ({ system }: MimirInstallation): ConfigLayout => ({
  name: system.objectName('config'),
  folder: '/etc/mimir',
  file: 'mimir.yaml',
  namesFile: true,
  runtime: { name: system.objectName('runtime'), ...RUNTIME },
});

/** The part of Mimir's configuration that belongs to no single role, before the user adds to it. */
export const baseConfig = (installation: MimirInstallation): MimirConfig => ({
  multitenancy_enabled: installation.props.multiTenancy,
  activity_tracker: { filepath: `${ACTIVITY_FOLDER}/activity.log` },
  server: {
    grpc_server_max_connection_age: '2m',
    grpc_server_max_connection_age_grace: '5m',
    grpc_server_max_connection_idle: '1m',
    ...logging(installation.props),
    ...installation.version.traits.server,
    ...installation.tls?.server,
  },
  memberlist: memberlist(installation),
  limits: { max_total_query_length: '12000h', max_query_parallelism: 240, max_cache_freshness: '10m' },
  blocks_storage: storageBlock(installation.storage.blocks),
  runtime_config: { file: `${RUNTIME.folder}/${RUNTIME.file}` },
  usage_stats: { installation_mode: 'helm' },
});

function memberlist(installation: MimirInstallation): MimirConfig['memberlist'] {
  const { ring, system, gossipHost, ports } = installation;
  const config = ring.memberlist(`dns+${gossipHost}.${system.namespace}.svc.${system.clusterDomain}:${ports.gossip}`);
  return (
    config && {
      abort_if_cluster_join_fails: false,
      compression_enabled: false,
      ...config,
      ...(ports.gossip !== 7946 && { bind_port: ports.gossip }),
      ...gossipSettings(installation),
    }
  );
}
