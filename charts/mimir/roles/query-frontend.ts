import { OWN_ADDRESS } from '../../../lib/microservice/ipv6';
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
  // 2.10 looks for an address of IPv4, unless it is told one.
  ipv6: ({ version }) => ({ frontend: version === '2.10' ? { address: OWN_ADDRESS } : { instance_enable_ipv6: true } }),
  folders: (config) => [activityFolder(config)],
});
