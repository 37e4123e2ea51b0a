import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { MimirConfig } from '../../imports/mimir-config';
import type { ApiEndpoint } from '../../lib/api/endpoint';
import { SystemApis } from '../../lib/api/system-apis';
import { RingChecks } from '../../lib/checks/rings/ring-checks';
import { mergeConfig } from '../../lib/config/merge';
import { type PrometheusDatasource, prometheusDatasource, type TracedDatasourceProps } from '../../lib/datasource';
import { within } from '../../lib/errors';
import { Gateway } from '../../lib/gateway/gateway';
import type { GatewayProps } from '../../lib/gateway/props';
import { routesOf } from '../../lib/gateway/route-table';
import { cacheNamed } from '../../lib/memcached/caches';
import { createConfigFiles } from '../../lib/microservice/config-files';
import { unusableFolders } from '../../lib/microservice/folders';
import { createGossip } from '../../lib/microservice/gossip';
import { imagesOfOtherVersions } from '../../lib/microservice/image-versions';
import { type InstallationRulesProps, rulesOf } from '../../lib/microservice/meta-monitoring';
import { cachesOf, createMonitoring } from '../../lib/microservice/monitoring';
import { createNetworkPolicies } from '../../lib/microservice/network-policies';
import { mistakesOf } from '../../lib/microservice/validation';
import { MIMIR_RULES } from '../../lib/monitoring/alerts/mimir';
import { mimirDashboard } from '../../lib/monitoring/dashboards';
import type { RuleGroup } from '../../lib/monitoring/rules';
import { MEMBER } from '../../lib/ring/gossip-service';
import { SystemMinio } from '../../lib/system-minio';
import { createSystemAccount } from '../../lib/workload/service-account';
import { maintained } from '../../versions';
import { type CacheClient, createMimirCaches, type MimirCache } from './caches';
import { createRoles } from './components';
import { baseConfig, layoutOf } from './config';
import { createContinuousTest, createSmokeTest, DEFAULT_TENANT, testEntrancesOf } from './continuous-test';
import { NGINX_DEFAULTS } from './defaults';
import { backendOf, createRolesExposure, entrancesOf, GATEWAYS, type GatewayName, gatewaysOf } from './entrance';
import { foldersOf } from './folders';
import { MimirInstallation } from './installation';
import { ipv6Config } from './ipv6';
import type { MimirProps, MimirSettings } from './props';
import type { MIMIR_RELEASES, MimirRelease } from './releases';
import { ringsOf } from './rings';
import { gossips, ROLE_PROPS } from './roles';
import { RolloutOperator } from './rollout-operator';
import { ROUTES } from './routes';
import { mistakesInMimir } from './rules';
import { bucketsOf, storagesOf } from './storage';
import { tlsConfig } from './tls';

export type { MimirCache } from './caches';
export type * from './props';
export * from './releases';

/**
 * Mimir in microservices mode, with rings that know of zones.
 *
 * @throws UserError that names the role and the prop for everything that cannot be; what is wrong in the
 *   configuration is found when the environment is made, all of it at once
 */
export class Mimir<Version extends MimirRelease = (typeof MIMIR_RELEASES)[0]> extends Chart {
  /** The configuration that all roles read. */
  readonly config: MimirConfig;
  private readonly installation: MimirInstallation;
  private readonly apis: SystemApis;
  private readonly caches: ReadonlyMap<MimirCache, CacheClient>;

  constructor(scope: Construct, id: string, props: MimirProps<Version>) {
    super(scope, id, { namespace: props.namespace });
    const installation = new MimirInstallation(props);
    this.installation = installation;
    const { system } = installation;
    const { release = 'mimir' } = props;

    installation.tls?.createCertificate(this);
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
    this.config = mergeConfig<MimirConfig>(
      baseConfig(installation, caches),
      ipv6Config(installation),
      tlsConfig(installation),
      props.config ?? {},
    );
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
    const multiTenancy = this.config.multitenancy_enabled ?? true;
    const gateways = gatewaysOf(props).map(([name, own]) =>
      this.createGateway(name, own, multiTenancy, serviceAccountName),
    );
    // Others are sent to the newer one.
    const gateway = gateways.at(-1);
    this.apis = new SystemApis({ by: this.node.path, gateway, multiTenancy, tls: installation.tls?.client });
    createRolesExposure(this, installation);
    if (props.rolloutOperator !== false) {
      new RolloutOperator(this, 'rollout-operator', {
        system,
        release,
        imageRegistry: props.imageRegistry,
        props: installation.withPodDefaults(props.rolloutOperator ?? {}),
      });
    }
    const entrances = within(this.node.path, () => testEntrancesOf(props, installation, gateway));
    if (props.continuousTest) {
      createContinuousTest(this, installation, entrances, serviceAccountName, props.continuousTest);
    }
    if (props.smokeTest) createSmokeTest(this, installation, entrances, serviceAccountName);
    createMonitoring(this, {
      system,
      roles: installation.roles.map((name) => ({
        name,
        labels: gossips(name) ? MEMBER : {},
        props: props[ROLE_PROPS[name]],
      })),
      metricsPort: 'http-metrics',
      namesJobs: true,
      tls: installation.tls,
      clusterLabel: release,
      ruleSuffix: 'prometheus-rule',
      meta: { title: 'Mimir', rules: MIMIR_RULES, dashboards: [mimirDashboard] },
      props,
    });
    createNetworkPolicies(this, {
      system,
      entrances: entrancesOf(installation),
      components: installation.roles,
      metricsPorts: ['http-metrics'],
      config: this.config,
      storages: storagesOf(installation.storage),
      props,
    });

    this.node.addValidation({ validate: () => this.mistakes(props) });
    new RingChecks(this, 'rings', ringsOf(installation, this.config), props.accepts, (cluster) => [
      ...unusableFolders(foldersOf(installation, this.config), cluster),
      ...imagesOfOtherVersions(installation, installation.roles, cluster),
    ]);
  }

  /** Where samples are written to: Prometheus, Tempo, Loki's ruler and collectors take it as it is. */
  get remoteWrite(): ApiEndpoint<'remote-write'> {
    const { overrides = {} } = this.installation.props.runtimeConfig ?? {};
    const limits = [this.config.limits, ...Object.values(overrides)];
    return this.apis
      .entrance('remote-write', '/api/v1/push', () => this.installation.endpoint('distributor'))
      .storingExemplars(limits.some((of) => (of?.max_global_exemplars_per_user ?? 0) > 0));
  }

  /** What answers as a Prometheus does. */
  get prometheus(): ApiEndpoint<'prometheus-query'> {
    return this.apis.entrance('prometheus-query', '/prometheus', () => this.installation.endpoint('query-frontend'));
  }

  /**
   * What a memcached client resolves to find all pods of a cache, such as `dns+mimir-chunks-cache.metrics.svc:11211`.
   * @throws UserError if the cache does not run
   */
  cacheAddress(name: MimirCache): string {
    return cacheNamed(this.node.path, this.caches, name).address;
  }

  /** Alerts and recording rules about this installation, for Prometheus (`rules`), a PrometheusRule or a ruler. */
  rules(props: InstallationRulesProps = {}): RuleGroup[] {
    const about = rulesOf(this.installation.system, cachesOf(this).length > 0, props);
    return [...MIMIR_RULES.recordings(about), ...MIMIR_RULES.alerts(about)];
  }

  /**
   * The data source by which Grafana shows these metrics. nginx names the tenant `anonymous` for requests that name
   * none, so under multi-tenancy one is named only to see another one's, or where there is no nginx.
   * @throws UserError if requests need a tenant or a user, and none is named
   */
  datasource({ name = 'Mimir', uid = 'mimir', ...props }: TracedDatasourceProps = {}): PrometheusDatasource {
    const { path } = this.node;
    return prometheusDatasource(path, this.prometheus, { ...props, name, uid, prometheusType: 'Mimir' });
  }

  private createGateway(
    name: GatewayName,
    props: GatewayProps,
    multiTenancy: boolean,
    serviceAccountName: string,
  ): Gateway {
    const { installation } = this;
    return new Gateway(this, name, {
      ...GATEWAYS[name],
      system: installation.system,
      name,
      backendTls: installation.backendTls,
      routes: routesOf(
        ROUTES,
        (role) => installation.runs(role),
        (role) => backendOf(installation, role),
      ),
      defaultTenant: multiTenancy ? DEFAULT_TENANT : undefined,
      readTimeout: 300,
      realm: 'Mimir',
      serviceAccountName,
      defaults: { ...NGINX_DEFAULTS, image: maintained.mimirNginx },
      props: installation.withPodDefaults(props),
    });
  }

  /** What Mimir would refuse in its configuration. */
  private mistakes(props: MimirSettings): string[] {
    const { installation, config } = this;
    return mistakesOf({
      schema: installation.version.schema,
      config,
      rules: () => mistakesInMimir(config),
      limitsAt: 'limits',
      overrides: props.runtimeConfig?.overrides ?? {},
      props,
    });
  }
}
