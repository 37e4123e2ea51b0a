import type { IpFamilies } from '../../values/ip-families';
import { placeholder } from '../../values/object-storage';
import type { WorkloadProps } from '../workload/props';
import type { Installation } from './installation';

/** Variable with the address of a pod, where there is none of IPv4 for a program to find by itself. */
const POD_IP = 'POD_IP';

/** The address of a pod in a configuration. */
export const OWN_ADDRESS = placeholder(POD_IP);

/** Gossip over IPv6: left to itself, it binds and advertises addresses of IPv4. */
const IPV6_MEMBERLIST = { bind_addr: ['::'], advertise_addr: OWN_ADDRESS };

/** Further keys of `memberlist` under TLS and over IPv6. */
export const gossipSettings = ({ tls, system }: Pick<Installation<string>, 'tls' | 'system'>) => ({
  ...(system.ipFamilies === 'IPv6' && IPV6_MEMBERLIST),
  ...tls?.grpcClient,
});

/** Ring settings that make members register IPv6 addresses. */
export const IPV6_RING = { instance_enable_ipv6: true } as const;

/** The variable that a configuration for IPv6 names. */
export const addressEnv = (ipFamilies: IpFamilies | undefined): NonNullable<WorkloadProps['env']> =>
  ipFamilies === 'IPv6' ? { [POD_IP]: { fieldRef: { fieldPath: 'status.podIP' } } } : {};
