import type { Construct } from 'constructs';
import type { Endpoint } from '../../lib/endpoint';
import { Gateway } from '../../lib/gateway/gateway';
import { createIngress } from '../../lib/gateway/ingress';
import type { Route } from '../../lib/gateway/nginx';
import { answeringRoles, ingressPath, routesOf } from '../../lib/gateway/route-table';
import { roleEntrances } from '../../lib/microservice/network-policies';
import type { Entrance } from '../../lib/network-policies';
import { maintained } from '../../versions';
import { NGINX_DEFAULTS } from './defaults';
import type { LokiInstallation } from './installation';
import type { LokiRole } from './roles';
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

/** Makes an Ingress to the roles themselves, if one is asked for. */
export function createRolesIngress(scope: Construct, installation: LokiInstallation): void {
  const { props, system } = installation;
  if (props.ingress === undefined) return;
  createIngress(scope, 'ingress', {
    name: system.fullName,
    namespace: system.namespace,
    labels: system.labels,
    paths: lokiRoutes(installation).map(ingressPath),
    props: props.ingress,
  });
}

/** Where clients come in: the gateway, and the roles themselves where there is none, or an Ingress leads to them. */
export function entrancesOf(installation: LokiInstallation): Entrance[] {
  const { props } = installation;
  const gateway: Entrance[] = props.gateway === false ? [] : [{ component: 'gateway', ports: [{ port: 'http' }] }];
  const areOpen = props.gateway === false || props.ingress !== undefined;
  return [
    ...gateway,
    ...(areOpen
      ? roleEntrances(
          answeringRoles(ROUTES, (role) => installation.runs(role)),
          'http',
        )
      : []),
  ];
}

const lokiRoutes = (installation: LokiInstallation): Route[] =>
  routesOf(
    ROUTES,
    (role) => installation.runs(role),
    (role) => backend(installation, role),
  );

/** Frontends are reached one by one, so that a new one gets its share at once. */
const backend = (installation: LokiInstallation, role: LokiRole): Endpoint =>
  installation.endpoint(role, role === 'query-frontend' ? 'headless' : undefined);
