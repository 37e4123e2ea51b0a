import type { TempoConfig } from '../../imports/tempo-config';
import type { TempoInstallation } from './installation';

/** What Tempo is told where it speaks TLS: its server, and every client that reaches another role. Receivers have a TLS of their own. */
export function tlsConfig({ tls, ring }: TempoInstallation): TempoConfig {
  if (tls === undefined) return {};
  const { grpcClient, server } = tls;
  return {
    server,
    memberlist: ring.gossips ? grpcClient : undefined,
    ingester_client: { grpc_client_config: grpcClient },
    metrics_generator_client: { grpc_client_config: grpcClient },
    querier: { frontend_worker: { grpc_client_config: grpcClient } },
  };
}
