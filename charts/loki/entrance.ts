import type { Construct } from 'constructs';
import type { Endpoint } from '../../lib/endpoint';
import { Gateway } from '../../lib/gateway/gateway';
import type { Route } from '../../lib/gateway/nginx';
import { exposeRoles, openRoles } from '../../lib/gateway/roles-exposure';
import { routesOf } from '../../lib/gateway/route-table';
import { roleEntrances } from '../../lib/microservice/network-policies';
import type { Entrance } from '../../lib/network-policies';
import { maintained } from '../../versions';
import { NGINX_DEFAULTS } from './defaults';
import type { LokiInstallation } from './installation';
import { LOKI_ROLES, type LokiRole } from './roles';
import { ROUTES } from './routes';

/** Makes the gateway, if there is one. */
export function createGateway(
  scope: Construct,
  installation: LokiInstallation,
  serviceAccountName: string,
): Gateway | undefined {
  const { gateway = {} } = installation.props;
  if (gateway === false) return undefined;
  return new Gateway(scope, 'gateway', {
    system: installation.system,
    backendTls: installation.backendTls,
    routes: lokiRoutes(installation),
    realm: 'Loki',
    serviceAccountName,
    defaults: { ...NGINX_DEFAULTS, image: maintained.nginx },
    props: installation.withPodDefaults(gateway),
  });
}

/** Makes the Ingress and the HTTPRoute that lead to the roles themselves, if they are asked for. */
export function createRolesExposure(scope: Construct, installation: LokiInstallation): void {
  exposeRoles(scope, { ...installation.system.names, ...exposureOf(installation) });
}

/** Where clients come in: the gateway, and the roles themselves where there is none, or something leads past it. */
export function entrancesOf(installation: LokiInstallation): Entrance[] {
  const hasGateway = installation.props.gateway !== false;
  const roles = LOKI_ROLES.map((name) => ({ name, props: installation.roleProps(name) }));
  return [
    ...(hasGateway ? [{ component: 'gateway', ports: [{ port: 'http' }] }] : []),
    ...roleEntrances(openRoles(exposureOf(installation), hasGateway), roles, 'http'),
  ];
}

const exposureOf = (installation: LokiInstallation) => ({
  table: ROUTES,
  runs: (role: LokiRole) => installation.runs(role),
  backend: (role: LokiRole) => backend(installation, role),
  props: installation.props,
});

const lokiRoutes = (installation: LokiInstallation): Route[] =>
  routesOf(
    ROUTES,
    (role) => installation.runs(role),
    (role) => backend(installation, role),
  );

/** Frontends are reached one by one, so that a new one gets its share at once. */
const backend = (installation: LokiInstallation, role: LokiRole): Endpoint =>
  installation.endpoint(role, role === 'query-frontend' ? 'headless' : undefined);
