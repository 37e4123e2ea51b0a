import type { TempoConfig } from '../../imports/tempo-config';
import type { SystemDefinition } from '../../lib/constructs/microservice/definition';
import { TEMPO_RULES } from '../../lib/constructs/monitoring/alerts/tempo';
import { tempoDashboard } from '../../lib/constructs/monitoring/dashboards';
import { intOrString } from '../../lib/values/k8s';
import { maintained } from '../../versions';
import { CACHES } from './caches';
import { baseConfig, DATA_FOLDER, layoutOf } from './config';
import { budgetFor, TEMPO_DEFAULTS } from './defaults';
import { MINIO_BUCKET, type TempoInstallation } from './installation';
import type { TempoCache, TempoLimits, TempoRole } from './props';
import { ROLES } from './roles';
import { TEMPO_CONFIG_RULES } from './rules';

/** Tempo, as the systems in microservices mode are described. */
export const TEMPO: SystemDefinition<TempoInstallation, TempoRole, TempoCache, 'gateway', TempoConfig, TempoLimits> = {
  title: 'Tempo',
  portNames: { http: 'http-metrics', grpc: 'grpc', gossip: 'http-memberlist' },
  gossip: {
    portName: 'gossip-ring',
    targetPort: 'http-memberlist',
    labels: { 'app.kubernetes.io/component': 'gossip-ring' },
  },
  layout: layoutOf,
  args: ({ path, expandsEnv }, target) => [
    `-target=${target}`,
    `-config.file=${path}`,
    ...(expandsEnv ? ['-config.expand-env=true'] : []),
    // Memory that is never used, so that Go collects less often.
    '-mem-ballast-size-mbs=1024',
  ],
  data: { volume: 'data', mountPath: DATA_FOLDER },
  defaults: {
    ...TEMPO_DEFAULTS,
    readinessProbe: {
      httpGet: { path: '/ready', port: intOrString('http-metrics') },
      initialDelaySeconds: 30,
      timeoutSeconds: 1,
    },
  },
  labelsPods: true,

  roles: ROLES,
  caches: CACHES,
  cacheSettings: {
    portName: 'client',
    common: () => ({}),
    exporterImage: maintained.tempoMemcachedExporter,
    exporter: ({ props }) => props.memcachedExporter,
  },
  gateways: {
    gateway: {
      props: ({ props: { gateway = false } }) => gateway,
      portName: 'http-metrics',
      defaults: (props) => ({ ...TEMPO_DEFAULTS, ...budgetFor(props), image: maintained.tempoNginx }),
    },
  },

  config: baseConfig,
  ownConfig: ({ props }) => props.config,
  runtimeConfig: ({ props }) => ({ overrides: props.overrides ?? {} }),
  storages: ({ storage }) => [storage],
  minio: ({ props: { storage } }) =>
    'minio' in storage
      ? {
          ...storage.minio,
          buckets: [MINIO_BUCKET],
          images: { server: maintained.mimirMinio, client: maintained.minioClient },
        }
      : undefined,
  multiTenancy: ({ multitenancy_enabled = false }) => multitenancy_enabled,

  monitoring: { rules: () => TEMPO_RULES, dashboards: [tempoDashboard], namesJobs: true, labelsMembers: true },

  limitsAt: 'overrides.defaults',
  rules: TEMPO_CONFIG_RULES,
};
