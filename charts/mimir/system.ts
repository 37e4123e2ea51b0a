import type { Construct } from 'constructs';
import type { MimirConfig, MimirLimits } from '../../imports/mimir-config';
import type { ApiEndpoint } from '../../lib/constructs/api/endpoint';
import {
  type PrometheusDatasource,
  prometheusDatasource,
  type TracedDatasourceProps,
} from '../../lib/constructs/datasource';
import { MicroservicesSystem } from '../../lib/constructs/microservice/system';
import { addressOf } from './caches';
import { MIMIR, type MimirGateway } from './definition';
import { MimirInstallation } from './installation';
import type { MimirCache, MimirProps, MimirRole } from './props';
import type { MIMIR_RELEASES, MimirRelease } from './releases';
import { ROLES } from './roles';

/**
 * Mimir in microservices mode, with rings that know of zones, in a chart of the user's own; `Mimir` is a chart of its own.
 *
 * @throws UserError that names the role and the prop of each error; mistakes in the configuration are
 *   reported when the environment is made, all of them at once
 */
export class MimirSystem<Version extends MimirRelease = (typeof MIMIR_RELEASES)[0]> extends MicroservicesSystem<
  MimirInstallation,
  MimirRole,
  MimirCache,
  MimirGateway,
  MimirConfig,
  MimirLimits
> {
  constructor(scope: Construct, id: string, props: MimirProps<Version>) {
    super(scope, id, new MimirInstallation(props, ROLES), MIMIR);
  }

  /** Remote write API, as input of Prometheus, Tempo, Loki's ruler and collectors. */
  get remoteWrite(): ApiEndpoint<'remote-write'> {
    const { overrides = {} } = this.installation.props.runtimeConfig ?? {};
    const limits = [this.config.limits, ...Object.values(overrides)];
    return this.apis
      .entrance('remote-write', '/api/v1/push', () => this.installation.endpoint('distributor'))
      .storingExemplars(limits.some((of) => (of?.max_global_exemplars_per_user ?? 0) > 0));
  }

  /** The endpoint of the Prometheus HTTP API. */
  get prometheus(): ApiEndpoint<'prometheus-query'> {
    return this.apis.entrance('prometheus-query', '/prometheus', () => this.installation.endpoint('query-frontend'));
  }

  /**
   * DNS address by which a memcached client finds all pods of a cache, such as `dns+mimir-chunks-cache.metrics.svc:11211`.
   * @throws UserError if the cache is off
   */
  override cacheAddress(name: MimirCache): string {
    return addressOf(this.cache(name));
  }

  /**
   * The data source by which Grafana shows these metrics. nginx names the tenant `anonymous` for requests that name
   * none, so under multi-tenancy one is named only to see another one's, or where there is no nginx.
   * @throws UserError if requests need a tenant or a user, and none is named
   */
  datasource({ name = 'Mimir', uid = 'mimir', ...props }: TracedDatasourceProps = {}): PrometheusDatasource {
    const { path } = this.host.node;
    return prometheusDatasource(path, this.prometheus, { ...props, name, uid, prometheusType: 'Mimir' });
  }
}
