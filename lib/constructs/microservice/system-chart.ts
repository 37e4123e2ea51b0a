import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { Gateway } from '../gateway/gateway';
import type { Memcached } from '../memcached/memcached';
import type { RuleGroup } from '../monitoring/rule-groups';
import type { InstallationRulesProps } from './meta-monitoring';
import type { Microservice } from './microservice';

/** The public parts of every system in microservices mode, whichever chart it is in. */
export interface SystemParts<Role, Cache, GatewayName, Config> {
  readonly config: Config;
  role(name: Role, zone?: string): Microservice;
  zonesOf(name: Role): readonly string[];
  cache(name: Cache): Memcached;
  cacheAddress(name: Cache): string;
  gateway(name?: GatewayName): Gateway;
  rules(props?: InstallationRulesProps): RuleGroup[];
}

const SYSTEM_CHART = Symbol.for('cdk8s-lgtm.system-chart');

/** Whether a construct is a chart that holds one system. `instanceof` of cdk8s says yes to every chart. */
export const isSystemChart = (construct: IConstruct): boolean => SYSTEM_CHART in construct;

/** A chart that holds one system and nothing else. */
export abstract class SystemChart<Parts extends SystemParts<Role, Cache, GatewayName, object>, Role, Cache, GatewayName>
  extends Chart
  implements SystemParts<Role, Cache, GatewayName, object>
{
  /** The system in this chart. */
  readonly system: Parts;

  constructor(scope: Construct, id: string, namespace: string, create: (scope: Construct, id: string) => Parts) {
    super(scope, id, { namespace });
    Object.defineProperty(this, SYSTEM_CHART, { value: true });
    this.system = create(this, 'system');
  }

  /** The configuration that all roles read. */
  get config(): Parts['config'] {
    return this.system.config;
  }

  /**
   * The construct of a role, such as that of the ingesters. A role in zones has a construct for each of them.
   * @param zone of a role in zones
   * @throws UserError if the role is off, or has zones and no such one is named
   */
  role(name: Role, zone?: string): Microservice {
    return this.system.role(name, zone);
  }

  /**
   * The names of the zones of a role; none if it has no zones.
   * @throws UserError if the role is off
   */
  zonesOf(name: Role): readonly string[] {
    return this.system.zonesOf(name);
  }

  /**
   * The construct of a cache.
   * @throws UserError if the cache is off
   */
  cache(name: Cache): Memcached {
    return this.system.cache(name);
  }

  /**
   * DNS address by which a memcached client finds all pods of a cache, such as `dnssrv+_memcached-client._tcp...`.
   * @throws UserError if the cache is off
   */
  cacheAddress(name: Cache): string {
    return this.system.cacheAddress(name);
  }

  /**
   * The construct of a gateway.
   * @param name @default - the one that clients are sent to
   * @throws UserError if the gateway is off
   */
  gateway(name?: GatewayName): Gateway {
    return this.system.gateway(name);
  }

  /** Alerts and recording rules about this installation, for Prometheus (`rules`), a PrometheusRule or a ruler. */
  rules(props?: InstallationRulesProps): RuleGroup[] {
    return this.system.rules(props);
  }
}
