import type { MimirConfig, MimirLimits } from '../../imports/mimir-config';
import type { SystemDefinition } from '../../lib/constructs/microservice/definition';
import { MULTI_KV } from '../../lib/constructs/microservice/runtime-file';
import { MIMIR_RULES } from '../../lib/constructs/monitoring/alerts/mimir';
import { mimirDashboard } from '../../lib/constructs/monitoring/dashboards';
import { maintained } from '../../versions';
import { CACHES } from './caches';
import { ACTIVITY_FOLDER, baseConfig, DATA_FOLDER, DATA_VOLUME, layoutOf } from './config';
import { DEFAULT_TENANT } from './continuous-test';
import { MIMIR_DEFAULTS, NGINX_DEFAULTS } from './defaults';
import type { MimirInstallation } from './installation';
import { createPrograms } from './programs';
import type { MimirCache, MimirRole } from './props';
import { ROLES } from './roles';
import { MIMIR_CONFIG_RULES } from './rules';
import { bucketsOf, storagesOf } from './storage';

/** The two gateways that the Helm chart has: nginx, and the one that succeeds it. */
export type MimirGateway = 'nginx' | 'gateway';

const GATEWAY = {
  defaultTenant: DEFAULT_TENANT,
  readTimeout: 300,
  defaults: { ...NGINX_DEFAULTS, image: maintained.mimirNginx },
} as const;

/** Mimir, as the systems in microservices mode are described. */
export const MIMIR: SystemDefinition<MimirInstallation, MimirRole, MimirCache, MimirGateway, MimirConfig, MimirLimits> =
  {
    title: 'Mimir',
    portNames: { http: 'http-metrics', grpc: 'grpc', gossip: 'memberlist' },
    gossip: {
      portName: 'gossip-ring',
      labels: { 'app.kubernetes.io/component': 'gossip-ring' },
      appProtocol: 'tcp',
    },
    layout: layoutOf,
    args: ({ path }, target) => [`-target=${target}`, '-config.expand-env=true', `-config.file=${path}`],
    data: { volume: DATA_VOLUME, mountPath: DATA_FOLDER },
    folders: [{ volume: 'active-queries', mountPath: ACTIVITY_FOLDER }],
    defaults: MIMIR_DEFAULTS,
    labelsPods: true,

    roles: ROLES,
    caches: CACHES,
    cacheSettings: {
      portName: 'client',
      controllerLabels: { 'app.kubernetes.io/component': 'memcached' },
      common: ({ props }) => props.caches ?? {},
      exporterImage: maintained.mimirMemcachedExporter,
      exporter: ({ props }) => props.memcachedExporter ?? {},
    },
    gateways: {
      nginx: {
        ...GATEWAY,
        props: ({ props: { gateway = false, nginx = gateway ? false : {} } }) => nginx,
        portName: 'http-metric',
      },
      gateway: {
        ...GATEWAY,
        props: ({ props: { gateway = false } }) => gateway,
        portName: 'http-metrics',
        configSuffix: 'nginx',
        // Load balancers ask the gateway of the chart for it.
        probePath: '/ready',
        legacyPort: { name: 'legacy-http-metrics', port: 8080 },
      },
    },

    config: baseConfig,
    ownConfig: ({ props }) => props.config,
    runtimeConfig: ({ props }) => props.runtimeConfig ?? {},
    storages: ({ storage }) => storagesOf(storage),
    minio: ({ props, storage }) =>
      props.minio && {
        ...props.minio,
        buckets: bucketsOf(storage),
        images: { server: maintained.mimirMinio, client: maintained.minioClient },
      },
    multiTenancy: ({ multitenancy_enabled = true }) => multitenancy_enabled,
    programs: createPrograms,

    monitoring: {
      rules: () => MIMIR_RULES,
      dashboards: [mimirDashboard],
      namesJobs: true,
      labelsMembers: true,
      ruleSuffix: 'prometheus-rule',
      clusterLabel: ({ release }) => release,
    },

    limitsAt: 'limits',
    runtimeKeys: (schema) => ({
      ingester_limits: schema.at('ingester.instance_limits'),
      distributor_limits: schema.at('distributor.instance_limits'),
      multi_kv_config: MULTI_KV,
    }),
    rules: MIMIR_CONFIG_RULES,
  };
