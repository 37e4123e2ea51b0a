import { Construct } from 'constructs';
import { RingChecks } from '../../checks/rings/ring-checks';
import { todayOf } from '../../checks/settings';
import { withOverrides } from '../../model/config/effective';
import { withoutEmptyBlocks } from '../../model/config/empty-blocks';
import { mergeConfig } from '../../model/config/merge';
import type { Endpoint } from '../../values/endpoint';
import { UserError, within } from '../../values/errors';
import { listed, show } from '../../values/text';
import { SystemApis } from '../api/system-apis';
import { createExposure } from '../gateway/exposure';
import { Gateway } from '../gateway/gateway';
import { createRolesExposure, openRoles } from '../gateway/roles-exposure';
import { type RouteTable, routesOf } from '../gateway/route-table';
import { MEMBER } from '../gossip-service';
import { cacheNamed, createCaches } from '../memcached/caches';
import { MEMCACHED_METRICS_PORT, type Memcached } from '../memcached/memcached';
import type { RuleGroup } from '../monitoring/rule-groups';
import type { Entrance } from '../network-policies';
import { SystemMinio } from '../system-minio';
import { createSystemAccount } from '../workload/service-account';
import { type ConfigFiles, createConfigFiles } from './config-files';
import { type Conventions, conventionsOf } from './conventions';
import type { SystemDefinition } from './definition';
import { createGossip } from './gossip';
import type { Installation } from './installation';
import { installationRings } from './installation-rings';
import { type InstallationRulesProps, rulesOf } from './meta-monitoring';
import { Microservice } from './microservice';
import { missingRoles } from './missing-roles';
import { cachesOf, createMonitoring } from './monitoring';
import { createNetworkPolicies, isPublished } from './network-policies';
import { flagOverrides } from './processes';
import type { RoleConstruct } from './role';
import { keysOf } from './role-table';
import { isSystemChart } from './system-chart';
import { systemFindings } from './system-findings';

/**
 * A system in microservices mode: each role a workload of its own, which finds the others over a ring. Loki, Mimir and
 * Tempo are made by these steps from a definition each.
 */
export abstract class MicroservicesSystem<
  I extends Installation<Role>,
  Role extends string,
  Cache extends string,
  GatewayName extends string,
  Config extends object,
  Limits extends object,
> extends Construct {
  /** The configuration that all roles read. */
  readonly config: Config;
  protected readonly apis: SystemApis;
  /** The construct around the parts: a chart that holds this system alone, so that paths stay short, or the system. */
  protected readonly host: Construct;
  private readonly serviceAccountName: string;
  private readonly caches: ReadonlyMap<Cache, Memcached>;
  private readonly roles: ReadonlyMap<Role, RoleConstruct>;
  private readonly gateways: ReadonlyMap<GatewayName, Gateway>;

  constructor(
    scope: Construct,
    id: string,
    protected readonly installation: I,
    private readonly definition: SystemDefinition<I, Role, Cache, GatewayName, Config, Limits>,
  ) {
    super(scope, id);
    this.host = isSystemChart(scope) ? scope : this;
    const { props, system, tls } = installation;
    for (const role of installation.roles) definition.roles[role].check?.(this.host.node.path, installation);

    tls?.createCertificate(this.host);
    this.serviceAccountName = createSystemAccount(this.host, system, props.serviceAccount);
    this.createMinio();
    this.caches = this.createCaches();
    this.config = this.composeConfig();
    const files = this.createConfigFiles();
    createGossip(this.host, installation, definition.gossip);
    this.roles = this.createRoles(files);
    this.gateways = this.createGateways();
    const gateway = [...this.gateways.values()].at(-1);
    this.apis = new SystemApis({
      by: this.host.node.path,
      gateway,
      multiTenancy: definition.multiTenancy(this.config),
      tls: tls?.client,
    });
    this.createExposure();
    definition.programs?.(this.host, installation, { gateway, serviceAccountName: this.serviceAccountName });
    this.createMonitoring();
    this.createNetworkPolicies();
    this.addChecks();
  }

  /**
   * The construct of a role, such as that of the ingesters. A role in zones has a construct for each of them.
   * @param zone of a role in zones
   * @throws UserError if the role is off, or has zones and no such one is named
   */
  role(name: Role, zone?: string): Microservice {
    const role = this.roles.get(name);
    const path = `${this.host.node.path}: role`;
    if (role === undefined) {
      const on = listed(this.roles.keys());
      throw new UserError(`${path}: found ${show(name)}, which is off, on are ${on}: switch it on`);
    }
    const zones = role instanceof Microservice ? undefined : role.zones;
    const found = role instanceof Microservice && zone === undefined ? role : zones?.get(zone ?? '');
    if (found !== undefined) return found;
    const given = zone === undefined ? 'no zone' : `zone ${show(zone)}`;
    throw new UserError(
      zones
        ? `${path}: found ${given} of ${name}, its zones are ${listed(zones.keys())}: name one of those`
        : `${path}: found ${given} of ${name}, which has no zones: leave it out`,
    );
  }

  /**
   * The names of the zones of a role; none if it has no zones.
   * @throws UserError if the role is off
   */
  zonesOf(name: Role): readonly string[] {
    const role = this.roles.get(name) ?? this.role(name);
    return role instanceof Microservice ? [] : [...role.zones.keys()];
  }

  /**
   * The construct of a cache.
   * @throws UserError if the cache is off
   */
  cache(name: Cache): Memcached {
    return cacheNamed(this.host.node.path, this.caches, name);
  }

  /**
   * DNS address by which a memcached client finds all pods of a cache, such as `dnssrv+_memcached-client._tcp...`.
   * @throws UserError if the cache is off
   */
  cacheAddress(name: Cache): string {
    return this.cache(name).srvAddress;
  }

  /**
   * The construct of a gateway.
   * @param name @default - the one that clients are sent to
   * @throws UserError if the gateway is off
   */
  gateway(name?: GatewayName): Gateway {
    const gateway = name === undefined ? [...this.gateways.values()].at(-1) : this.gateways.get(name);
    if (gateway !== undefined) return gateway;
    throw new UserError(
      `${this.host.node.path}: gateway: found no ${show(name ?? 'gateway')}, on are ${listed(this.gateways.keys()) || 'none'}: switch it on`,
    );
  }

  /** Alerts and recording rules about this installation, for Prometheus (`rules`), a PrometheusRule or a ruler. */
  rules(props: InstallationRulesProps = {}): RuleGroup[] {
    const rules = this.definition.monitoring.rules(this.installation);
    const about = rulesOf(this.installation.system, cachesOf(this.host).length > 0, props);
    return [...rules.recordings(about), ...rules.alerts(about)];
  }

  private createMinio(): void {
    const { installation, definition } = this;
    const { system, release } = installation;
    const minio = definition.minio?.(installation);
    if (minio) new SystemMinio(this.host, 'minio', { ...minio, system, release });
  }

  private createCaches(): Map<Cache, Memcached> {
    const { installation, serviceAccountName } = this;
    const { caches, cacheSettings } = this.definition;
    const { common, exporter, ...settings } = cacheSettings;
    return createCaches(this.host, {
      ...settings,
      system: installation.system,
      common: installation.withPodDefaults(common(installation)),
      caches: keysOf(caches).map((name) => {
        const { props, defaults } = caches[name];
        const own = props(installation) ?? false;
        return {
          name,
          props: own,
          defaults: typeof defaults === 'function' ? defaults(installation.withPodDefaults(own || {})) : defaults,
        };
      }),
      exporter: exporter(installation),
      serviceAccountName,
    });
  }

  /** The blocks of all that is on, then those for IPv6 and TLS, and those of the user at last. */
  private composeConfig(): Config {
    const { installation, definition } = this;
    const { tls, system } = installation;
    const { caches } = definition;
    const records = installation.roles.map((role) => definition.roles[role]);
    const blocks = (read: (record: (typeof records)[number]) => Config | undefined): Config[] =>
      records.flatMap((record) => read(record) ?? []);
    const layers = within(this.host.node.path, () => [
      ...blocks(({ config }) => config?.(installation)),
      ...keysOf(caches).map((name) => caches[name].config(this.caches.get(name), installation)),
      ...(system.ipFamilies === 'IPv6' ? blocks(({ ipv6 }) => ipv6?.(installation)) : []),
      ...(tls ? blocks((record) => record.tls?.(tls, installation)) : []),
    ]);
    const own = definition.ownConfig(installation);
    const { root } = installation.version.schema;
    return mergeConfig(definition.config(installation), ...layers, ...(own ? [withoutEmptyBlocks(root, own)] : []));
  }

  private createConfigFiles(): ConfigFiles {
    const { installation, definition, config } = this;
    return createConfigFiles(this.host, {
      system: installation.system,
      layout: definition.layout(installation),
      config,
      runtimeConfig: definition.runtimeConfig(installation),
      existingSecret: installation.props.existingSecretForConfig,
      extraFiles: Object.assign(
        {},
        ...installation.roles.map((role) => definition.roles[role].configFiles?.(installation)),
      ),
    });
  }

  private createRoles(files: ConfigFiles): Map<Role, RoleConstruct> {
    const { installation, definition } = this;
    const { portNames, data, folders, defaults, labelsPods } = definition;
    const conventions = conventionsOf(installation, files, this.serviceAccountName, {
      portNames,
      args: (target) => definition.args(files, target),
      storages: definition.storages(installation),
      data,
      folders,
      defaults: { ...defaults, ...(labelsPods && { podLabels: installation.system.labels }) },
    });
    return new Map(installation.roles.map((role) => [role, this.createRole(role, conventions)]));
  }

  private createRole(name: Role, conventions: Conventions): RoleConstruct {
    const { installation } = this;
    const record = this.definition.roles[name];
    const { gossips, keepsData = true, dataVolume, governingSuffix, args, defaults = {}, create } = record;
    const own = installation.roleProps(name);
    const kind = own.kind ?? (typeof record.kind === 'function' ? record.kind(own, installation) : record.kind);
    const {
      folders = [],
      volumes = [],
      volumeMounts = [],
      sidecars,
      podAnnotations,
    } = {
      ...record.extras?.(this.host, installation, own),
    };
    const ownDefaults = typeof defaults === 'function' ? defaults(own, installation) : defaults;
    const definition = {
      conventions,
      role: {
        name,
        kind,
        gossips,
        keepsData,
        dataVolume,
        governingSuffix,
        args,
        sidecars,
        services: record.services(installation, kind),
        ports: record.ports?.(installation) ?? [],
        volumes: folders.map(({ volume }) => volume),
        volumeMounts: folders.map(({ volume, mountPath }) => ({ name: volume.name, mountPath })),
        defaults: { ...ownDefaults, ...(podAnnotations && { podAnnotations }) },
      },
      props: {
        ...own,
        volumes: [...volumes, ...(own.volumes ?? [])],
        volumeMounts: [...volumeMounts, ...(own.volumeMounts ?? [])],
      },
    };
    return create ? create(this.host, name, definition, installation) : new Microservice(this.host, name, definition);
  }

  private createGateways(): Map<GatewayName, Gateway> {
    const { installation, definition } = this;
    const { gateways, title } = definition;
    return new Map(
      keysOf(gateways).flatMap((name) => {
        const { props, defaults, defaultTenant, ...settings } = gateways[name];
        const own = props(installation);
        if (own === false) return [];
        const gateway = new Gateway(this.host, name, {
          ...settings,
          name,
          system: installation.system,
          backendTls: installation.backendTls,
          routes: routesOf(this.routeTable, this.runs, this.backend),
          defaultTenant: definition.multiTenancy(this.config) ? defaultTenant : undefined,
          realm: title,
          serviceAccountName: this.serviceAccountName,
          defaults: typeof defaults === 'function' ? defaults(own) : defaults,
          props: installation.withPodDefaults(own),
        });
        return [[name, gateway] as const];
      }),
    );
  }

  private readonly runs = (role: Role): boolean => this.installation.runs(role);

  private readonly backend = (role: Role, port?: number): Endpoint =>
    this.installation.endpoint(role, this.definition.roles[role].routedSuffix, port);

  /** The paths of all roles, those that are off included: another role may answer them. */
  private get routeTable(): RouteTable<Role> {
    const { installation, definition } = this;
    return {
      roles: keysOf(definition.roles),
      paths: (role) => definition.roles[role].routes?.(installation) ?? [],
      standIn: (role) => definition.roles[role].standIn,
    };
  }

  private get exposure() {
    return { table: this.routeTable, runs: this.runs, backend: this.backend, props: this.installation.props };
  }

  private createExposure(): void {
    const { installation, definition } = this;
    const { system } = installation;
    createRolesExposure(this.host, { ...system.names, ...this.exposure });
    for (const role of installation.roles) {
      const props = definition.roles[role].exposure?.(installation);
      const { objectName: name, labels } = system.component(role);
      if (props)
        createExposure(this.host, { name, namespace: system.namespace, labels, backend: this.backend(role), props });
    }
  }

  private createMonitoring(): void {
    const { installation, definition } = this;
    const { system, tls, props } = installation;
    const { rules, dashboards, namesJobs, labelsMembers, clusterLabel, ruleSuffix } = definition.monitoring;
    createMonitoring(this.host, {
      system,
      roles: installation.roles.map((name) => ({
        name,
        labels: labelsMembers && definition.roles[name].gossips ? MEMBER : {},
        props: installation.ownProps(name),
      })),
      metricsPort: definition.portNames.http,
      namesJobs,
      tls,
      clusterLabel: clusterLabel?.(installation),
      ruleSuffix,
      meta: { rules: rules(installation), dashboards, title: definition.title },
      props,
    });
  }

  private createNetworkPolicies(): void {
    const { installation, definition, config } = this;
    const { system, props, roles } = installation;
    createNetworkPolicies(this.host, {
      system,
      prefix: definition.policyPrefix?.(installation),
      entrances: this.entrances(),
      components: roles,
      metricsPorts: [...new Set([definition.portNames.http, MEMCACHED_METRICS_PORT])],
      config,
      storages: definition.storages(installation),
      props,
    });
  }

  /** The components and ports at which clients connect: those of gateways and of roles. */
  private entrances(): Entrance[] {
    const { installation, definition } = this;
    const open = openRoles(this.exposure, this.gateways.size > 0);
    const atHttp = [{ port: definition.portNames.http }];
    return [
      ...[...this.gateways.keys()].map((name) => ({
        component: name,
        ports: [{ port: definition.gateways[name].portName }],
      })),
      ...installation.roles.map((role) => {
        const reach = { isOpen: open.includes(role), isPublished: isPublished(installation.roleProps(role)) };
        const { entrance } = definition.roles[role];
        const ports = entrance ? entrance(installation, reach) : reach.isOpen || reach.isPublished ? atHttp : [];
        return { component: role, ports };
      }),
    ];
  }

  private addChecks(): void {
    const { installation, definition, config } = this;
    const { props, roles } = installation;
    const { roles: table, title } = definition;
    const { overrides } = definition.runtimeConfig(installation);
    const effective = withOverrides(config, flagOverrides(installation));
    new RingChecks(
      this.host,
      'rings',
      installationRings({ name: title, config: effective, overrides, installation, roles, table }),
      props.accepts,
      (cluster) => [
        ...systemFindings(definition, installation, config, { cluster, today: todayOf(this) }),
        ...missingRoles(title, table, keysOf(table), this.runs),
      ],
    );
  }
}
