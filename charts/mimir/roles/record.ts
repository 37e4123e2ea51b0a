import type { MimirConfig, MimirLimits } from '../../../imports/mimir-config';
import type { RoleRoute } from '../../../lib/constructs/gateway/route-table';
import { MEMBER } from '../../../lib/constructs/gossip-service';
import type { RoleRecord } from '../../../lib/constructs/microservice/role';
import { NOT_MONITORED } from '../../../lib/constructs/monitoring/service-monitor';
import type { WorkloadProps } from '../../../lib/constructs/workload/props';
import type { PortDefinition, ServiceDefinition } from '../../../lib/constructs/workload/services';
import { intOrString, type Probe } from '../../../lib/values/k8s';
import type { ResourceAmounts } from '../../../lib/values/quantity';
import { DATA_VOLUME } from '../config';
import type { MimirInstallation } from '../installation';
import type { MimirRole, MimirRoles } from '../props';

/** A role of Mimir. */
export type MimirRoleRecord<Prop extends keyof MimirRoles> = RoleRecord<
  MimirInstallation,
  MimirRole,
  MimirConfig,
  MimirLimits
> & { readonly prop: Prop };

/** The record of a role, without the fields that all roles of Mimir have in common. */
interface MimirRoleFacts<Prop extends keyof MimirRoles> extends Omit<MimirRoleRecord<Prop>, 'defaults'> {
  readonly requests: ResourceAmounts;
  readonly readinessProbe: Probe;
  readonly defaults: WorkloadProps;
  /** Defaults that follow from the installation. @default - none */
  readonly defaultsBy?: (installation: MimirInstallation) => WorkloadProps;
  /** Variables of Go's runtime, computed from the resource requests. @default - none */
  readonly env?: (requests: ResourceAmounts) => WorkloadProps['env'];
}

/** The record of a role. */
export const mimirRole = <Prop extends keyof MimirRoles>({
  requests,
  readinessProbe,
  defaults,
  defaultsBy,
  env,
  ...record
}: MimirRoleFacts<Prop>): MimirRoleRecord<Prop> => ({
  ...record,
  defaults: ({ resources }, installation) => ({
    resources: { requests },
    readinessProbe,
    ...(record.gossips && { serviceLabels: MEMBER }),
    env: env?.({ ...requests, ...resources?.requests }) ?? {},
    ...defaultsBy?.(installation),
    ...defaults,
  }),
});

export const readyAfter = (initialDelaySeconds: number): Probe => ({
  httpGet: { path: '/ready', port: intOrString('http-metrics') },
  initialDelaySeconds,
});

export const http = ({ ports }: MimirInstallation): PortDefinition => ({ name: 'http-metrics', port: ports.http });
export const httpAndGrpc = (installation: MimirInstallation): PortDefinition[] => [
  http(installation),
  { name: 'grpc', port: installation.ports.grpc },
];
export const plain = (installation: MimirInstallation): ServiceDefinition => ({ ports: httpAndGrpc(installation) });
export const headless = (installation: MimirInstallation): ServiceDefinition => ({
  suffix: 'headless',
  headless: true,
  ports: httpAndGrpc(installation),
  labels: NOT_MONITORED,
});

/** Deployments grow by this share while they are replaced, and never shrink. */
export const surge = (maxSurge: string | number): WorkloadProps => ({
  strategy: {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: intOrString(maxSurge), maxUnavailable: intOrString(0) },
  },
});

export const claim = (size: '1Gi' | '2Gi'): WorkloadProps => ({
  persistence: { claims: [{ name: DATA_VOLUME, size }] },
});
export const ordered: WorkloadProps = { podManagementPolicy: 'OrderedReady' };

export const exact = (path: string): RoleRoute => ({ match: 'exact', path });
export const below = (path: string): RoleRoute => ({ match: 'prefix', path });

/** Heartbeat period of every ring of Mimir. */
export const PERIOD = { period: '15s' } as const;
