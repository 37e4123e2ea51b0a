import { ALONE, heartbeats } from '../../../lib/constructs/microservice/installation-rings';
import { IPV6_RING } from '../../../lib/constructs/microservice/ipv6';
import { GRPCLB, type LokiRoleRecord } from './record';

export const queryScheduler: LokiRoleRecord<'queryScheduler'> = {
  prop: 'queryScheduler',
  on: 'if asked',
  kind: 'Deployment',
  gossips: true,
  keepsData: false,
  // Frontends and queriers connect to each scheduler, so its name has to lead to all of them.
  services: ({ ports: { http, grpc } }) => [
    {
      headless: true,
      publishNotReadyAddresses: true,
      ports: [
        { name: 'http', port: http },
        { ...GRPCLB, port: grpc },
      ],
    },
  ],
  defaults: { replicas: 2, disruptionBudget: { maxUnavailable: 1 } },
  config: ({ ring }) => ({ query_scheduler: { scheduler_ring: { kvstore: ring.kvstore() } } }),
  tls: ({ grpcClient }) => ({ query_scheduler: { grpc_client_config: grpcClient } }),
  ipv6: () => ({ query_scheduler: { scheduler_ring: IPV6_RING } }),
  ring: ({ query_scheduler = {} }) => {
    if (!query_scheduler.use_scheduler_ring) return undefined;
    return {
      name: 'scheduler',
      ...ALONE,
      replicationFactor: 2,
      ...heartbeats('query_scheduler.scheduler_ring', query_scheduler.scheduler_ring, { period: '15s' }),
      tokens: 1,
      purpose: 'query-frontends and queriers discover the schedulers with it, and use two of them',
    };
  },
};
