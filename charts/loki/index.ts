import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { LokiConfig } from '../../imports/loki-config';
import { RingChecks } from '../../lib/checks/rings/ring-checks';
import { mergeConfig } from '../../lib/config/merge';
import { type Datasource, type TracedDatasourceProps, tenantHeader } from '../../lib/datasource';
import type { Endpoint } from '../../lib/endpoint';
import { UserError } from '../../lib/errors';
import { createConfigFiles } from '../../lib/microservice/config-files';
import { createGossip } from '../../lib/microservice/gossip';
import { createMonitoring } from '../../lib/microservice/monitoring';
import { mistakesOf } from '../../lib/microservice/validation';
import { createServiceAccount } from '../../lib/workload/service-account';
import { createLokiCaches } from './caches';
import { createRoles } from './components';
import { baseConfig, layoutOf } from './config';
import { LOKI_CONFIG } from './config-schema';
import { createGateway, createRolesIngress } from './entrance';
import { LokiInstallation } from './installation';
import type { LokiProps } from './props';
import { ringsOf } from './rings';
import { mistakesInLoki } from './rules';
import { type DerivedField, traceLink } from './trace-link';

export { lokiConfig, readLokiConfig } from './config-schema';
export type * from './props';
export type { IndexStore, SchemaPeriod } from './schema';

/** The data source of type `loki`, as Grafana is provisioned with it. */
export type LokiDatasource = Datasource<
  'loki',
  { readonly derivedFields?: readonly DerivedField[]; readonly httpHeaderName1?: string }
>;

/**
 * Loki in microservices mode: each role a workload of its own, which finds the others over a ring.
 *
 * @throws UserError that names the role and the prop for everything that cannot be; what is wrong in the
 *   configuration is found when the environment is made, all of it at once
 */
export class Loki extends Chart {
  /** The configuration that all roles read. */
  readonly config: LokiConfig;
  private readonly installation: LokiInstallation;
  private readonly gateway: Endpoint | undefined;

  constructor(scope: Construct, id: string, props: LokiProps) {
    super(scope, id, { namespace: props.namespace });
    const installation = new LokiInstallation(props);
    this.installation = installation;
    const { system } = installation;

    const serviceAccountName = createServiceAccount(this, 'service-account', props.serviceAccount ?? {}, system.names);
    const caches = createLokiCaches(this, installation, serviceAccountName);
    this.config = mergeConfig(baseConfig(installation, caches), props.config ?? {});
    const files = createConfigFiles(this, {
      system,
      layout: layoutOf(system),
      config: this.config,
      runtimeConfig: props.runtimeConfig ?? {},
      existingSecret: props.existingSecretForConfig,
    });
    createGossip(this, installation, { portName: 'tcp', targetPort: 'http-memberlist' });
    createRoles(this, installation, files, serviceAccountName);
    this.gateway = createGateway(this, installation, serviceAccountName);
    createRolesIngress(this, installation);

    createMonitoring(this, {
      system,
      metricsPorts: ['http', 'http-metrics'],
      entrances: this.gateway ? ['gateway'] : ['distributor', 'querier', 'query-frontend', 'ruler'],
      entrancePort: 'http',
      props,
    });
    this.node.addValidation({ validate: () => this.mistakes(props) });
    new RingChecks(this, 'rings', ringsOf(installation, this.config), props.accepts);
  }

  /** Where clients push logs. */
  get pushUrl(): string {
    return `${(this.gateway ?? this.installation.endpoint('distributor')).url}/loki/api/v1/push`;
  }

  /** What clients query, without a path: Grafana adds it. */
  get queryUrl(): string {
    const { installation } = this;
    return (this.gateway ?? installation.endpoint(installation.runs('query-frontend') ? 'query-frontend' : 'querier'))
      .url;
  }

  /**
   * The data source by which Grafana shows these logs.
   * @throws UserError if requests must name a tenant, and none is named
   */
  datasource({ name = 'Loki', uid = 'loki', isDefault, tenant, traces }: TracedDatasourceProps = {}): LokiDatasource {
    if (this.config.auth_enabled && tenant === undefined) {
      throw new UserError(`${this.node.path}: datasource: found no tenant, multi-tenancy asks for one: name it`);
    }
    const { jsonData, ...secret } = tenantHeader(tenant);
    return {
      name,
      uid,
      type: 'loki',
      access: 'proxy',
      url: this.queryUrl,
      isDefault,
      editable: false,
      jsonData: { ...(traces && { derivedFields: [traceLink(traces)] }), ...jsonData },
      ...secret,
    };
  }

  /** What Loki would refuse in its configuration. */
  private mistakes(props: LokiProps): string[] {
    const { installation, config } = this;
    return mistakesOf({
      schema: LOKI_CONFIG,
      config,
      rules: () => mistakesInLoki({ config, runs: (role) => installation.runs(role) }),
      limitsAt: 'limits_config',
      overrides: props.runtimeConfig?.overrides ?? {},
      props,
    });
  }
}
