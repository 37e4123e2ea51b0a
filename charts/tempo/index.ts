import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { TempoConfig } from '../../imports/tempo-config';
import type { ApiEndpoint } from '../../lib/api/endpoint';
import { SystemApis } from '../../lib/api/system-apis';
import { RingChecks } from '../../lib/checks/rings/ring-checks';
import { LOGS_OF_SPAN, type SpanTag } from '../../lib/collect/pod-logs';
import { mergeConfig } from '../../lib/config/merge';
import { accessOf, type Datasource, type DatasourceAccess, type DatasourceProps } from '../../lib/datasource';
import type { Endpoint } from '../../lib/endpoint';
import { UserError, within } from '../../lib/errors';
import { Gateway } from '../../lib/gateway/gateway';
import { routesOf } from '../../lib/gateway/route-table';
import { cacheNamed } from '../../lib/memcached/caches';
import { Memcached } from '../../lib/memcached/memcached';
import { createConfigFiles } from '../../lib/microservice/config-files';
import { unusableFolders } from '../../lib/microservice/folders';
import { createGossip } from '../../lib/microservice/gossip';
import { imagesOfOtherVersions } from '../../lib/microservice/image-versions';
import { type InstallationRulesProps, rulesOf } from '../../lib/microservice/meta-monitoring';
import { cachesOf, createMonitoring } from '../../lib/microservice/monitoring';
import { createNetworkPolicies } from '../../lib/microservice/network-policies';
import { mistakesOf } from '../../lib/microservice/validation';
import { TEMPO_RULES } from '../../lib/monitoring/alerts/tempo';
import { tempoDashboard } from '../../lib/monitoring/dashboards';
import type { RuleGroup } from '../../lib/monitoring/rules';
import { MEMBER } from '../../lib/ring/gossip-service';
import { SystemMinio } from '../../lib/system-minio';
import { createSystemAccount } from '../../lib/workload/service-account';
import { maintained } from '../../versions';
import { createRoles } from './components';
import { baseConfig, layoutOf } from './config';
import { budgetFor, TEMPO_DEFAULTS } from './defaults';
import { entrancesOf, exposeQueryFrontend } from './entrance';
import { foldersOf } from './folders';
import { checkGenerator } from './generator';
import { MINIO_BUCKET, TempoInstallation } from './installation';
import { ipv6Config } from './ipv6';
import type { TempoProps, TempoSettings } from './props';
import { RECEIVERS, type ReceiverName } from './receivers';
import type { TEMPO_RELEASES, TempoRelease } from './releases';
import { ringsOf } from './rings';
import { gossips, ROLE_PROPS } from './roles';
import { routeTable } from './routes';
import { mistakesInTempo } from './rules';
import { TEMPO_QUERY_FILE, tempoQueryConfig } from './tempo-query';
import { tlsConfig } from './tls';

export type * from './props';
export type * from './receiver-settings';
export type { Receiver, TempoReceivers } from './receivers';
export * from './releases';

/** The data source of type `tempo`, as Grafana is provisioned with it. */
export type TempoDatasource = Datasource<
  'tempo',
  DatasourceAccess['jsonData'] & {
    readonly tracesToLogsV2?: {
      readonly datasourceUid: string;
      readonly tags: readonly SpanTag[];
      readonly filterByTraceID: boolean;
      readonly spanStartTimeShift: string;
      readonly spanEndTimeShift: string;
    };
    readonly tracesToMetrics?: {
      readonly datasourceUid: string;
      readonly tags: readonly SpanTag[];
    };
    readonly serviceMap?: { readonly datasourceUid: string };
    readonly nodeGraph: { readonly enabled: boolean };
  }
>;

export interface TempoDatasourceProps extends DatasourceProps {
  /** Where the logs of a span are. @default - no link */
  readonly logs?: Datasource<'loki'>;
  /**
   * Labels of logs by the attributes of spans that have the same values (`tracesToLogsV2.tags`). Logs have to have all
   * labels whose attributes a span has. @default - `LOGS_OF_SPAN`, for the labels that Promtail and Alloy write
   */
  readonly logTags?: readonly SpanTag[];
  /** Where the metrics of a service and the service graph are. @default - no link */
  readonly metrics?: Datasource<'prometheus'>;
}

/**
 * Tempo in microservices mode: each role a workload of its own, which finds the others over a ring.
 *
 * @throws UserError that names the role and the prop for everything that cannot be; what is wrong in the
 *   configuration and in the ring is found when the environment is made, all of it at once
 */
export class Tempo<Version extends TempoRelease = (typeof TEMPO_RELEASES)[0]> extends Chart {
  /** The configuration that all roles read. */
  readonly config: TempoConfig;
  private readonly installation: TempoInstallation;
  private readonly apis: SystemApis;
  private readonly memcached: Memcached | undefined;

  constructor(scope: Construct, id: string, props: TempoProps<Version>) {
    super(scope, id, { namespace: props.namespace });
    if (props.metricsGenerator) checkGenerator(this.node.path, props.metricsGenerator, props);
    const installation = new TempoInstallation(props);
    this.installation = installation;
    const { system } = installation;

    installation.tls?.createCertificate(this);
    const serviceAccountName = createSystemAccount(this, system, props.serviceAccount);
    if ('minio' in props.storage) {
      new SystemMinio(this, 'minio', {
        ...props.storage.minio,
        system,
        release: props.release ?? 'tempo',
        buckets: [MINIO_BUCKET],
        images: { server: maintained.mimirMinio, client: maintained.minioClient },
      });
    }
    this.memcached = this.createMemcached(props, serviceAccountName);
    this.config = mergeConfig(
      baseConfig(installation, this.memcached?.endpoint.service),
      ipv6Config(installation),
      within(this.node.path, () => tlsConfig(installation)),
      props.config ?? {},
    );
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
    const gateway = this.createGateway(props, serviceAccountName);
    this.apis = new SystemApis({
      by: this.node.path,
      gateway,
      multiTenancy: this.config.multitenancy_enabled ?? false,
      tls: installation.tls?.client,
    });
    exposeQueryFrontend(this, installation);
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
      meta: { title: 'Tempo', rules: TEMPO_RULES, dashboards: [tempoDashboard] },
      props,
    });
    createNetworkPolicies(this, {
      system,
      entrances: entrancesOf(installation),
      components: installation.roles,
      metricsPorts: ['http-metrics'],
      config: this.config,
      storages: [installation.storage],
      props,
    });
    this.node.addValidation({ validate: () => this.mistakes(props) });
    new RingChecks(this, 'rings', ringsOf(installation, this.config), props.accepts, (cluster) => [
      ...unusableFolders(foldersOf(installation, this.config), cluster),
      ...imagesOfOtherVersions(installation, installation.roles, cluster),
    ]);
  }

  /** Where OTLP is taken over gRPC. @throws UserError if it is not */
  get otlpGrpc(): ApiEndpoint<'otlp-grpc'> {
    return this.apis.receiver('otlp-grpc', this.receiver('otlp.grpc'));
  }

  /** Where OTLP is taken over HTTP. @throws UserError if it is not */
  get otlpHttp(): ApiEndpoint<'otlp-http'> {
    return this.apis.receiver('otlp-http', this.receiver('otlp.http'));
  }

  /** What clients query, without a path: Grafana adds it. */
  get query(): ApiEndpoint<'tempo-query'> {
    return this.apis.entrance('tempo-query', '', () => this.installation.endpoint('query-frontend'));
  }

  /**
   * What a memcached client resolves to find all pods of the cache, such as `dnssrv+_memcached-client._tcp...`.
   * @throws UserError if the cache does not run
   */
  cacheAddress(name: 'memcached' = 'memcached'): string {
    const running = new Map(this.memcached && [[name, this.memcached]]);
    return cacheNamed(this.node.path, running, name).srvAddress;
  }

  /** Alerts and recording rules about this installation, for Prometheus (`rules`), a PrometheusRule or a ruler. */
  rules(props: InstallationRulesProps = {}): RuleGroup[] {
    const about = rulesOf(this.installation.system, cachesOf(this).length > 0, props);
    return [...TEMPO_RULES.recordings(about), ...TEMPO_RULES.alerts(about)];
  }

  /**
   * The data source by which Grafana shows these traces.
   * @throws UserError if requests need a tenant or a user, and none is named
   */
  datasource({
    name = 'Tempo',
    uid = 'tempo',
    isDefault,
    logs,
    logTags = LOGS_OF_SPAN,
    metrics,
    ...identity
  }: TempoDatasourceProps = {}): TempoDatasource {
    const { jsonData, ...access } = accessOf(this.node.path, this.query.for(identity));
    return {
      name,
      uid,
      type: 'tempo',
      access: 'proxy',
      isDefault,
      editable: false,
      ...access,
      jsonData: {
        nodeGraph: { enabled: true },
        ...(logs && {
          tracesToLogsV2: {
            datasourceUid: logs.uid,
            tags: logTags,
            filterByTraceID: true,
            // Lines are written a little before a span begins and after it has ended.
            spanStartTimeShift: '-5m',
            spanEndTimeShift: '5m',
          },
        }),
        ...(metrics && {
          tracesToMetrics: { datasourceUid: metrics.uid, tags: [{ key: 'service.name', value: 'service' }] },
          serviceMap: { datasourceUid: metrics.uid },
        }),
        ...jsonData,
      },
    };
  }

  private receiver(name: ReceiverName): Endpoint {
    const { installation } = this;
    const { port } = RECEIVERS[name];
    const ports = installation.receivers.otlp ?? {};
    if (name === 'otlp.grpc' ? ports.grpc : ports.http) return installation.endpoint('distributor', undefined, port);
    throw new UserError(`${this.node.path}: receivers: found no ${name}, which is asked for elsewhere: switch it on`);
  }

  private createMemcached({ memcachedExporter }: TempoSettings, serviceAccountName: string): Memcached | undefined {
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
        ...budgetFor(memcached),
        updateStrategy: { type: 'RollingUpdate' },
        image: maintained.tempoMemcached,
        exporter: memcachedExporter,
      },
      props: memcached,
    });
  }

  private createGateway({ gateway = false }: TempoSettings, serviceAccountName: string): Gateway | undefined {
    if (gateway === false) return undefined;
    const { installation } = this;
    return new Gateway(this, 'gateway', {
      system: installation.system,
      portName: 'http-metrics',
      backendTls: installation.backendTls,
      routes: routesOf(
        routeTable(installation.receivers),
        (role) => installation.runs(role),
        (role, port) => installation.endpoint(role, undefined, port),
      ),
      realm: 'Tempo',
      serviceAccountName,
      defaults: { ...TEMPO_DEFAULTS, ...budgetFor(gateway), image: maintained.tempoNginx },
      props: installation.withPodDefaults(gateway),
    });
  }

  /** What Tempo would refuse in its configuration. */
  private mistakes(props: TempoSettings): string[] {
    const { config, installation } = this;
    return mistakesOf({
      schema: installation.version.schema,
      config,
      rules: () => mistakesInTempo(config),
      limitsAt: 'overrides.defaults',
      overrides: props.overrides ?? {},
      props,
    });
  }
}
