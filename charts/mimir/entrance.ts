import type { Construct } from 'constructs';
import type { Endpoint } from '../../lib/endpoint';
import type { GatewayProps } from '../../lib/gateway/props';
import { exposeRoles, openRoles } from '../../lib/gateway/roles-exposure';
import { roleEntrances } from '../../lib/microservice/network-policies';
import type { Entrance } from '../../lib/network-policies';
import type { MimirInstallation } from './installation';
import type { MimirSettings } from './props';
import type { MimirRole } from './roles';
import { ONE_BY_ONE, ROUTES } from './routes';

/** The two gateways that the Helm chart has: nginx, and the one that succeeds it. */
export const GATEWAYS = {
  nginx: { portName: 'http-metric' },
  gateway: {
    portName: 'http-metrics',
    configSuffix: 'nginx',
    // Load balancers ask the gateway of the chart for it.
    probePath: '/ready',
    legacyPort: { name: 'legacy-http-metrics', port: 8080 },
  },
} as const;

export type GatewayName = keyof typeof GATEWAYS;

/** The gateways that run, the older one first. */
export function gatewaysOf({
  gateway = false,
  nginx = gateway ? false : {},
}: MimirSettings): Array<readonly [GatewayName, GatewayProps]> {
  return [...(nginx ? [['nginx', nginx] as const] : []), ...(gateway ? [['gateway', gateway] as const] : [])];
}

/** Makes the Ingress and the HTTPRoute that lead to the roles themselves, if they are asked for. */
export function createRolesExposure(scope: Construct, installation: MimirInstallation): void {
  exposeRoles(scope, { ...installation.system.names, ...exposureOf(installation) });
}

/** Where clients come in: gateways, and the roles themselves where there is none, or something leads past it. */
export function entrancesOf(installation: MimirInstallation): Entrance[] {
  const gateways = gatewaysOf(installation.props);
  const roles = installation.roles.map((name) => ({ name, props: installation.roleProps(name) }));
  return [
    ...gateways.map(([name]) => ({ component: name, ports: [{ port: GATEWAYS[name].portName }] })),
    ...roleEntrances(openRoles(exposureOf(installation), gateways.length > 0), roles, 'http-metrics'),
  ];
}

/** Where a role answers: one by one where a new pod is to get its share at once. */
export const backendOf = (installation: MimirInstallation, role: MimirRole): Endpoint =>
  installation.endpoint(role, ONE_BY_ONE.has(role) ? 'headless' : undefined);

const exposureOf = (installation: MimirInstallation) => ({
  table: ROUTES,
  runs: (role: MimirRole) => installation.runs(role),
  backend: (role: MimirRole) => backendOf(installation, role),
  props: installation.props,
});
