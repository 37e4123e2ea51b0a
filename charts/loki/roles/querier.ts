import type { LokiInstallation } from '../installation';
import type { LokiAnyConfig } from '../releases';
import { readerFolders } from './folders';
import { exact, type LokiRoleRecord, PARALLEL, SPREAD, withHeadlessTwin } from './record';

export const querier: LokiRoleRecord<'querier'> = {
  prop: 'querier',
  on: 'unless false',
  failsWithout: 'no query is answered',
  // Without an index gateway, queriers download the index themselves, and the Helm chart makes them a StatefulSet.
  kind: ({ persistence }, installation) =>
    (persistence && 'claims' in persistence) || !installation.runs('index-gateway') ? 'StatefulSet' : 'Deployment',
  gossips: true,
  services: withHeadlessTwin,
  defaults: { ...PARALLEL, ...SPREAD },
  routes: () => ['/api/prom/tail', '/loki/api/v1/tail'].map((path) => ({ ...exact(path), websocket: true })),
  config: (installation) => ({ frontend_worker: frontendWorker(installation) }),
  tls: ({ grpcClient }) => ({ frontend_worker: { grpc_client_config: grpcClient } }),
  folders: readerFolders,
};

/** Address from which queriers fetch queries: the scheduler, or each frontend without one. */
function frontendWorker(installation: LokiInstallation): LokiAnyConfig['frontend_worker'] {
  if (installation.runs('query-scheduler')) return { scheduler_address: installation.grpcAddress('query-scheduler') };
  if (installation.runs('query-frontend')) {
    return { frontend_address: installation.grpcAddress('query-frontend', 'headless') };
  }
  return undefined;
}
