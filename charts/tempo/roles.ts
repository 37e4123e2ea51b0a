import type { TempoConfig } from '../../imports/tempo-config';
import type { RoleRoute } from '../../lib/constructs/gateway/route-table';
import { MEMBER } from '../../lib/constructs/gossip-service';
import { type ConfigFolder, folderOf, SHARE_A_CLAIM } from '../../lib/constructs/microservice/folders';
import {
  ALONE,
  heartbeats,
  ingestersByLifecycler,
  RATE_LIMITS,
  tenantShards,
} from '../../lib/constructs/microservice/installation-rings';
import { OWN_ADDRESS } from '../../lib/constructs/microservice/ipv6';
import type { Reach, RoleRecord } from '../../lib/constructs/microservice/role';
import type { RoleProps } from '../../lib/constructs/microservice/role-switch';
import type { TableOf } from '../../lib/constructs/microservice/role-table';
import { NOT_MONITORED } from '../../lib/constructs/monitoring/service-monitor';
import { mergeProps } from '../../lib/constructs/workload/merge';
import type { WorkloadProps } from '../../lib/constructs/workload/props';
import type { PortDefinition, ServiceDefinition } from '../../lib/constructs/workload/services';
import { READ, WRITE, WRITE_NO_EXTEND } from '../../lib/model/ring/model/operation';
import { intOrString } from '../../lib/values/k8s';
import { DATA_FOLDER } from './config';
import { budgetFor } from './defaults';
import { checkGenerator, generatorConfig, generatorSecrets } from './generator';
import type { TempoInstallation } from './installation';
import type { TempoLimits, TempoRole, TempoRoles } from './props';
import { containerPorts, receiverPorts, receiverRoutes, receiversConfig, servicePorts } from './receivers';
import { checkTempoQuery, tempoQueryExtras, tempoQueryFiles, tempoQueryPorts } from './tempo-query';

const http = ({ ports }: TempoInstallation): PortDefinition => ({ name: 'http-metrics', port: ports.http });
const grpc = ({ ports }: TempoInstallation): PortDefinition => ({
  name: 'grpc',
  port: ports.grpc,
  targetPort: ports.grpc,
});
const discovery = (ports: readonly PortDefinition[]): ServiceDefinition => ({
  suffix: 'discovery',
  headless: true,
  ports,
  labels: NOT_MONITORED,
});
const withDiscovery = (ports: readonly PortDefinition[]): ServiceDefinition[] => [{ ports }, discovery(ports)];

/** One pod at a time leaves, and none comes first: two of them may not share a node. */
const ONE_BY_ONE: WorkloadProps = {
  strategy: { rollingUpdate: { maxSurge: intOrString(0), maxUnavailable: intOrString(1) } },
};

/** Defaults of a role with a disruption budget: node drains evict one pod at a time. */
const withBudget =
  (defaults: WorkloadProps) =>
  (props: RoleProps): WorkloadProps => ({ ...budgetFor(mergeProps(defaults, props)), ...defaults });

/** Pods of a StatefulSet start in parallel; the field is immutable in existing StatefulSets. */
const AT_ONCE: WorkloadProps = {
  podManagementPolicy: 'Parallel',
  updateStrategy: { rollingUpdate: { partition: 0 } },
};

const INGESTER: WorkloadProps = {
  ...AT_ONCE,
  replicas: 3,
  antiAffinity: { hosts: 'preferred' },
  // On shutdown it flushes its traces to storage.
  terminationGracePeriodSeconds: 300,
};

const exact = (path: string): RoleRoute => ({ match: 'exact', path });
const IPV6_RING = { enable_inet6: true } as const;

/**
 * A role that clients reach through the gateway only, for its ring page: `/shutdown` and `/flush` of the same port are
 * not for every client that may send traces.
 */
const ifPublished = (_: TempoInstallation, { isPublished }: Reach) => (isPublished ? [{ port: 'http-metrics' }] : []);

/** Folders of the roles that open the block storage, with a write-ahead log even for roles that only read. */
const blockFolders = ({ storage = {} }: TempoConfig): ConfigFolder[] => {
  const { backend, local, wal = {} } = storage.trace ?? {};
  return [
    { at: 'storage.trace.wal.path', folder: wal.path ?? `${DATA_FOLDER}/wal` },
    {
      at: 'storage.trace.local.path',
      folder: backend === 'local' ? local?.path : undefined,
      isShared: true,
      advice: SHARE_A_CLAIM,
    },
  ];
};

/** The roles, in the order in which a trace meets them. */
export const ROLES: TableOf<TempoRoles, RoleRecord<TempoInstallation, TempoRole, TempoConfig, TempoLimits>> = {
  distributor: {
    prop: 'distributor',
    on: 'always',
    kind: 'Deployment',
    gossips: true,
    dataVolume: 'tempo-distributor-store',
    services: (installation) => {
      const receivers = servicePorts(installation.receivers);
      return [
        { ports: [http(installation), grpc(installation), ...receivers] },
        discovery([http(installation), ...receivers]),
      ];
    },
    ports: ({ receivers }) => containerPorts(receivers),
    defaults: withBudget({}),
    routes: ({ receivers }) => [...receiverRoutes(receivers), exact('/distributor/ring')],
    // Most clients reach receivers without the gateway, and so does a load balancer.
    entrance: ({ receivers }) => receiverPorts(receivers),
    config: ({ receivers, ring }) => ({
      distributor: { receivers: receiversConfig(receivers), ring: { kvstore: ring.kvstore() } },
    }),
    // This ring has no key for IPv6.
    ipv6: () => ({ distributor: { ring: { instance_addr: OWN_ADDRESS } } }),
    ring: ({ distributor = {}, overrides = {} }) => {
      if (overrides.defaults?.ingestion?.rate_strategy !== 'global') return undefined;
      return {
        name: 'distributor',
        ...ALONE,
        ...heartbeats('distributor.ring', distributor.ring, { period: '5s', timeout: '5m' }),
        tokens: 1,
        purpose: RATE_LIMITS,
      };
    },
  },
  ingester: {
    prop: 'ingester',
    on: 'always',
    kind: 'StatefulSet',
    gossips: true,
    services: (installation) => withDiscovery([http(installation), grpc(installation)]),
    // An ingester that keeps the only copy of its traces gets no budget: a drained node would lose them.
    defaults: (props, { copies }) => (copies > 1 ? withBudget(INGESTER)(props) : INGESTER),
    routes: () => [exact('/ingester/ring')],
    entrance: ifPublished,
    config: ({ ring }) => ({
      ingester: {
        lifecycler: {
          tokens_file_path: `${DATA_FOLDER}/tokens.json`,
          heartbeat_period: ring.heartbeatPeriod,
          ring: {
            kvstore: ring.kvstore(),
            replication_factor: ring.replicationFactor,
            heartbeat_timeout: ring.heartbeatTimeout,
          },
        },
      },
    }),
    tls: ({ grpcClient }) => ({ ingester_client: { grpc_client_config: grpcClient } }),
    ipv6: () => ({ ingester: { lifecycler: IPV6_RING } }),
    ring: ({ ingester = {}, distributor = {}, storage = {} }) => {
      const { lifecycler = {} } = ingester;
      const replicationFactor = lifecycler.ring?.replication_factor ?? 1;
      return {
        ...ingestersByLifecycler(lifecycler, { timeout: '5m' }),
        replicationFactor,
        // With replication factor 2, one answer is enough for a write.
        strategy: replicationFactor === 2 ? 'tempo-rf2' : 'default',
        operations: { write: distributor.extend_writes === false ? WRITE_NO_EXTEND : WRITE, read: READ },
        unflushed: {
          at: 'storage.trace.wal.path',
          value: storage.trace?.wal?.path ?? `${DATA_FOLDER}/wal`,
          flushOnShutdown: { at: 'ingester.flush_all_on_shutdown', value: ingester.flush_all_on_shutdown ?? false },
          flushEndpoint: '/shutdown',
        },
      };
    },
    folders: (config) => [
      ...blockFolders(config),
      {
        at: 'ingester.lifecycler.tokens_file_path',
        folder: folderOf(config.ingester?.lifecycler?.tokens_file_path),
      },
    ],
  },
  'metrics-generator': {
    prop: 'metricsGenerator',
    on: 'if asked',
    kind: 'Deployment',
    gossips: true,
    dataVolume: 'wal',
    services: (installation) => withDiscovery([grpc(installation), http(installation)]),
    defaults: withBudget({ ...AT_ONCE, serviceLabels: MEMBER, terminationGracePeriodSeconds: 300 }),
    extras: generatorSecrets,
    check: checkGenerator,
    routes: () => [exact('/metrics-generator/ring')],
    entrance: ifPublished,
    config: generatorConfig,
    tls: ({ grpcClient }) => ({ metrics_generator_client: { grpc_client_config: grpcClient } }),
    ipv6: () => ({ metrics_generator: { ring: IPV6_RING } }),
    ring: ({ metrics_generator = {}, overrides: limits = {} }, overrides) => ({
      name: 'metrics-generator',
      ...ALONE,
      ...heartbeats('metrics_generator.ring', metrics_generator.ring, { period: '5s' }),
      tokens: 256,
      ...tenantShards(
        'overrides.defaults.metrics_generator.ring_size',
        limits.defaults ?? { metrics_generator: { ring_size: limits.metrics_generator_ring_size } },
        overrides,
        (tenant) => tenant.metrics_generator?.ring_size,
      ),
    }),
    folders: ({ metrics_generator = {}, overrides = {} }) => {
      const processors = [
        ...(overrides.defaults?.metrics_generator?.processors ?? []),
        ...(overrides.metrics_generator_processors ?? []),
      ];
      return [
        { at: 'metrics_generator.storage.path', folder: metrics_generator.storage?.path },
        {
          at: 'metrics_generator.traces_storage.path',
          folder: processors.includes('local-blocks') ? metrics_generator.traces_storage?.path : undefined,
        },
      ];
    },
  },
  querier: {
    prop: 'querier',
    on: 'always',
    kind: 'Deployment',
    gossips: true,
    dataVolume: 'tempo-querier-store',
    services: (installation) => [{ ports: [http(installation), grpc(installation)] }],
    defaults: withBudget(ONE_BY_ONE),
    config: (installation) => ({
      querier: {
        frontend_worker: {
          frontend_address: `${installation.endpoint('query-frontend', 'discovery').service}:${installation.ports.grpc}`,
        },
        max_concurrent_queries: 20,
        search: {
          external_hedge_requests_at: '8s',
          external_hedge_requests_up_to: 2,
          prefer_self: 10,
          query_timeout: '30s',
        },
        trace_by_id: { query_timeout: '10s' },
      },
    }),
    tls: ({ grpcClient }) => ({ querier: { frontend_worker: { grpc_client_config: grpcClient } } }),
    folders: blockFolders,
  },
  'query-frontend': {
    prop: 'queryFrontend',
    on: 'always',
    kind: 'Deployment',
    gossips: false,
    dataVolume: 'tempo-queryfrontend-store',
    // A frontend is ready once a querier has found it, so it has to be found before it is ready.
    services: (installation) => [
      { ports: [http(installation), grpc(installation), ...tempoQueryPorts(installation)] },
      {
        ...discovery([
          { ...http(installation), name: 'http', targetPort: installation.ports.http },
          grpc(installation),
          { name: 'grpclb', port: 9096, targetPort: 'grpc' },
          ...tempoQueryPorts(installation),
        ]),
        publishNotReadyAddresses: true,
      },
    ],
    defaults: withBudget(ONE_BY_ONE),
    extras: tempoQueryExtras,
    configFiles: tempoQueryFiles,
    check: checkTempoQuery,
    routes: () => [{ match: 'prefix', path: '/api' }],
    exposure: ({ props }) => props.queryFrontend ?? {},
    entrance: ({ props: { queryFrontend = {} } }, { isOpen, isPublished }) =>
      isOpen || isPublished || queryFrontend.ingress || queryFrontend.httpRoute
        ? ['http-metrics', ...(queryFrontend.query ? ['jaeger-ui'] : [])].map((port) => ({ port }))
        : [],
    config: () => ({
      query_frontend: {
        max_outstanding_per_tenant: 2000,
        max_retries: 2,
        search: { concurrent_jobs: 1000, target_bytes_per_job: 104857600 },
        trace_by_id: { hedge_requests_at: '2s', hedge_requests_up_to: 2, query_shards: 50 },
      },
    }),
    folders: blockFolders,
  },
  compactor: {
    prop: 'compactor',
    on: 'always',
    kind: 'Deployment',
    gossips: true,
    dataVolume: 'tempo-compactor-store',
    services: (installation) => [{ ports: [http(installation)] }],
    // No budget: another compactor takes over the work of one that is gone.
    defaults: { ...ONE_BY_ONE, antiAffinity: { hosts: 'none', zones: 'none' }, topologySpread: [] },
    routes: () => [exact('/compactor/ring')],
    entrance: ifPublished,
    config: ({ ring }) => ({
      compactor: {
        ring: { kvstore: ring.kvstore() },
        compaction: {
          block_retention: '48h',
          compacted_block_retention: '1h',
          compaction_cycle: '30s',
          compaction_window: '1h',
          max_block_bytes: 107374182400,
          max_compaction_objects: 6000000,
          max_time_per_tenant: '5m',
          retention_concurrency: 10,
          v2_in_buffer_bytes: 5242880,
          v2_out_buffer_bytes: 20971520,
          v2_prefetch_traces_count: 1000,
        },
      },
    }),
    ipv6: () => ({ compactor: { ring: IPV6_RING } }),
    ring: ({ compactor = {} }) => {
      if (!compactor.ring?.kvstore?.store) return undefined;
      return {
        name: 'compactor',
        ...ALONE,
        ...heartbeats('compactor.ring', compactor.ring, { period: '5s' }),
        tokens: 512,
      };
    },
    folders: blockFolders,
  },
};
