import type { LokiInstallation } from '../installation';
import { BLOOM_STORE, bloomFolders, requireRole } from './blooms';
import { type LokiRoleRecord, withHeadlessTwin } from './record';

export const bloomGateway: LokiRoleRecord<'bloomGateway'> = {
  prop: 'bloomGateway',
  on: 'if asked',
  kind: 'StatefulSet',
  gossips: true,
  services: withHeadlessTwin,
  check: requireRole('bloomGateway', {
    role: 'index-gateway',
    prop: 'indexGateway',
    why: 'which alone asks it for chunks',
  }),
  config: (installation) => ({
    ...BLOOM_STORE,
    bloom_gateway: {
      enabled: true,
      // Each block of filters belongs to one member, so clients need the addresses of all.
      client: { addresses: addressesOf(installation) },
    },
  }),
  tls: ({ grpcClient }) => ({ bloom_gateway: { client: { grpc_client_config: grpcClient } } }),
  folders: bloomFolders,
};

const addressesOf = (installation: LokiInstallation): string =>
  `dnssrvnoa+_grpc._tcp.${installation.endpoint('bloom-gateway', 'headless').fullHost(installation.system.clusterDomain)}`;
