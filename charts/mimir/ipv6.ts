import type { MimirConfig } from '../../imports/mimir-config';
import { IPV6_MEMBERLIST, IPV6_RING } from '../../lib/microservice/ipv6';
import type { MimirInstallation } from './installation';

/** What Mimir is told where there are addresses of IPv6 alone. */
export const ipv6Config = ({ system, ring, version }: MimirInstallation): MimirConfig =>
  system.ipFamilies === 'IPv6'
    ? {
        memberlist: ring.gossips ? IPV6_MEMBERLIST : undefined,
        distributor: { ring: IPV6_RING },
        ingester: { ring: IPV6_RING },
        store_gateway: { sharding_ring: IPV6_RING },
        compactor: { sharding_ring: IPV6_RING },
        query_scheduler: { ring: IPV6_RING },
        ruler: { ring: IPV6_RING },
        alertmanager: { sharding_ring: IPV6_RING },
        overrides_exporter: { ring: IPV6_RING },
        frontend: version.traits.ipv6Frontend,
      }
    : {};
