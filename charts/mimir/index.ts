import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { MimirConfig } from '../../imports/mimir-config';
import { RingChecks } from '../../lib/checks/rings/ring-checks';
import { mergeConfig } from '../../lib/config/merge';
import { type PrometheusDatasource, prometheusDatasource, type TracedDatasourceProps } from '../../lib/datasource';
import type { Endpoint } from '../../lib/endpoint';
import { Gateway } from '../../lib/gateway/gateway';
import { routesOf } from '../../lib/gateway/route-table';
import { createConfigFiles } from '../../lib/microservice/config-files';
import { createGossip } from '../../lib/microservice/gossip';
import { createMonitoring } from '../../lib/microservice/monitoring';
import { mistakesOf } from '../../lib/microservice/validation';
import { createServiceAccount } from '../../lib/workload/service-account';
import { maintained } from '../../versions';
import { createMimirCaches } from './caches';
import { createRoles } from './components';
import { baseConfig, layoutOf } from './config';
import { MIMIR_CONFIG } from './config-schema';
import { createContinuousTest, createSmokeTest } from './continuous-test';
import { NGINX_DEFAULTS } from './defaults';
import { MimirInstallation } from './installation';
import { MimirMinio } from './minio';
import type { MimirProps } from './props';
import { ringsOf } from './rings';
import { RolloutOperator } from './rollout-operator';
import { ONE_BY_ONE, ROUTES } from './routes';
import { mistakesInMimir } from './rules';
import { bucketsOf } from './storage';

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

  constructor(scope: Construct, id: string, props: MimirProps) {
    super(scope, id, { namespace: props.namespace });
    const installation = new MimirInstallation(props);
    this.installation = installation;
    const { system } = installation;
    const { release = 'mimir' } = props;

    const serviceAccountName = createServiceAccount(this, 'service-account', props.serviceAccount ?? {}, system.names);
    if (props.minio) {
      new MimirMinio(this, 'minio', { ...props.minio, system, release, buckets: bucketsOf(installation.storage) });
    }
    const caches = createMimirCaches(this, installation, serviceAccountName);
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
    this.gateway = this.createGateway(props, serviceAccountName);
    if (props.rolloutOperator !== false) {
      new RolloutOperator(this, 'rollout-operator', {
        system,
        release,
        props: installation.withDefaults(props.rolloutOperator ?? {}),
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
      entrances: this.gateway ? ['nginx'] : ['distributor', 'query-frontend', 'ruler', 'alertmanager'],
      entrancePort: this.gateway ? 'http-metric' : 'http-metrics',
      components: [...installation.roles.map((name) => ({ name })), ...cachesWithExporter(props, caches)],
      props,
    });

    this.node.addValidation({ validate: () => this.mistakes(props) });
    new RingChecks(this, 'rings', ringsOf(installation, this.config), props.accepts);
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
   * The data source by which Grafana shows these metrics. nginx names the tenant `anonymous` for requests that name
   * none, so under multi-tenancy one is named only to see another one's.
   */
  datasource({ name = 'Mimir', uid = 'mimir', ...props }: TracedDatasourceProps = {}): PrometheusDatasource {
    return prometheusDatasource({ ...props, name, uid, url: this.prometheusUrl, prometheusType: 'Mimir' });
  }

  private createGateway(
    { nginx = {}, multiTenancy = true }: MimirProps,
    serviceAccountName: string,
  ): Endpoint | undefined {
    if (nginx === false) return undefined;
    const { installation } = this;
    return new Gateway(this, 'nginx', {
      system: installation.system,
      name: 'nginx',
      portName: 'http-metric',
      routes: routesOf(
        ROUTES,
        (role) => installation.runs(role),
        (role) => installation.endpoint(role, ONE_BY_ONE.has(role) ? 'headless' : undefined),
      ),
      defaultTenant: multiTenancy ? 'anonymous' : undefined,
      readTimeoutSeconds: 300,
      realm: 'Mimir',
      serviceAccountName,
      defaults: { ...NGINX_DEFAULTS, image: maintained.mimirNginx, podLabels: installation.system.labels },
      props: installation.withDefaults(nginx),
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

/** A cache without an exporter has no metrics. */
const cachesWithExporter = (
  { memcachedExporter = {} }: MimirProps,
  caches: ReadonlyMap<string, string>,
): Array<{ readonly name: string }> => (memcachedExporter ? [...caches.keys()].map((name) => ({ name })) : []);
