import { folderOf } from '../../../lib/constructs/microservice/folders';
import { ingestersByLifecycler } from '../../../lib/constructs/microservice/installation-rings';
import { READ, WRITE_NO_EXTEND } from '../../../lib/model/ring/model/operation';
import { DATA_FOLDER } from '../config';
import { belowPrefix, shippersIn, storageFolders } from './folders';
import { type LokiRoleRecord, PARALLEL, SPREAD, withHeadlessTwin } from './record';

export const ingester: LokiRoleRecord<'ingester'> = {
  prop: 'ingester',
  on: 'unless false',
  failsWithout: 'every write and query fails with "empty ring"',
  kind: 'StatefulSet',
  gossips: true,
  services: withHeadlessTwin,
  // On shutdown it flushes its chunks to storage.
  defaults: { ...PARALLEL, ...SPREAD, terminationGracePeriodSeconds: 300 },
  config: ({ ring, version }) => ({
    ingester: {
      chunk_block_size: 262144,
      chunk_encoding: 'snappy',
      chunk_idle_period: '30m',
      chunk_retain_period: '1m',
      ...version.traits.ingester,
      wal: { dir: `${DATA_FOLDER}/wal` },
      lifecycler: {
        // A pod that is restarted comes back with its tokens, so that no stream moves.
        tokens_file_path: `${DATA_FOLDER}/tokens.json`,
        heartbeat_period: ring.heartbeatPeriod,
        ring: {
          kvstore: ring.kvstore(),
          replication_factor: ring.replicationFactor,
          heartbeat_timeout: ring.heartbeatTimeout,
        },
      },
    },
    ingester_client: { grpc_client_config: { grpc_compression: 'gzip' } },
  }),
  tls: ({ grpcClient }) => ({ ingester_client: { grpc_client_config: grpcClient } }),
  ipv6: () => ({ ingester: { lifecycler: { enable_inet6: true } } }),
  ring: ({ ingester: { lifecycler = {}, wal = {} } = {}, common = {} }) => ({
    ...ingestersByLifecycler(lifecycler, { timeout: '1m' }),
    replicationFactor: lifecycler.ring?.replication_factor ?? common.replication_factor ?? 3,
    strategy: 'default',
    operations: { write: WRITE_NO_EXTEND, read: READ },
    ...(wal.enabled !== false && {
      unflushed: {
        at: 'ingester.wal.dir',
        value: wal.dir ?? 'wal',
        flushOnShutdown: { at: 'ingester.wal.flush_on_shutdown', value: wal.flush_on_shutdown ?? false },
        flushEndpoint: '/ingester/shutdown',
      },
    }),
  }),
  folders: (config) => {
    const { lifecycler, wal } = config.ingester ?? {};
    return [
      {
        at: 'ingester.wal.dir',
        folder: wal?.enabled === false ? undefined : (wal?.dir ?? belowPrefix(config, 'wal')),
      },
      { at: 'ingester.lifecycler.tokens_file_path', folder: folderOf(lifecycler?.tokens_file_path) },
      ...shippersIn(config).map((shipper) => ({
        at: `storage_config.${shipper.block}.active_index_directory`,
        folder: shipper.config.active_index_directory,
      })),
      ...storageFolders(config),
    ];
  },
};
