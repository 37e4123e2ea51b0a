import type { LokiStorageConfig } from '../../imports/loki-config';
import type { ConfigLayout } from '../../lib/constructs/microservice/config-files';
import { gossipSettings } from '../../lib/constructs/microservice/ipv6';
import { logging } from '../../lib/constructs/microservice/props';
import { mergeConfig } from '../../lib/model/config/merge';
import type { LokiInstallation } from './installation';
import type { LokiAnyConfig } from './releases';
import { type IndexStore, schemaConfig } from './schema-periods';
import { objectStore, storageBlock } from './storage';

/** The folder in which roles keep data. */
export const DATA_FOLDER = '/var/loki';
export const RULES_FOLDER = '/etc/loki/rules';

/** Paths of Loki's files. */
export const layoutOf = ({ system }: LokiInstallation): ConfigLayout => ({
  name: system.fullName,
  folder: '/etc/loki/config',
  file: 'config.yaml',
  runtime: { name: system.objectName('runtime'), ...RUNTIME },
});

const RUNTIME = { folder: '/var/loki-distributed-runtime', file: 'runtime.yaml' };

/** The part of Loki's configuration that belongs to no single role, before the user adds to it. */
export const baseConfig = (installation: LokiInstallation): LokiAnyConfig => ({
  auth_enabled: installation.props.multiTenancy ?? false,
  server: {
    http_listen_port: installation.ports.http,
    ...(installation.ports.grpc !== 9095 && { grpc_listen_port: installation.ports.grpc }),
    ...logging(installation.props),
    ...installation.tls?.server,
  },
  memberlist: memberlist(installation),
  limits_config: {
    ...installation.version.traits.limits,
    max_cache_freshness_per_query: '10m',
    reject_old_samples: true,
    reject_old_samples_max_age: '168h',
    split_queries_by_interval: '15m',
  },
  query_range: { align_queries_with_step: true, cache_results: true, max_retries: 5 },
  runtime_config: { file: `${RUNTIME.folder}/${RUNTIME.file}` },
  schema_config: schemaConfig(installation.periods),
  storage_config: storageConfig(installation),
});

function memberlist(installation: LokiInstallation): LokiAnyConfig['memberlist'] {
  const { ring, gossipHost, ports } = installation;
  const config = ring.memberlist(gossipHost);
  return (
    config && { ...config, ...(ports.gossip !== 7946 && { bind_port: ports.gossip }), ...gossipSettings(installation) }
  );
}

/** @param shared the store of the index, where it is named */
const SHIPPERS: Readonly<Record<IndexStore, (shared: { readonly shared_store?: string }) => LokiStorageConfig>> = {
  tsdb: (shared) => ({
    tsdb_shipper: {
      active_index_directory: `${DATA_FOLDER}/tsdb-index`,
      cache_location: `${DATA_FOLDER}/tsdb-cache`,
      ...shared,
    },
  }),
  'boltdb-shipper': (shared) => ({
    boltdb_shipper: {
      active_index_directory: `${DATA_FOLDER}/index`,
      cache_location: `${DATA_FOLDER}/cache`,
      cache_ttl: '168h',
      ...shared,
    },
  }),
};

/** A block for each storage and each kind of index that a period uses. */
const storageConfig = ({ periods, version }: LokiInstallation): LokiStorageConfig =>
  mergeConfig<LokiStorageConfig>(
    {},
    ...periods.flatMap(({ store, storage }) => [
      storageBlock(storage),
      SHIPPERS[store](version.traits.namesSharedStore ? { shared_store: objectStore(storage) } : {}),
    ]),
  );
