import type { Construct } from 'constructs';
import type { ApiEndpoint } from '../../lib/constructs/api/endpoint';
import {
  accessOf,
  type Datasource,
  type DatasourceAccess,
  type TracedDatasourceProps,
} from '../../lib/constructs/datasource';
import { MicroservicesSystem } from '../../lib/constructs/microservice/system';
import { LOKI } from './definition';
import { LokiInstallation } from './installation';
import type { LokiCache, LokiProps, LokiRole } from './props';
import type { LOKI_RELEASES, LokiAnyConfig, LokiAnyLimits, LokiRelease } from './releases';
import { ROLES } from './roles';
import { type DerivedField, traceLink } from './trace-link';

/** The data source of type `loki`, as Grafana is provisioned with it. */
export type LokiDatasource = Datasource<
  'loki',
  DatasourceAccess['jsonData'] & { readonly derivedFields?: readonly DerivedField[] }
>;

/**
 * Loki in microservices mode, in a chart of the user's own; `Loki` is a chart of its own.
 *
 * @throws UserError that names the role and the prop of each error; mistakes in the configuration are
 *   reported when the environment is made, all of them at once
 */
export class LokiSystem<Version extends LokiRelease = (typeof LOKI_RELEASES)[0]> extends MicroservicesSystem<
  LokiInstallation,
  LokiRole,
  LokiCache,
  'gateway',
  LokiAnyConfig,
  LokiAnyLimits
> {
  constructor(scope: Construct, id: string, props: LokiProps<Version>) {
    super(scope, id, new LokiInstallation(props, ROLES), LOKI);
  }

  /** Push API, as input of Promtail, Alloy and other clients. */
  get push(): ApiEndpoint<'loki-push'> {
    return this.apis.entrance('loki-push', '/loki/api/v1/push', () => this.installation.endpoint('distributor'));
  }

  /** The endpoint for queries, without a path: Grafana adds it. */
  get query(): ApiEndpoint<'loki-query'> {
    const { installation } = this;
    return this.apis.entrance('loki-query', '', () =>
      installation.endpoint(installation.runs('query-frontend') ? 'query-frontend' : 'querier'),
    );
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
    const { jsonData, ...access } = accessOf(this.host.node.path, this.query.for(identity));
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
}
