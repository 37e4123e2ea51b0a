import type { LokiConfig } from '../../imports/loki-config';
import type { LokiInstallation } from './installation';

/** What Loki is told where it speaks TLS: its server, and every client that reaches another role. */
export function tlsConfig({ tls, ring, periods }: LokiInstallation): LokiConfig {
  if (tls === undefined) return {};
  const { grpcClient, httpClient, server } = tls;
  const stores = new Set(periods.map(({ store }) => store));
  const indexGateway = { index_gateway_client: { grpc_client_config: grpcClient } };
  return {
    server,
    memberlist: ring.gossips ? grpcClient : undefined,
    ingester_client: { grpc_client_config: grpcClient },
    frontend: { grpc_client_config: grpcClient, tail_tls_config: httpClient },
    frontend_worker: { grpc_client_config: grpcClient },
    query_scheduler: { grpc_client_config: grpcClient },
    compactor_client: grpcClient,
    compactor_grpc_client: grpcClient,
    ruler: { ruler_client: grpcClient },
    storage_config: {
      ...(stores.has('tsdb') && { tsdb_shipper: indexGateway }),
      ...(stores.has('boltdb-shipper') && { boltdb_shipper: indexGateway }),
    },
  };
}
