import type { Construct } from 'constructs';
import type { Endpoint } from '../../lib/endpoint';
import { exposeRoles, openRoles } from '../../lib/gateway/roles-exposure';
import { roleEntrances } from '../../lib/microservice/network-policies';
import type { Entrance } from '../../lib/network-policies';
import type { MimirInstallation } from './installation';
import type { MimirRole } from './roles';
import { ONE_BY_ONE, ROUTES } from './routes';

/** Makes the Ingress and the HTTPRoute that lead to the roles themselves, if they are asked for. */
export function createRolesExposure(scope: Construct, installation: MimirInstallation): void {
  exposeRoles(scope, { ...installation.system.names, ...exposureOf(installation) });
}

/** Where clients come in: nginx, and the roles themselves where there is none, or something leads past it. */
export function entrancesOf(installation: MimirInstallation): Entrance[] {
  const hasGateway = installation.props.nginx !== false;
  const roles = installation.roles.map((name) => ({ name, props: installation.roleProps(name) }));
  return [
    ...(hasGateway ? [{ component: 'nginx', ports: [{ port: 'http-metric' }] }] : []),
    ...roleEntrances(openRoles(exposureOf(installation), hasGateway), roles, 'http-metrics'),
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
