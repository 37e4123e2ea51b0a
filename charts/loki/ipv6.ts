import type { LokiConfig } from '../../imports/loki-config';
import { IPV6_MEMBERLIST, IPV6_RING } from '../../lib/microservice/ipv6';
import type { LokiInstallation } from './installation';

/** What Loki is told where there are addresses of IPv6 alone. */
export const ipv6Config = ({ system, ring }: LokiInstallation): LokiConfig =>
  system.ipFamilies === 'IPv6'
    ? {
        memberlist: ring.gossips ? IPV6_MEMBERLIST : undefined,
        distributor: { ring: IPV6_RING },
        ingester: { lifecycler: { enable_inet6: true } },
        compactor: { compactor_ring: IPV6_RING },
        index_gateway: { ring: IPV6_RING },
        query_scheduler: { scheduler_ring: IPV6_RING },
        ruler: { ring: IPV6_RING },
      }
    : {};
