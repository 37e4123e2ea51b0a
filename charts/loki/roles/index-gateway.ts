import type { LokiStorageConfig } from '../../../imports/loki-config';
import { ALONE, heartbeats, tenantShards } from '../../../lib/constructs/microservice/installation-rings';
import { IPV6_RING } from '../../../lib/constructs/microservice/ipv6';
import type { LokiInstallation } from '../installation';
import type { LokiAnyConfig } from '../releases';
import { bloomFolders } from './blooms';
import { cacheLocation, shippersIn, storageFolders } from './folders';
import { type LokiRoleRecord, withHeadlessTwin } from './record';

export const indexGateway: LokiRoleRecord<'indexGateway'> = {
  prop: 'indexGateway',
  on: 'if asked',
  kind: 'StatefulSet',
  gossips: true,
  services: withHeadlessTwin,
  defaults: { terminationGracePeriodSeconds: 300 },
  config: (installation) => ({
    index_gateway: { ring: { kvstore: installation.ring.kvstore() } },
    ...clientOf(installation, { server_address: `dns:///${installation.grpcAddress('index-gateway')}` }),
  }),
  tls: ({ grpcClient }, installation) => clientOf(installation, { grpc_client_config: grpcClient }),
  ipv6: () => ({ index_gateway: { ring: IPV6_RING } }),
  ring: ({ index_gateway = {}, common = {}, limits_config }, overrides) => {
    if (index_gateway.mode !== 'ring') return undefined;
    const { ring = {} } = index_gateway;
    const replicationFactor = ring.replication_factor ?? common.replication_factor ?? 3;
    return {
      name: 'index-gateway',
      ...ALONE,
      replicationFactor,
      ...heartbeats('index_gateway.ring', ring, { period: '15s' }),
      tokens: 128,
      // With size 0 a tenant uses as many members as there are replicas.
      ...tenantShards(
        'limits_config.index_gateway_shard_size',
        limits_config ?? {},
        overrides,
        ({ index_gateway_shard_size: size }) => size || replicationFactor,
      ),
    };
  },
  // It reads bloom filters for the queries that it answers.
  folders: (config) => [...shippersIn(config).map(cacheLocation), ...storageFolders(config), ...bloomFolders(config)],
};

/** The client of the index gateway in the shippers of all periods. */
function clientOf(
  { periods }: LokiInstallation,
  index_gateway_client: NonNullable<LokiStorageConfig['tsdb_shipper']>['index_gateway_client'],
): LokiAnyConfig {
  const stores = new Set(periods.map(({ store }) => store));
  return {
    storage_config: {
      ...(stores.has('tsdb') && { tsdb_shipper: { index_gateway_client } }),
      ...(stores.has('boltdb-shipper') && { boltdb_shipper: { index_gateway_client } }),
    },
  };
}
