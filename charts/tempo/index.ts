import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { TempoConfig } from '../../imports/tempo-config';
import { RingChecks } from '../../lib/checks/rings/ring-checks';
import { mergeConfig } from '../../lib/config/merge';
import { type Datasource, type DatasourceProps, tenantHeader } from '../../lib/datasource';
import type { Endpoint } from '../../lib/endpoint';
import { UserError } from '../../lib/errors';
import { Gateway } from '../../lib/gateway/gateway';
import { routesOf } from '../../lib/gateway/route-table';
import { Memcached } from '../../lib/memcached/memcached';
import { createConfigFiles } from '../../lib/microservice/config-files';
import { createGossip } from '../../lib/microservice/gossip';
import { createMonitoring } from '../../lib/microservice/monitoring';
import { mistakesOf } from '../../lib/microservice/validation';
import { MEMBER } from '../../lib/ring/gossip-service';
import type { Labels } from '../../lib/system';
import { createServiceAccount } from '../../lib/workload/service-account';
import { maintained } from '../../versions';
import { createRoles } from './components';
import { baseConfig, layoutOf } from './config';
import { TEMPO_CONFIG } from './config-schema';
import { TEMPO_DEFAULTS } from './defaults';
import { TempoInstallation } from './installation';
import type { TempoProps } from './props';
import { RECEIVERS, type ReceiverName } from './receivers';
import { ringsOf } from './rings';
import { gossips } from './roles';
import { routeTable } from './routes';
import { mistakesInTempo } from './rules';
import { TEMPO_QUERY_FILE, tempoQueryConfig } from './tempo-query';

export { readTempoConfig, tempoConfig } from './config-schema';
export type * from './props';
export type { Receiver, ReceiverSettings, TempoReceivers } from './receivers';

/** The data source of type `tempo`, as Grafana is provisioned with it. */
export type TempoDatasource = Datasource<
  'tempo',
  {
    readonly tracesToLogsV2?: {
      readonly datasourceUid: string;
      readonly tags: ReadonlyArray<{ readonly key: string; readonly value?: string }>;
      readonly filterByTraceID: boolean;
    };
    readonly tracesToMetrics?: {
      readonly datasourceUid: string;
      readonly tags: ReadonlyArray<{ readonly key: string; readonly value?: string }>;
    };
    readonly serviceMap?: { readonly datasourceUid: string };
    readonly nodeGraph: { readonly enabled: boolean };
    readonly httpHeaderName1?: string;
  }
>;

export interface TempoDatasourceProps extends DatasourceProps {
  /** Where the logs of a span are, found by its service. @default - no link */
  readonly logs?: Datasource<'loki'>;
  /** Where the metrics of a service and the service graph are. @default - no link */
  readonly metrics?: Datasource<'prometheus'>;
}

/**
 * Tempo in microservices mode: each role a workload of its own, which finds the others over a ring.
 *
 * @throws UserError that names the role and the prop for everything that cannot be; what is wrong in the
 *   configuration and in the ring is found when the environment is made, all of it at once
 */
export class Tempo extends Chart {
  /** The configuration that all roles read. */
  readonly config: TempoConfig;
  private readonly installation: TempoInstallation;
  private readonly gateway: Endpoint | undefined;

  constructor(scope: Construct, id: string, props: TempoProps) {
    super(scope, id, { namespace: props.namespace });
    const installation = new TempoInstallation(props);
    this.installation = installation;
    const { system } = installation;

    const serviceAccountName = createServiceAccount(
      this,
      'service-account',
      // Nothing of Tempo asks the Kubernetes API.
      { automountToken: false, ...props.serviceAccount },
      system.names,
    );
    const memcached = this.createMemcached(props, serviceAccountName);
    this.config = mergeConfig(baseConfig(installation, memcached?.endpoint.service), props.config ?? {});
    const files = createConfigFiles(this, {
      system,
      layout: layoutOf(system),
      config: this.config,
      runtimeConfig: { overrides: props.overrides ?? {} },
      existingSecret: props.existingSecretForConfig,
      extraFiles: props.queryFrontend?.query ? { [TEMPO_QUERY_FILE]: tempoQueryConfig(installation.ports.http) } : {},
    });
    createGossip(this, installation, {
      portName: 'gossip-ring',
      targetPort: 'http-memberlist',
      labels: { 'app.kubernetes.io/component': 'gossip-ring' },
    });
    createRoles(this, installation, files, serviceAccountName);
    this.gateway = this.createGateway(props, serviceAccountName);
    createMonitoring(this, {
      system,
      metricsPorts: ['http-metrics'],
      entrances: this.gateway ? ['gateway', 'distributor'] : ['distributor', 'query-frontend'],
      entrancePort: 'http-metrics',
      components: this.monitored(props),
      props,
    });
    this.node.addValidation({ validate: () => this.mistakes(props) });
    new RingChecks(this, 'rings', ringsOf(installation, this.config), props.accepts);
  }

  /** Where OTLP is taken over gRPC. @throws UserError if it is not */
  get otlpGrpc(): Endpoint {
    return this.receiver('otlp.grpc');
  }

  /** Where OTLP is taken over HTTP. @throws UserError if it is not */
  get otlpHttp(): Endpoint {
    return this.receiver('otlp.http');
  }

  /** What clients query, without a path: Grafana adds it. */
  get queryUrl(): string {
    return (this.gateway ?? this.installation.endpoint('query-frontend')).url;
  }

  /**
   * The data source by which Grafana shows these traces.
   * @throws UserError if requests must name a tenant, and none is named
   */
  datasource({
    name = 'Tempo',
    uid = 'tempo',
    isDefault,
    tenant,
    logs,
    metrics,
  }: TempoDatasourceProps = {}): TempoDatasource {
    if (this.config.multitenancy_enabled && tenant === undefined) {
      throw new UserError(`${this.node.path}: datasource: found no tenant, multi-tenancy asks for one: name it`);
    }
    const { jsonData, ...secret } = tenantHeader(tenant);
    return {
      name,
      uid,
      type: 'tempo',
      access: 'proxy',
      url: this.queryUrl,
      isDefault,
      editable: false,
      jsonData: {
        nodeGraph: { enabled: true },
        ...(logs && {
          tracesToLogsV2: {
            datasourceUid: logs.uid,
            tags: [{ key: 'service.name', value: 'service_name' }],
            filterByTraceID: true,
          },
        }),
        ...(metrics && {
          tracesToMetrics: { datasourceUid: metrics.uid, tags: [{ key: 'service.name', value: 'service' }] },
          serviceMap: { datasourceUid: metrics.uid },
        }),
        ...jsonData,
      },
      ...secret,
    };
  }

  private receiver(name: ReceiverName): Endpoint {
    const { installation } = this;
    const { port } = RECEIVERS[name];
    const ports = installation.receivers.otlp ?? {};
    if (name === 'otlp.grpc' ? ports.grpc : ports.http) return installation.endpoint('distributor', undefined, port);
    throw new UserError(`${this.node.path}: receivers: found no ${name}, which is asked for elsewhere: switch it on`);
  }

  private createMemcached({ memcachedExporter }: TempoProps, serviceAccountName: string): Memcached | undefined {
    const { system, memcached } = this.installation;
    if (memcached === undefined) return undefined;
    return new Memcached(this, 'memcached', {
      system,
      name: 'memcached',
      portName: 'client',
      exporterImage: maintained.tempoMemcachedExporter,
      serviceAccountName,
      defaults: {
        ...TEMPO_DEFAULTS,
        updateStrategy: { type: 'RollingUpdate' },
        podLabels: system.labels,
        image: maintained.tempoMemcached,
        exporter: memcachedExporter,
      },
      props: memcached,
    });
  }

  private createGateway({ gateway = false }: TempoProps, serviceAccountName: string): Endpoint | undefined {
    if (gateway === false) return undefined;
    const { installation } = this;
    return new Gateway(this, 'gateway', {
      system: installation.system,
      portName: 'http-metrics',
      routes: routesOf(
        routeTable(installation.receivers),
        (role) => installation.runs(role),
        (role, port) => installation.endpoint(role, undefined, port),
      ),
      realm: 'Tempo',
      serviceAccountName,
      defaults: { ...TEMPO_DEFAULTS, image: maintained.tempoNginx },
      props: installation.withDefaults(gateway),
    }).endpoint;
  }

  /** Whose metrics are scraped. A memcached without an exporter has none. */
  private monitored({ memcachedExporter }: TempoProps): Array<{ name: string; labels?: Labels }> {
    const { memcached } = this.installation;
    const isCacheScraped = memcached !== undefined && Boolean(memcached.exporter ?? memcachedExporter);
    return [
      ...this.installation.roles.map((name) => ({ name, labels: gossips(name) ? MEMBER : {} })),
      ...(isCacheScraped ? [{ name: 'memcached' }] : []),
    ];
  }

  /** What Tempo would refuse in its configuration. */
  private mistakes(props: TempoProps): string[] {
    const { config } = this;
    return mistakesOf({
      schema: TEMPO_CONFIG,
      config,
      rules: () => mistakesInTempo(config),
      limitsAt: 'overrides.defaults',
      overrides: props.overrides ?? {},
      props,
    });
  }
}
