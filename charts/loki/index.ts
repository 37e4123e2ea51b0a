import type { Construct } from 'constructs';
import type { ApiEndpoint } from '../../lib/constructs/api/endpoint';
import type { TracedDatasourceProps } from '../../lib/constructs/datasource';
import { SystemChart } from '../../lib/constructs/microservice/system-chart';
import type { LokiCache, LokiProps, LokiRole } from './props';
import type { LOKI_RELEASES, LokiRelease } from './releases';
import { type LokiDatasource, LokiSystem } from './system';

export type * from './props';
export * from './releases';
export type { IndexStore, SchemaPeriod } from './schema-periods';
export { type LokiDatasource, LokiSystem } from './system';

/** Loki in microservices mode, as a chart of its own: `LokiSystem` in it has the same parts. */
export class Loki<Version extends LokiRelease = (typeof LOKI_RELEASES)[0]> extends SystemChart<
  LokiSystem,
  LokiRole,
  LokiCache,
  'gateway'
> {
  /** @throws UserError as that of `LokiSystem` */
  constructor(scope: Construct, id: string, props: LokiProps<Version>) {
    super(scope, id, props.namespace, (chart, system) => new LokiSystem(chart, system, props));
  }

  /** Push API, as input of Promtail, Alloy and other clients. */
  get push(): ApiEndpoint<'loki-push'> {
    return this.system.push;
  }

  /** The endpoint for queries, without a path: Grafana adds it. */
  get query(): ApiEndpoint<'loki-query'> {
    return this.system.query;
  }

  /**
   * The data source by which Grafana shows these logs.
   * @throws UserError if requests need a tenant or a user, and none is named
   */
  datasource(props?: TracedDatasourceProps): LokiDatasource {
    return this.system.datasource(props);
  }
}
