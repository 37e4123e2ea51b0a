import { type Fields, fieldsOf, textOf } from '../fields';
import type { Instance } from '../programs/instances';
import type { RequestedApi } from './request';

/** Paths of an API that a program serves, and the roles that do; an exact path, or a prefix of all paths below. */
interface ServedApi {
  readonly exact?: readonly string[];
  readonly below?: readonly string[];
  readonly roles?: readonly string[];
}

type Served = Partial<Readonly<Record<RequestedApi, ServedApi>>>;

const withPrefix = (config: Fields, paths: readonly string[]): readonly string[] => {
  const prefix = textOf(fieldsOf(config['server'])['http_path_prefix']) ?? '';
  return paths.map((path) => `${prefix.replace(/\/$/, '')}${path}`);
};

/** Roles of queries in Loki and Mimir: those behind a frontend answer as well. */
const QUERIES = ['query-frontend', 'querier'];

const PROGRAMS: Readonly<Record<string, (config: Fields) => Served>> = {
  Loki: (config) => ({
    'loki-push': { exact: withPrefix(config, ['/loki/api/v1/push', '/api/prom/push']), roles: ['distributor'] },
    'loki-query': { below: withPrefix(config, ['/loki/api/v1', '/api/prom']), roles: QUERIES },
  }),
  Mimir: (config) => {
    const prefix = textOf(fieldsOf(config['api'])['prometheus_http_prefix']) ?? '/prometheus';
    return {
      'remote-write': { exact: withPrefix(config, ['/api/v1/push']), roles: ['distributor'] },
      'prometheus-query': { below: withPrefix(config, [`${prefix}/api/v1`]), roles: [...QUERIES, 'ruler'] },
    };
  },
  Tempo: (config) => ({
    'tempo-query': {
      below: withPrefix(config, [`${textOf(config['http_api_prefix']) ?? ''}/api`]),
      // Queriers answer below /querier, to the frontend.
      roles: ['query-frontend'],
    },
  }),
  Prometheus: () => ({
    'remote-write': { exact: ['/api/v1/write'] },
    'prometheus-query': { below: ['/api/v1'] },
  }),
};

/** Whether a program serves a path of an API; the right ones if it does not, and undefined if that is unknown. */
export function serves(instance: Instance, api: RequestedApi, path: string): true | readonly string[] | undefined {
  const { program, config, role, container } = instance;
  if (config === undefined || (container.args ?? []).some((arg) => /route-prefix|external-url/.test(arg)))
    return undefined;
  const served = PROGRAMS[program]?.(config.content);
  if (served === undefined || api === 'other') return undefined;
  const own = served[api];
  if (own === undefined) return [];
  if (role !== undefined && own.roles !== undefined && !own.roles.includes(role) && PARTS.has(role)) return [];
  const isServed = own.exact?.includes(path) || own.below?.some((prefix) => path.startsWith(`${prefix}/`));
  return isServed ? true : [...(own.exact ?? []), ...(own.below ?? [])];
}

/** Roles that serve a part of the APIs; `all`, `read` and others serve several. */
const PARTS: ReadonlySet<string> = new Set([
  ...['distributor', 'ingester', 'querier', 'query-frontend', 'query-scheduler', 'compactor', 'ruler'],
  ...['index-gateway', 'store-gateway', 'alertmanager', 'overrides-exporter', 'metrics-generator', 'table-manager'],
  ...['pattern-ingester', 'bloom-planner', 'bloom-builder', 'bloom-gateway'],
]);

/** Whether requests must name a tenant; undefined if it is unknown. */
export function asksForTenant({ program, config }: Instance): boolean | undefined {
  if (config === undefined) return undefined;
  const { auth_enabled, multitenancy_enabled } = config.content;
  switch (program) {
    case 'Loki':
      return auth_enabled !== false;
    case 'Mimir':
      return multitenancy_enabled !== false;
    case 'Tempo':
      return multitenancy_enabled === true;
    default:
      return undefined;
  }
}
