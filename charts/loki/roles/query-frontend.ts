import { below, GRPCLB, headless, type LokiRoleRecord, plain } from './record';

export const queryFrontend: LokiRoleRecord<'queryFrontend'> = {
  prop: 'queryFrontend',
  on: 'unless false',
  kind: 'Deployment',
  gossips: true,
  keepsData: false,
  // A frontend is ready once a querier has found it, so it has to be found before it is ready.
  services: (installation) =>
    [plain(installation), headless(installation)].map((service) => ({
      ...service,
      ports: [...service.ports, GRPCLB],
      publishNotReadyAddresses: true,
    })),
  routes: () => [below('/api/prom/'), below('/loki/api/')],
  // Frontends are reached one by one, so that a new one gets its share at once.
  routedSuffix: 'headless',
  standIn: 'querier',
  config: (installation) => ({
    frontend: {
      compress_responses: true,
      log_queries_longer_than: '5s',
      tail_proxy_url: installation.httpAddress('querier'),
      ...(installation.runs('query-scheduler') && { scheduler_address: installation.grpcAddress('query-scheduler') }),
    },
  }),
  ipv6: ({ version }) => ({ frontend: version.traits.ipv6Frontend }),
  tls: ({ grpcClient, httpClient }) => ({
    frontend: { grpc_client_config: grpcClient, tail_tls_config: httpClient },
  }),
};
