import type { SystemDefinition } from '../../lib/constructs/microservice/definition';
import { MULTI_KV, mapOf, switches } from '../../lib/constructs/microservice/runtime-file';
import { lokiDashboard } from '../../lib/constructs/monitoring/dashboards';
import { maintained } from '../../versions';
import { CACHES } from './caches';
import { baseConfig, DATA_FOLDER, layoutOf } from './config';
import { LOKI_DEFAULTS, NGINX_DEFAULTS } from './defaults';
import type { LokiInstallation } from './installation';
import type { LokiCache, LokiRole } from './props';
import type { LokiAnyConfig, LokiAnyLimits } from './releases';
import { ROLES } from './roles';
import { LOKI_CONFIG_RULES } from './rules';

/** What is logged of a tenant. */
const LOGGING = switches(
  'log_stream_creation',
  'log_push_request',
  'log_push_request_streams',
  'limited_log_push_errors',
);

/** Loki, as the systems in microservices mode are described. */
export const LOKI: SystemDefinition<LokiInstallation, LokiRole, LokiCache, 'gateway', LokiAnyConfig, LokiAnyLimits> = {
  title: 'Loki',
  portNames: { http: 'http', grpc: 'grpc', gossip: 'http-memberlist' },
  gossip: { portName: 'tcp', targetPort: 'http-memberlist' },
  layout: layoutOf,
  args: ({ path, expandsEnv }, target) => [
    `-config.file=${path}`,
    ...(expandsEnv ? ['-config.expand-env=true'] : []),
    `-target=${target}`,
  ],
  data: { volume: 'data', mountPath: DATA_FOLDER },
  defaults: LOKI_DEFAULTS,
  labelsPods: false,

  roles: ROLES,
  caches: CACHES,
  cacheSettings: {
    common: ({ props }) => props.caches ?? {},
    exporterImage: maintained.memcachedExporter,
    exporter: ({ props }) => props.memcachedExporter,
  },
  gateways: {
    gateway: {
      props: ({ props: { gateway = {} } }) => gateway,
      portName: 'http',
      defaults: { ...NGINX_DEFAULTS, image: maintained.nginx },
    },
  },

  config: baseConfig,
  ownConfig: ({ props }) => props.config,
  runtimeConfig: ({ props }) => props.runtimeConfig ?? {},
  storages: ({ periods }) => periods.map(({ storage }) => storage),
  multiTenancy: ({ auth_enabled = true }) => auth_enabled,

  monitoring: {
    rules: ({ version }) => version.traits.rules,
    dashboards: [lokiDashboard],
    namesJobs: false,
    labelsMembers: false,
  },
  // The Helm chart names them after the application.
  policyPrefix: ({ system }) => system.app,

  limitsAt: 'limits_config',
  runtimeKeys: ({ root }) => {
    // Where the configuration has the settings of all tenants, the file has those of single ones alone.
    const own = root.kind === 'block' ? root.keys.get('operational_config') : undefined;
    return {
      configs: mapOf(own ?? LOGGING),
      ...(own === undefined && { default: LOGGING }),
      multi_kv_config: MULTI_KV,
    };
  },
  rules: LOKI_CONFIG_RULES,
};
