import type { RoleRoute, RouteTable } from '../../lib/gateway/route-table';
import { LOKI_ROLES, type LokiRole } from './roles';

const exact = (path: string): RoleRoute => ({ match: 'exact', path });
const below = (path: string): RoleRoute => ({ match: 'regex', path: `${path}.*` });
const tail = (path: string): RoleRoute => ({ ...exact(path), websocket: true });

/** Which role answers which paths: for the gateway and for an Ingress. */
export const ROUTES: RouteTable<LokiRole> = {
  roles: LOKI_ROLES,
  paths: {
    distributor: [exact('/api/prom/push'), exact('/loki/api/v1/push')],
    ingester: [],
    querier: [tail('/api/prom/tail'), tail('/loki/api/v1/tail')],
    'query-frontend': [below('/api/prom/'), below('/loki/api/')],
    'query-scheduler': [],
    ruler: [
      below('/prometheus/api/v1/alerts'),
      below('/prometheus/api/v1/rules'),
      below('/api/prom/rules'),
      below('/api/prom/alerts'),
      below('/loki/api/v1/rules'),
    ],
    compactor: [below('/loki/api/v1/delete'), below('/loki/api/v1/cache/generation_numbers')],
    'index-gateway': [],
    'table-manager': [],
  },
  standIns: { 'query-frontend': 'querier' },
};
