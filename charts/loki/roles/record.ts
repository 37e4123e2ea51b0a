import type { RoleRoute } from '../../../lib/constructs/gateway/route-table';
import type { RoleRecord } from '../../../lib/constructs/microservice/role';
import { NOT_MONITORED } from '../../../lib/constructs/monitoring/service-monitor';
import type { ControllerKind } from '../../../lib/constructs/workload/controller-kind';
import type { WorkloadProps } from '../../../lib/constructs/workload/props';
import type { PortDefinition, ServiceDefinition } from '../../../lib/constructs/workload/services';
import type { LokiInstallation } from '../installation';
import type { LokiRole, LokiRoles } from '../props';
import type { LokiAnyConfig, LokiAnyLimits } from '../releases';

/** A role of Loki. */
export type LokiRoleRecord<Prop extends keyof LokiRoles> = RoleRecord<
  LokiInstallation,
  LokiRole,
  LokiAnyConfig,
  LokiAnyLimits
> & { readonly prop: Prop };

export const httpAndGrpc = ({ ports: { http, grpc } }: LokiInstallation): PortDefinition[] => [
  { name: 'http', port: http },
  { name: 'grpc', port: grpc },
];

export const plain = (installation: LokiInstallation): ServiceDefinition => ({ ports: httpAndGrpc(installation) });
export const headless = (installation: LokiInstallation): ServiceDefinition => ({
  suffix: 'headless',
  headless: true,
  ports: httpAndGrpc(installation),
  labels: NOT_MONITORED,
});

/** A headless Service gives the pods of a StatefulSet their names. */
export const withHeadlessTwin = (installation: LokiInstallation, kind: ControllerKind): ServiceDefinition[] =>
  kind === 'StatefulSet' ? [plain(installation), headless(installation)] : [plain(installation)];

/** Port at which a gRPC client looks for a balancer among the frontends. */
export const GRPCLB = { name: 'grpclb', port: 9096, targetPort: 'grpc' };

export const PARALLEL: WorkloadProps = { podManagementPolicy: 'Parallel' };
export const SPREAD: WorkloadProps = { topologySpread: [{ topologyKey: 'kubernetes.io/hostname' }] };

export const exact = (path: string): RoleRoute => ({ match: 'exact', path });
export const below = (path: string): RoleRoute => ({ match: 'regex', path: `${path}.*` });
