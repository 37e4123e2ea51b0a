import { ALONE, heartbeats } from '../../../lib/constructs/microservice/installation-rings';
import { IPV6_RING } from '../../../lib/constructs/microservice/ipv6';
import { activityFolder } from './folders';
import { headless, mimirRole, PERIOD, plain, readyAfter, surge } from './record';

export const queryScheduler = mimirRole({
  prop: 'queryScheduler',
  on: 'unless false',
  kind: 'Deployment',
  gossips: false,
  // Frontends and queriers connect to each scheduler, ready or not.
  services: (installation) => [plain(installation), { ...headless(installation), publishNotReadyAddresses: true }],
  requests: { cpu: '100m', memory: '128Mi' },
  readinessProbe: readyAfter(45),
  defaults: { ...surge(1), replicas: 2, terminationGracePeriodSeconds: 180 },
  // Queriers and frontends stay connected for good: a scheduler that closed a connection would lose its queries.
  args: [
    '-server.grpc.keepalive.max-connection-age=2562047h',
    '-server.grpc.keepalive.max-connection-age-grace=2562047h',
  ],
  config: (installation) => ({
    query_scheduler: {
      max_outstanding_requests_per_tenant: 800,
      ...(installation.ring.gossips ? {} : { ring: installation.ownStore() }),
    },
  }),
  tls: ({ grpcClient }) => ({ query_scheduler: { grpc_client_config: grpcClient } }),
  ipv6: () => ({ query_scheduler: { ring: IPV6_RING } }),
  ring: ({ query_scheduler = {} }) => {
    if (query_scheduler.service_discovery_mode !== 'ring') return undefined;
    return {
      name: 'query-scheduler',
      ...ALONE,
      ...heartbeats('query_scheduler.ring', query_scheduler.ring, PERIOD),
      tokens: 1,
      purpose: 'query-frontends and queriers discover the schedulers with it',
    };
  },
  folders: (config) => [activityFolder(config)],
});
