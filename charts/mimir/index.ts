import type { Construct } from 'constructs';
import type { ApiEndpoint } from '../../lib/constructs/api/endpoint';
import type { PrometheusDatasource, TracedDatasourceProps } from '../../lib/constructs/datasource';
import { SystemChart } from '../../lib/constructs/microservice/system-chart';
import type { MimirGateway } from './definition';
import type { MimirCache, MimirProps, MimirRole } from './props';
import type { MIMIR_RELEASES, MimirRelease } from './releases';
import { MimirSystem } from './system';

export type { MimirGateway } from './definition';
export type * from './props';
export * from './releases';
export { MimirSystem } from './system';

/** Mimir in microservices mode, as a chart of its own: `MimirSystem` in it has the same parts. */
export class Mimir<Version extends MimirRelease = (typeof MIMIR_RELEASES)[0]> extends SystemChart<
  MimirSystem,
  MimirRole,
  MimirCache,
  MimirGateway
> {
  /** @throws UserError as that of `MimirSystem` */
  constructor(scope: Construct, id: string, props: MimirProps<Version>) {
    super(scope, id, props.namespace, (chart, system) => new MimirSystem(chart, system, props));
  }

  /** Remote write API, as input of Prometheus, Tempo, Loki's ruler and collectors. */
  get remoteWrite(): ApiEndpoint<'remote-write'> {
    return this.system.remoteWrite;
  }

  /** The endpoint of the Prometheus HTTP API. */
  get prometheus(): ApiEndpoint<'prometheus-query'> {
    return this.system.prometheus;
  }

  /**
   * The data source by which Grafana shows these metrics; under multi-tenancy nginx names the tenant `anonymous`.
   * @throws UserError if requests need a tenant or a user, and none is named
   */
  datasource(props?: TracedDatasourceProps): PrometheusDatasource {
    return this.system.datasource(props);
  }
}
