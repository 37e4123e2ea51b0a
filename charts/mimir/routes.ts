import type { RoleRoute, RouteTable } from '../../lib/gateway/route-table';
import { MIMIR_ROLES, type MimirRole } from './roles';

const exact = (path: string): RoleRoute => ({ match: 'exact', path });
const below = (path: string): RoleRoute => ({ match: 'prefix', path });

/** Which role answers which paths. */
export const ROUTES: RouteTable<MimirRole> = {
  roles: MIMIR_ROLES,
  paths: {
    distributor: [below('/distributor'), exact('/api/v1/push'), below('/otlp/v1/metrics')],
    ingester: [],
    querier: [],
    'query-frontend': [below('/prometheus'), exact('/api/v1/status/buildinfo')],
    'query-scheduler': [],
    'store-gateway': [],
    compactor: [below('/api/v1/upload/block/')],
    ruler: [
      below('/prometheus/config/v1/rules'),
      below('/prometheus/api/v1/rules'),
      below('/prometheus/api/v1/alerts'),
      exact('/ruler/ring'),
    ],
    alertmanager: [below('/alertmanager'), exact('/multitenant_alertmanager/status'), exact('/api/v1/alerts')],
    'overrides-exporter': [],
  },
  standIns: {},
};

/** Roles whose pods nginx reaches one by one. */
export const ONE_BY_ONE: ReadonlySet<MimirRole> = new Set(['distributor', 'alertmanager']);
