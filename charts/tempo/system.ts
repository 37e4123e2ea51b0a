import type { Construct } from 'constructs';
import type { TempoConfig } from '../../imports/tempo-config';
import type { ApiEndpoint } from '../../lib/constructs/api/endpoint';
import { LOGS_OF_SPAN, type SpanTag } from '../../lib/constructs/collect/pod-logs';
import {
  accessOf,
  type Datasource,
  type DatasourceAccess,
  type DatasourceProps,
} from '../../lib/constructs/datasource';
import { MicroservicesSystem } from '../../lib/constructs/microservice/system';
import type { Endpoint } from '../../lib/values/endpoint';
import { UserError } from '../../lib/values/errors';
import { TEMPO } from './definition';
import { TempoInstallation } from './installation';
import type { TempoCache, TempoLimits, TempoProps, TempoRole } from './props';
import { RECEIVERS, type ReceiverName } from './receivers';
import type { TEMPO_RELEASES, TempoRelease } from './releases';
import { ROLES } from './roles';

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
  /** Data source of the logs of a span. @default - no link */
  readonly logs?: Datasource<'loki'>;
  /**
   * Labels of logs by the attributes of spans that have the same values (`tracesToLogsV2.tags`). Logs must have the
   * labels of all these attributes that the span has. @default - `LOGS_OF_SPAN`, for the labels of Promtail and Alloy
   */
  readonly logTags?: readonly SpanTag[];
  /** Data source of service metrics and the service graph. @default - no link */
  readonly metrics?: Datasource<'prometheus'>;
}

/**
 * Tempo in microservices mode, in a chart of the user's own; `Tempo` is a chart of its own.
 *
 * @throws UserError that names the role and the prop of each error; mistakes in the configuration and
 *   in the ring are reported when the environment is made, all of them at once
 */
export class TempoSystem<Version extends TempoRelease = (typeof TEMPO_RELEASES)[0]> extends MicroservicesSystem<
  TempoInstallation,
  TempoRole,
  TempoCache,
  'gateway',
  TempoConfig,
  TempoLimits
> {
  constructor(scope: Construct, id: string, props: TempoProps<Version>) {
    super(scope, id, new TempoInstallation(props, ROLES), TEMPO);
  }

  /** Endpoint of OTLP over gRPC. @throws UserError if it is not enabled */
  get otlpGrpc(): ApiEndpoint<'otlp-grpc'> {
    return this.apis.receiver('otlp-grpc', this.receiver('otlp.grpc'));
  }

  /** Endpoint of OTLP over HTTP. @throws UserError if it is not enabled */
  get otlpHttp(): ApiEndpoint<'otlp-http'> {
    return this.apis.receiver('otlp-http', this.receiver('otlp.http'));
  }

  /** The endpoint for queries, without a path: Grafana adds it. */
  get query(): ApiEndpoint<'tempo-query'> {
    return this.apis.entrance('tempo-query', '', () => this.installation.endpoint('query-frontend'));
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
    const { jsonData, ...access } = accessOf(this.host.node.path, this.query.for(identity));
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
    throw new UserError(
      `${this.host.node.path}: receivers: found no ${name}, which is asked for elsewhere: switch it on`,
    );
  }
}
