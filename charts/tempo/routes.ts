import type { RoleRoute, RouteTable } from '../../lib/gateway/route-table';
import { activeReceivers, RECEIVERS, type ReceiverName, type TempoReceivers } from './receivers';
import { TEMPO_ROLES, type TempoRole } from './roles';

const exact = (path: string): RoleRoute => ({ match: 'exact', path });

/** Paths by which a receiver is reached from outside; those that speak gRPC or UDP are not. */
const INGEST: Readonly<Partial<Record<ReceiverName, RoleRoute>>> = {
  'jaeger.thriftHttp': { ...exact('/jaeger/api/traces'), upstreamPath: '/api/traces' },
  zipkin: { ...exact('/zipkin/spans'), upstreamPath: '/spans' },
  'otlp.http': exact('/v1/traces'),
};

/**
 * Which role answers which paths. What ends an ingester or has it write what it holds (`/shutdown`, `/flush`) is not
 * for everybody who may send traces, so it is reached in the cluster alone.
 */
export const routeTable = (receivers: TempoReceivers): RouteTable<TempoRole> => ({
  roles: TEMPO_ROLES,
  paths: {
    distributor: [
      ...activeReceivers(receivers).flatMap(({ name }) => {
        const route = INGEST[name];
        return route ? [{ ...route, port: RECEIVERS[name].port }] : [];
      }),
      exact('/distributor/ring'),
    ],
    ingester: [exact('/ingester/ring')],
    'metrics-generator': [exact('/metrics-generator/ring')],
    querier: [],
    'query-frontend': [{ match: 'prefix', path: '/api' }],
    compactor: [exact('/compactor/ring')],
  },
  standIns: {},
});
