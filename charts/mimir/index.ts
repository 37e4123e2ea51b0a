import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { MimirConfig } from '../../imports/mimir-config';
import { mergeConfig } from '../../lib/config/merge';
import { type PrometheusDatasource, prometheusDatasource, type TracedDatasourceProps } from '../../lib/datasource';
import type { Endpoint } from '../../lib/endpoint';
import { Gateway } from '../../lib/gateway/gateway';
import type { GatewayProps } from '../../lib/gateway/props';
import { routesOf } from '../../lib/gateway/route-table';
import { cacheNamed } from '../../lib/memcached/caches';
import { createConfigFiles } from '../../lib/microservice/config-files';
import { unusableFolders } from '../../lib/microservice/folders';
import { createGossip } from '../../lib/microservice/gossip';
import { createMonitoring } from '../../lib/microservice/monitoring';
import { mistakesOf } from '../../lib/microservice/validation';
import { RingChecks } from '../../lib/ring/ring-checks';
import { SystemMinio } from '../../lib/system-minio';
import { createSystemAccount } from '../../lib/workload/service-account';
import { maintained } from '../../versions';
import { type CacheClient, createMimirCaches, type MimirCache } from './caches';
import { createRoles } from './components';
import { baseConfig, layoutOf } from './config';
import { MIMIR_CONFIG } from './config-schema';
import { createContinuousTest, createSmokeTest } from './continuous-test';
import { NGINX_DEFAULTS } from './defaults';
import { foldersOf } from './folders';
import { MimirInstallation } from './installation';
import type { MimirProps } from './props';
import { ringsOf } from './rings';
import { RolloutOperator } from './rollout-operator';
import { ONE_BY_ONE, ROUTES } from './routes';
import { mistakesInMimir } from './rules';
import { bucketsOf } from './storage';

export type { MimirCache } from './caches';
export { mimir210Config, mimirConfig, readMimir210Config, readMimirConfig } from './config-schema';
export type * from './props';

/**
 * Mimir in microservices mode, with rings that know of zones.
 *
 * @throws UserError that names the role and the prop for everything that cannot be; what is wrong in the
 *   configuration is found when the environment is made, all of it at once
 */
export class Mimir extends Chart {
  /** The configuration that all roles read. */
  readonly config: MimirConfig;
  private readonly installation: MimirInstallation;
  private readonly gateway: Endpoint | undefined;
  private readonly caches: ReadonlyMap<MimirCache, CacheClient>;

  constructor(scope: Construct, id: string, props: MimirProps) {
    super(scope, id, { namespace: props.namespace });
    const installation = new MimirInstallation(props);
    this.installation = installation;
    const { system } = installation;
    const { release = 'mimir' } = props;

    const serviceAccountName = createSystemAccount(this, system, props.serviceAccount);
    if (props.minio) {
      new SystemMinio(this, 'minio', {
        ...props.minio,
        system,
        release,
        buckets: bucketsOf(installation.storage),
        images: { server: maintained.mimirMinio, client: maintained.minioClient },
      });
    }
    const caches = createMimirCaches(this, installation, serviceAccountName);
    this.caches = caches;
    this.config = mergeConfig<MimirConfig>(baseConfig(installation, caches), props.config ?? {});
    const files = createConfigFiles(this, {
      system,
      layout: layoutOf(system),
      config: this.config,
      runtimeConfig: props.runtimeConfig ?? {},
      existingSecret: props.existingSecretForConfig,
    });
    createGossip(this, installation, {
      portName: 'gossip-ring',
      labels: { 'app.kubernetes.io/component': 'gossip-ring' },
      appProtocol: 'tcp',
    });
    createRoles(this, installation, files, serviceAccountName);
    const gateway = this.createGateways(props, serviceAccountName);
    this.gateway = gateway?.endpoint;
    if (props.rolloutOperator !== false) {
      new RolloutOperator(this, 'rollout-operator', {
        system,
        release,
        imageRegistry: props.imageRegistry,
        props: installation.withPodDefaults(props.rolloutOperator ?? {}),
      });
    }
    const entrance = this.gateway ?? installation.endpoint('distributor');
    if (props.continuousTest) {
      createContinuousTest(this, installation, entrance, serviceAccountName, props.continuousTest);
    }
    if (props.smokeTest) createSmokeTest(this, installation, entrance, serviceAccountName);
    createMonitoring(this, {
      system,
      metricsPorts: ['http-metrics'],
      entrances: gateway ? [gateway.name] : ['distributor', 'query-frontend', 'ruler', 'alertmanager'],
      entrancePort: gateway ? GATEWAYS[gateway.name].portName : 'http-metrics',
      components: [...installation.roles.map((name) => ({ name })), ...cachesWithExporter(props, caches)],
      props,
    });

    this.node.addValidation({ validate: () => this.mistakes(props) });
    new RingChecks(this, 'rings', ringsOf(installation, this.config), props.accepts, (cluster) => [
      ...unusableFolders(foldersOf(installation, this.config), cluster),
    ]);
  }

  /** Where Prometheus and collectors write samples to (`remote_write[].url`). */
  get remoteWriteUrl(): string {
    return `${(this.gateway ?? this.installation.endpoint('distributor')).url}/api/v1/push`;
  }

  /** What answers as a Prometheus does. */
  get prometheusUrl(): string {
    return `${(this.gateway ?? this.installation.endpoint('query-frontend')).url}/prometheus`;
  }

  /**
   * What a memcached client resolves to find all pods of a cache, such as `dns+mimir-chunks-cache.metrics.svc:11211`.
   * @throws UserError if the cache does not run
   */
  cacheAddress(name: MimirCache): string {
    return cacheNamed(this.node.path, this.caches, name).address;
  }

  /**
   * The data source by which Grafana shows these metrics. nginx names the tenant `anonymous` for requests that name
   * none, so under multi-tenancy one is named only to see another one's.
   */
  datasource({ name = 'Mimir', uid = 'mimir', ...props }: TracedDatasourceProps = {}): PrometheusDatasource {
    return prometheusDatasource({ ...props, name, uid, url: this.prometheusUrl, prometheusType: 'Mimir' });
  }

  /** Makes the gateways that run, and returns the one that others are sent to. */
  private createGateways(
    { gateway = false, nginx = gateway ? false : {} }: MimirProps,
    serviceAccountName: string,
  ): { readonly name: 'gateway' | 'nginx'; readonly endpoint: Endpoint } | undefined {
    const older = nginx && this.createGateway('nginx', nginx, serviceAccountName);
    const newer = gateway && this.createGateway('gateway', gateway, serviceAccountName);
    if (newer) return { name: 'gateway', endpoint: newer };
    return older ? { name: 'nginx', endpoint: older } : undefined;
  }

  private createGateway(name: keyof typeof GATEWAYS, props: GatewayProps, serviceAccountName: string): Endpoint {
    const { installation } = this;
    const { multiTenancy = true } = installation.props;
    return new Gateway(this, name, {
      ...GATEWAYS[name],
      system: installation.system,
      name,
      routes: routesOf(
        ROUTES,
        (role) => installation.runs(role),
        (role) => installation.endpoint(role, ONE_BY_ONE.has(role) ? 'headless' : undefined),
      ),
      defaultTenant: multiTenancy ? 'anonymous' : undefined,
      readTimeoutSeconds: 300,
      realm: 'Mimir',
      serviceAccountName,
      defaults: { ...NGINX_DEFAULTS, image: maintained.mimirNginx },
      props: installation.withPodDefaults(props),
    }).endpoint;
  }

  /** What Mimir would refuse in its configuration. */
  private mistakes(props: MimirProps): string[] {
    const { installation, config } = this;
    return mistakesOf({
      schema: MIMIR_CONFIG[installation.version],
      config,
      rules: () => mistakesInMimir(config),
      limitsAt: 'limits',
      overrides: props.runtimeConfig?.overrides ?? {},
      props,
    });
  }
}

/** The two gateways that the Helm chart has: nginx, and the one that succeeds it. */
const GATEWAYS = {
  nginx: { portName: 'http-metric' },
  gateway: {
    portName: 'http-metrics',
    configSuffix: 'nginx',
    legacyPort: { name: 'legacy-http-metrics', port: 8080 },
  },
} as const;

/** A cache without an exporter has no metrics. */
const cachesWithExporter = (
  { memcachedExporter = {} }: MimirProps,
  caches: ReadonlyMap<string, CacheClient>,
): Array<{ readonly name: string }> => (memcachedExporter ? [...caches.keys()].map((name) => ({ name })) : []);
