import type { TempoConfig } from '../../imports/tempo-config';
import { UserError } from '../../lib/errors';
import type { TempoInstallation } from './installation';

/**
 * What Tempo is told where it speaks TLS: its server, and every client that reaches another role. Receivers have a `tls`
 * of their own.
 * @throws UserError if the container of Jaeger's user interface runs, which asks the frontend without TLS
 */
export function tlsConfig({ tls, ring, props }: TempoInstallation): TempoConfig {
  if (tls === undefined) return {};
  if (props.queryFrontend?.query) {
    throw new UserError(
      'queryFrontend.query: found beside tls, and the container asks the frontend by plain HTTP: leave it out, Grafana needs none since 7.5',
    );
  }
  const { grpcClient, server } = tls;
  return {
    server,
    memberlist: ring.gossips ? grpcClient : undefined,
    ingester_client: { grpc_client_config: grpcClient },
    metrics_generator_client: { grpc_client_config: grpcClient },
    querier: { frontend_worker: { grpc_client_config: grpcClient } },
  };
}
