import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { LokiConfig } from '../../imports/loki-config';
import type { ApiEndpoint } from '../../lib/api/endpoint';
import { checkRemoteWrites } from '../../lib/api/remote-write';
import { SystemApis } from '../../lib/api/system-apis';
import { RingChecks } from '../../lib/checks/rings/ring-checks';
import { mergeConfig } from '../../lib/config/merge';
import { accessOf, type Datasource, type DatasourceAccess, type TracedDatasourceProps } from '../../lib/datasource';
import { cacheNamed } from '../../lib/memcached/caches';
import type { Memcached } from '../../lib/memcached/memcached';
import { createConfigFiles } from '../../lib/microservice/config-files';
import { unusableFolders } from '../../lib/microservice/folders';
import { createGossip } from '../../lib/microservice/gossip';
import { imagesOfOtherVersions } from '../../lib/microservice/image-versions';
import { type InstallationRulesProps, rulesOf } from '../../lib/microservice/meta-monitoring';
import { cachesOf, createMonitoring } from '../../lib/microservice/monitoring';
import { createNetworkPolicies } from '../../lib/microservice/network-policies';
import { mistakesOf } from '../../lib/microservice/validation';
import { LOKI_RULES } from '../../lib/monitoring/alerts/loki';
import { lokiDashboard } from '../../lib/monitoring/dashboards';
import type { RuleGroup } from '../../lib/monitoring/rules';
import { createSystemAccount } from '../../lib/workload/service-account';
import { createLokiCaches, type LokiCache } from './caches';
import { createRoles } from './components';
import { baseConfig, layoutOf } from './config';
import { createGateway, createRolesExposure, entrancesOf } from './entrance';
import { foldersOf } from './folders';
import { LokiInstallation } from './installation';
import { ipv6Config } from './ipv6';
import type { LokiProps, LokiSettings } from './props';
import type { LOKI_RELEASES, LokiRelease } from './releases';
import { ringsOf } from './rings';
import { LOKI_ROLES, roleProps } from './roles';
import { mistakesInLoki } from './rules';
import { tlsConfig } from './tls';
import { type DerivedField, traceLink } from './trace-link';

export type { LokiCache } from './caches';
export type * from './props';
export * from './releases';
export type { IndexStore, SchemaPeriod } from './schema';

/** The data source of type `loki`, as Grafana is provisioned with it. */
export type LokiDatasource = Datasource<
  'loki',
  DatasourceAccess['jsonData'] & { readonly derivedFields?: readonly DerivedField[] }
>;

/**
 * Loki in microservices mode: each role a workload of its own, which finds the others over a ring.
 *
 * @throws UserError that names the role and the prop for everything that cannot be; what is wrong in the
 *   configuration is found when the environment is made, all of it at once
 */
export class Loki<Version extends LokiRelease = (typeof LOKI_RELEASES)[0]> extends Chart {
  /** The configuration that all roles read. */
  readonly config: LokiConfig;
  private readonly installation: LokiInstallation;
  private readonly apis: SystemApis;
  private readonly caches: ReadonlyMap<LokiCache, Memcached>;

  constructor(scope: Construct, id: string, props: LokiProps<Version>) {
    super(scope, id, { namespace: props.namespace });
    if (props.ruler) {
      checkRemoteWrites(this.node.path, 'ruler.remoteWrite', props.ruler.remoteWrite ?? [], { fixesTenant: true });
    }
    const installation = new LokiInstallation(props);
    this.installation = installation;
    const { system } = installation;

    installation.tls?.createCertificate(this);
    const serviceAccountName = createSystemAccount(this, system, props.serviceAccount);
    this.caches = createLokiCaches(this, installation, serviceAccountName);
    this.config = mergeConfig(
      baseConfig(installation, this.caches),
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
    createGossip(this, installation, { portName: 'tcp', targetPort: 'http-memberlist' });
    createRoles(this, installation, files, serviceAccountName);
    const gateway = createGateway(this, installation, serviceAccountName);
    this.apis = new SystemApis({
      by: this.node.path,
      gateway,
      multiTenancy: this.config.auth_enabled ?? true,
      tls: installation.tls?.client,
    });
    createRolesExposure(this, installation);

    createMonitoring(this, {
      system,
      roles: LOKI_ROLES.filter((role) => installation.runs(role)).map((name) => ({
        name,
        props: roleProps(props, name),
      })),
      metricsPort: 'http',
      namesJobs: false,
      tls: installation.tls,
      meta: { title: 'Loki', rules: LOKI_RULES, dashboards: [lokiDashboard] },
      props,
    });
    createNetworkPolicies(this, {
      system,
      // Those of the Helm chart.
      prefix: system.app,
      entrances: entrancesOf(installation),
      components: LOKI_ROLES.filter((role) => installation.runs(role)),
      metricsPorts: ['http', 'http-metrics'],
      config: this.config,
      storages: installation.periods.map(({ storage }) => storage),
      props,
    });
    this.node.addValidation({ validate: () => this.mistakes(props) });
    new RingChecks(this, 'rings', ringsOf(installation, this.config), props.accepts, (cluster) => [
      ...unusableFolders(foldersOf(installation, this.config), cluster),
      ...imagesOfOtherVersions(
        installation,
        LOKI_ROLES.filter((role) => installation.runs(role)),
        cluster,
      ),
    ]);
  }

  /** Where clients push logs: Promtail, Alloy and others take it as it is. */
  get push(): ApiEndpoint<'loki-push'> {
    return this.apis.entrance('loki-push', '/loki/api/v1/push', () => this.installation.endpoint('distributor'));
  }

  /** What clients query, without a path: Grafana adds it. */
  get query(): ApiEndpoint<'loki-query'> {
    const { installation } = this;
    return this.apis.entrance('loki-query', '', () =>
      installation.endpoint(installation.runs('query-frontend') ? 'query-frontend' : 'querier'),
    );
  }

  /**
   * What a memcached client resolves to find all pods of a cache, such as `dnssrv+_memcached-client._tcp...`.
   * @throws UserError if the cache does not run
   */
  cacheAddress(name: LokiCache): string {
    return cacheNamed(this.node.path, this.caches, name).srvAddress;
  }

  /** Alerts and recording rules about this installation, for Prometheus (`rules`), a PrometheusRule or a ruler. */
  rules(props: InstallationRulesProps = {}): RuleGroup[] {
    const about = rulesOf(this.installation.system, cachesOf(this).length > 0, props);
    return [...LOKI_RULES.recordings(about), ...LOKI_RULES.alerts(about)];
  }

  /**
   * The data source by which Grafana shows these logs.
   * @throws UserError if requests need a tenant or a user, and none is named
   */
  datasource({
    name = 'Loki',
    uid = 'loki',
    isDefault,
    traces,
    ...identity
  }: TracedDatasourceProps = {}): LokiDatasource {
    const { jsonData, ...access } = accessOf(this.node.path, this.query.for(identity));
    return {
      name,
      uid,
      type: 'loki',
      access: 'proxy',
      isDefault,
      editable: false,
      ...access,
      jsonData: { ...(traces && { derivedFields: [traceLink(traces)] }), ...jsonData },
    };
  }

  /** What Loki would refuse in its configuration. */
  private mistakes(props: LokiSettings): string[] {
    const { installation, config } = this;
    return mistakesOf({
      schema: installation.version.schema,
      config,
      rules: () => mistakesInLoki({ config, runs: (role) => installation.runs(role) }),
      limitsAt: 'limits_config',
      overrides: props.runtimeConfig?.overrides ?? {},
      props,
    });
  }
}
