import type { Route } from '../../lib/gateway/nginx';
import type { LokiRole } from './roles';

/** A path of Loki's API, without the role that answers it. */
type LokiRoute = Omit<Route, 'backend'>;

const exact = (path: string): LokiRoute => ({ match: 'exact', path });
const below = (path: string): LokiRoute => ({ match: 'regex', path: `${path}.*` });
const tail = (path: string): LokiRoute => ({ ...exact(path), websocket: true });

/**
 * Which role answers which paths: for the gateway and for an Ingress. A role without paths from outside says so, so
 * that a new one cannot be forgotten.
 */
export const ROUTES: Readonly<Record<LokiRole, readonly LokiRoute[]>> = {
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
};

/** Who answers in the place of a role that does not run. */
export const STAND_IN: Readonly<Partial<Record<LokiRole, LokiRole>>> = { 'query-frontend': 'querier' };
