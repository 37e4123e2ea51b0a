import type { Construct } from 'constructs';
import type { ApiEndpoint } from '../../lib/constructs/api/endpoint';
import { SystemChart } from '../../lib/constructs/microservice/system-chart';
import type { TempoCache, TempoProps, TempoRole } from './props';
import type { TEMPO_RELEASES, TempoRelease } from './releases';
import { type TempoDatasource, type TempoDatasourceProps, TempoSystem } from './system';

export type * from './props';
export type * from './receiver-settings';
export type { Receiver, TempoReceivers } from './receivers';
export * from './releases';
export { type TempoDatasource, type TempoDatasourceProps, TempoSystem } from './system';

/** Tempo in microservices mode, as a chart of its own: `TempoSystem` in it has the same parts. */
export class Tempo<Version extends TempoRelease = (typeof TEMPO_RELEASES)[0]> extends SystemChart<
  TempoSystem,
  TempoRole,
  TempoCache,
  'gateway'
> {
  /** @throws UserError as that of `TempoSystem` */
  constructor(scope: Construct, id: string, props: TempoProps<Version>) {
    super(scope, id, props.namespace, (chart, system) => new TempoSystem(chart, system, props));
  }

  /** Endpoint of OTLP over gRPC. @throws UserError if it is not enabled */
  get otlpGrpc(): ApiEndpoint<'otlp-grpc'> {
    return this.system.otlpGrpc;
  }

  /** Endpoint of OTLP over HTTP. @throws UserError if it is not enabled */
  get otlpHttp(): ApiEndpoint<'otlp-http'> {
    return this.system.otlpHttp;
  }

  /** The endpoint for queries, without a path: Grafana adds it. */
  get query(): ApiEndpoint<'tempo-query'> {
    return this.system.query;
  }

  /** DNS address by which a memcached client finds all pods of the cache. @throws UserError if the cache is off */
  override cacheAddress(name: TempoCache = 'memcached'): string {
    return super.cacheAddress(name);
  }

  /**
   * The data source by which Grafana shows these traces.
   * @throws UserError if requests need a tenant or a user, and none is named
   */
  datasource(props?: TempoDatasourceProps): TempoDatasource {
    return this.system.datasource(props);
  }
}
