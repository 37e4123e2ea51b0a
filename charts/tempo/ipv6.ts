import type { TempoConfig } from '../../imports/tempo-config';
import { IPV6_MEMBERLIST, OWN_ADDRESS } from '../../lib/microservice/ipv6';
import type { TempoInstallation } from './installation';

const RING = { enable_inet6: true } as const;

/** What Tempo is told where there are addresses of IPv6 alone. */
export const ipv6Config = ({ system, ring, props }: TempoInstallation): TempoConfig =>
  system.ipFamilies === 'IPv6'
    ? {
        memberlist: ring.gossips ? IPV6_MEMBERLIST : undefined,
        // This ring has no such key.
        distributor: { ring: { instance_addr: OWN_ADDRESS } },
        ingester: { lifecycler: RING },
        compactor: { ring: RING },
        ...(props.metricsGenerator && { metrics_generator: { ring: RING } }),
      }
    : {};
