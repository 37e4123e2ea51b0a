import { goMaxProcs } from '../go-runtime';
import { activityFolder, blocksFolder } from './folders';
import { mimirRole, plain, readyAfter, surge } from './record';

export const querier = mimirRole({
  prop: 'querier',
  on: 'always',
  kind: 'Deployment',
  gossips: true,
  services: (installation) => [plain(installation)],
  requests: { cpu: '100m', memory: '128Mi' },
  readinessProbe: readyAfter(45),
  defaults: { ...surge('15%'), replicas: 2, terminationGracePeriodSeconds: 180 },
  env: ({ cpu }) => ({ GOMAXPROCS: goMaxProcs(cpu) }),
  config: (installation) => {
    const scheduler = installation.schedulerAddress;
    const frontend = `${installation.inCluster('query-frontend')}:${installation.ports.grpc}`;
    return {
      querier: { max_concurrent: 16 },
      frontend_worker: {
        grpc_client_config: { max_send_msg_size: 419430400 },
        ...(scheduler === undefined ? { frontend_address: frontend } : { scheduler_address: scheduler }),
      },
    };
  },
  tls: ({ grpcClient }, { version }) => ({
    frontend_worker: {
      grpc_client_config: grpcClient,
      ...(version.traits.hasSchedulerClient && { query_scheduler_grpc_client_config: grpcClient }),
    },
  }),
  folders: (config) => [activityFolder(config), blocksFolder(config)],
});
