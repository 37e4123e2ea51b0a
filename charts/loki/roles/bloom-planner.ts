import { BLOOM_STORE, bloomFolders, requireRole } from './blooms';
import { readerFolders } from './folders';
import { type LokiRoleRecord, withHeadlessTwin } from './record';

export const bloomPlanner: LokiRoleRecord<'bloomPlanner'> = {
  prop: 'bloomPlanner',
  on: 'if asked',
  kind: 'StatefulSet',
  gossips: true,
  services: withHeadlessTwin,
  check: requireRole('bloomPlanner', {
    role: 'bloom-builder',
    prop: 'bloomBuilder',
    why: 'which builds what it plans',
  }),
  config: (installation) => ({
    ...BLOOM_STORE,
    bloom_build: { enabled: true, builder: { planner_address: installation.grpcAddress('bloom-planner') } },
  }),
  tls: ({ grpcClient }) => ({ bloom_build: { builder: { grpc_config: grpcClient } } }),
  folders: (config) => {
    const { store_tasks_on_disk, tasks_disk_directory } = config.bloom_build?.planner?.queue ?? {};
    return [
      ...readerFolders(config),
      ...bloomFolders(config),
      {
        at: 'bloom_build.planner.queue.tasks_disk_directory',
        folder: store_tasks_on_disk ? (tasks_disk_directory ?? '/tmp/bloom-planner-queue') : undefined,
      },
    ];
  },
};
