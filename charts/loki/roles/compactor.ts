import { ALONE, heartbeats } from '../../../lib/constructs/microservice/installation-rings';
import { IPV6_RING } from '../../../lib/constructs/microservice/ipv6';
import { DATA_FOLDER } from '../config';
import { objectStore } from '../storage';
import { belowPrefix, storageFolders } from './folders';
import { below, type LokiRoleRecord, PARALLEL, withHeadlessTwin } from './record';

export const compactor: LokiRoleRecord<'compactor'> = {
  prop: 'compactor',
  // Queriers ask it which lines are deleted, and end without its address.
  on: 'unless false',
  kind: 'StatefulSet',
  gossips: true,
  services: withHeadlessTwin,
  defaults: PARALLEL,
  extras: () => ({ folders: [{ volume: { name: 'temp', emptyDir: {} }, mountPath: '/tmp' }] }),
  routes: () => [below('/loki/api/v1/delete'), below('/loki/api/v1/cache/generation_numbers')],
  config: (installation) => {
    // The store of the newest period also holds data without a period: delete requests and compacted indexes.
    const newest = installation.periods.at(-1);
    const store = newest && objectStore(newest.storage);
    return {
      common: { compactor_address: installation.httpAddress('compactor') },
      compactor: {
        ...(installation.version.traits.namesSharedStore ? { shared_store: store } : { delete_request_store: store }),
        // Without a working directory the compactor ends at once, and the root file system is read-only.
        working_directory: `${DATA_FOLDER}/compactor`,
        compactor_ring: { kvstore: installation.ring.kvstore() },
      },
    };
  },
  tls: ({ grpcClient }) => ({ compactor_client: grpcClient, compactor_grpc_client: grpcClient }),
  ipv6: () => ({ compactor: { compactor_ring: IPV6_RING } }),
  ring: ({ compactor: config = {} }) => ({
    name: 'compactor',
    ...ALONE,
    ...heartbeats('compactor.compactor_ring', config.compactor_ring, { period: '15s' }),
    tokens: 1,
    purpose: 'one member is elected leader: it compacts the index and applies retention',
  }),
  folders: (config) => [
    {
      at: 'compactor.working_directory',
      folder: config.compactor?.working_directory ?? belowPrefix(config, 'compactor'),
    },
    ...storageFolders(config),
  ],
};
