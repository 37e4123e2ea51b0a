import { activityFolder } from './folders';
import { below, exact, mimirRole, plain, readyAfter, surge } from './record';

export const queryFrontend = mimirRole({
  prop: 'queryFrontend',
  on: 'always',
  kind: 'Deployment',
  gossips: false,
  services: (installation) => [plain(installation)],
  requests: { cpu: '100m', memory: '128Mi' },
  readinessProbe: readyAfter(45),
  defaults: { ...surge('15%'), terminationGracePeriodSeconds: 180 },
  routes: () => [below('/prometheus'), exact('/api/v1/status/buildinfo')],
  config: ({ schedulerAddress }) => ({
    frontend: { parallelize_shardable_queries: true, scheduler_address: schedulerAddress },
  }),
  tls: ({ grpcClient }) => ({ frontend: { grpc_client_config: grpcClient } }),
  ipv6: ({ version }) => ({ frontend: version.traits.ipv6Frontend }),
  folders: (config) => [activityFolder(config)],
});
