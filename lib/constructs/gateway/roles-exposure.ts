import type { Construct } from 'constructs';
import type { Endpoint } from '../../values/endpoint';
import { Mistakes } from '../../values/errors';
import type { Labels } from '../../values/system';
import { listed, show, suggestion } from '../../values/text';
import { createHttpRoute, type HttpRouteProps } from './http-route';
import { checkPaths, createIngress } from './ingress';
import type { IngressPath } from './ingress-path';
import type { IngressPathProps, RolesIngressProps } from './props';
import { answeringRoles, ingressPath, type RouteTable, routesOf } from './route-table';

/** Ways by which clients outside of the cluster reach the roles of a system, without its gateway. */
export interface RolesExposureProps<Role extends string> {
  /** An Ingress that leads to the roles themselves, past the gateway and its basic authentication. @default - none */
  readonly ingress?: RolesIngressProps<Role>;
  /** An HTTPRoute that leads to the roles themselves, past the gateway and its basic authentication. @default - none */
  readonly httpRoute?: HttpRouteProps;
}

export interface RolesExposureDefinition<Role extends string> {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly table: RouteTable<Role>;
  readonly runs: (role: Role) => boolean;
  readonly backend: (role: Role, port?: number) => Endpoint;
  readonly props: RolesExposureProps<Role>;
}

/** Makes the Ingress and the HTTPRoute of the roles of a system, if they are configured. */
export function createRolesExposure<Role extends string>(
  scope: Construct,
  definition: RolesExposureDefinition<Role>,
): void {
  const { table, runs, backend, props, ...object } = definition;
  const paths = routesOf(table, runs, backend).map(ingressPath);
  const { ingress, httpRoute } = props;
  if (ingress) {
    const own = ingress.paths === undefined ? paths : ownPaths(scope, definition, ingress.paths);
    createIngress(scope, 'ingress', { ...object, paths: own, props: ingress });
  }
  if (httpRoute) createHttpRoute(scope, 'http-route', { ...object, paths, props: httpRoute });
}

/** The paths of the table, except for roles with custom paths. */
function ownPaths<Role extends string>(
  scope: Construct,
  { table, runs, backend }: RolesExposureDefinition<Role>,
  given: NonNullable<RolesIngressProps<Role>['paths']>,
): IngressPath[] {
  const mistakes = new Mistakes(`${scope.node.path}: ingress.paths`);
  const running = table.roles.filter(runs);
  for (const [role, paths] of Object.entries<readonly IngressPathProps[] | undefined>(given)) {
    if (!running.some((each) => each === role)) {
      mistakes.add(
        role,
        `found ${show(role)}, which is not a running role${suggestion(role, running)}, allowed are ${listed(running)}: remove it, or enable the role`,
      );
    } else if (paths && paths.length > 0) checkPaths(role, paths, mistakes);
  }
  mistakes.throwIfAny();
  return table.roles.flatMap((role) => {
    const paths = given[role];
    if (paths === undefined) return routesOf({ ...table, roles: [role] }, runs, backend).map(ingressPath);
    return paths.map(({ path, pathType = 'Prefix' }) => ({ path, pathType, backend: backend(role) }));
  });
}

/** Roles that clients reach themselves: all that answer where there is no gateway, or something leads past it. */
export const openRoles = <Role extends string>(
  { table, runs, props }: Pick<RolesExposureDefinition<Role>, 'table' | 'runs' | 'props'>,
  hasGateway: boolean,
): Role[] =>
  hasGateway && props.ingress === undefined && props.httpRoute === undefined ? [] : answeringRoles(table, runs);
