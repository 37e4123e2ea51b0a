import type { MimirConfig } from '../../imports/mimir-config';
import type { MimirInstallation } from './installation';

/** What Mimir is told where it speaks TLS: its server, and every client that reaches another role. */
export function tlsConfig({ tls, ring, version }: MimirInstallation): MimirConfig {
  if (tls === undefined) return {};
  const { grpcClient, httpClient, server } = tls;
  return {
    server,
    memberlist: ring.gossips ? grpcClient : undefined,
    ingester_client: { grpc_client_config: grpcClient },
    frontend: { grpc_client_config: grpcClient },
    frontend_worker: {
      grpc_client_config: grpcClient,
      ...(version.traits.hasSchedulerClient && { query_scheduler_grpc_client_config: grpcClient }),
    },
    query_scheduler: { grpc_client_config: grpcClient },
    querier: { store_gateway_client: grpcClient },
    ruler: { ruler_client: grpcClient, alertmanager_client: httpClient },
    alertmanager: { alertmanager_client: grpcClient },
  };
}
