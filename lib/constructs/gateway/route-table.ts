import type { Endpoint } from '../../values/endpoint';
import type { IngressPath } from './ingress-path';
import type { Route } from './nginx';

/** A path of a system's API, without the role that answers it. */
export interface RoleRoute extends Omit<Route, 'backend'> {
  /** Port of the role's Service. @default - that of HTTP */
  readonly port?: number;
}

/** Roles of a system, with the paths that they serve. */
export interface RouteTable<Role extends string> {
  readonly roles: readonly Role[];
  readonly paths: (role: Role) => readonly RoleRoute[];
  /** The role that answers in the place of one that is off. */
  readonly standIn: (role: Role) => Role | undefined;
}

/** The roles that answer clients: those that run and have paths of their own, or those of a role that does not run. */
export function answeringRoles<Role extends string>(
  { roles, paths, standIn }: RouteTable<Role>,
  runs: (role: Role) => boolean,
): Role[] {
  const answering = roles
    .filter((role) => paths(role).length > 0)
    .flatMap((role) => (runs(role) ? [role] : (standIn(role) ?? [])));
  return roles.filter((role) => answering.includes(role) && runs(role));
}

/** The routes to all roles that run, or that have a running stand-in. */
export function routesOf<Role extends string>(
  { roles, paths, standIn }: RouteTable<Role>,
  runs: (role: Role) => boolean,
  backend: (role: Role, port?: number) => Endpoint,
): Route[] {
  return roles.flatMap((role) => {
    const answers = runs(role) ? role : standIn(role);
    if (answers === undefined || !runs(answers)) return [];
    return paths(role).map(({ port, ...route }) => ({ ...route, backend: backend(answers, port) }));
  });
}

/** A route as a path of an Ingress, for where there is no gateway. */
export const ingressPath = ({ match, path, backend }: Route): IngressPath => ({
  path: path.replace(/\/?\.\*$/, '') || '/',
  pathType: match === 'exact' ? 'Exact' : 'Prefix',
  backend,
});
