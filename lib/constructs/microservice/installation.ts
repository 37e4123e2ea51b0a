import type { Release, Releases } from '../../model/release';
import { Ring } from '../../model/ring/ring';
import { Endpoint } from '../../values/endpoint';
import { Mistakes } from '../../values/errors';
import type { Image } from '../../values/image';
import type { System } from '../../values/system';
import { show } from '../../values/text';
import type { RolesExposureProps } from '../gateway/roles-exposure';
import { type BackendTls, SystemTls } from '../tls/system-tls';
import { forAllPods, mergeProps } from '../workload/merge';
import type { WorkloadProps } from '../workload/props';
import { type MicroservicesProps, systemOf } from './props';
import { releaseAmong } from './release-props';
import type { RoleProps } from './role-switch';

/** The keys of a configuration that decide ports, the same in every system. */
interface PortsConfig {
  readonly server?: { readonly http_listen_port?: number; readonly grpc_listen_port?: number };
  readonly memberlist?: { readonly bind_port?: number };
}

/** Defaults of an installation. */
export interface InstallationDefaults<Version extends Release> {
  /** Helm's name of the application, and of its release. */
  readonly app: string;
  readonly release: string;
  /** All releases that the chart knows; the first is the default. */
  readonly releases: Releases<Version>;
  /** Port of HTTP. */
  readonly http: number;
  readonly replicationFactor: number;
  /** Suffix of the gossip Service, after the name of the installation. */
  readonly gossipSuffix: string;
}

/** Props of every system, by the names of its roles. */
export type InstallationProps<Role extends string, Version extends Release = Release> = MicroservicesProps &
  RolesExposureProps<Role> & { readonly config?: PortsConfig; readonly version?: Version };

/** @throws UserError for what the compiler would reject, and other parts would stumble over */
function checkForm(
  system: string,
  { image, ring, config }: Partial<Readonly<Record<'image' | 'ring' | 'config', unknown>>>,
): void {
  const mistakes = new Mistakes(system);
  if (image !== undefined && typeof Object(image).repository !== 'string') {
    mistakes.add('image', `found ${show(image)}, allowed is { repository, tag }: set both`);
  }
  if (ring !== undefined && typeof Object(ring).kvstore !== 'function') {
    mistakes.add('ring', `found ${show(ring)}, allowed is a Ring: set new Ring({ ... })`);
  }
  if (config !== undefined && config !== null && (typeof config !== 'object' || Array.isArray(config))) {
    mistakes.add('config', `found ${show(config)}, allowed is a map of keys to values: set one`);
  }
  mistakes.throwIfAny();
}

/** Values that follow from the props of a system, for all parts of its chart. */
export class Installation<
  Role extends string,
  Version extends Release = Release,
  Props extends InstallationProps<Role, Version> = InstallationProps<Role, Version>,
> {
  readonly system: System;
  /** The release that configuration and roles are made for. */
  readonly version: Version;
  /** All that it could be. */
  readonly releases: Releases<Version>;
  readonly image: Image;
  readonly ring: Ring;
  /** Ports that the processes listen on. The configuration is the one place to change them. */
  readonly ports: { readonly http: number; readonly grpc: number; readonly gossip: number };
  readonly gossipSuffix: string;
  /** Helm's name of the release. */
  readonly release: string;
  /** Encryption, if there is any. */
  readonly tls: SystemTls | undefined;

  constructor(
    readonly props: Props,
    /** The roles that are on, with their own props. */
    private readonly on: ReadonlyMap<Role, RoleProps>,
    defaults: InstallationDefaults<Version>,
  ) {
    this.releases = defaults.releases;
    this.version = releaseAmong(defaults.releases, props.version);
    const { config, image = this.version.image } = props;
    checkForm(this.version.system, props);
    this.image = image;
    this.ring = props.ring ?? new Ring({ replicationFactor: defaults.replicationFactor });
    this.ports = {
      http: config?.server?.http_listen_port ?? defaults.http,
      grpc: config?.server?.grpc_listen_port ?? 9095,
      gossip: config?.memberlist?.bind_port ?? 7946,
    };
    this.system = systemOf(props, { ...defaults, version: image.tag ?? this.version.version });
    this.gossipSuffix = defaults.gossipSuffix;
    this.release = props.release ?? defaults.release;
    this.tls = props.tls && new SystemTls(props.tls, this.system);
  }

  /** Whether a role is on. */
  runs(role: Role): boolean {
    return this.on.has(role);
  }

  /** The roles that are on. */
  get roles(): Role[] {
    return [...this.on.keys()];
  }

  /** The props of one role alone; empty if it is off. */
  ownProps(role: Role): RoleProps {
    return this.on.get(role) ?? {};
  }

  /** The props of a role, merged over those of all roles; empty if it is off. */
  roleProps(role: Role): RoleProps {
    return this.on.has(role) ? this.withDefaults(this.ownProps(role)) : {};
  }

  /** The props of a role, merged over those of all roles. */
  private withDefaults<P extends WorkloadProps>(props: P): P & WorkloadProps {
    return { ...props, ...mergeProps(this.props.defaults ?? {}, props) };
  }

  /** The props of a cache, a gateway or another program, merged over those of all pods. */
  withPodDefaults<P extends WorkloadProps>(props: P): P & WorkloadProps {
    return { ...props, ...mergeProps(forAllPods(this.props.defaults ?? {}), props) };
  }

  /** URL scheme of the roles. */
  get scheme(): 'http' | 'https' {
    return this.tls ? 'https' : 'http';
  }

  /** TLS settings for a gateway's connections to the HTTP port of the roles; undefined without TLS. */
  get backendTls(): BackendTls | undefined {
    return this.tls && { tls: this.tls, port: this.ports.http };
  }

  /** Name of the gossip Service. */
  get gossipHost(): string {
    return this.system.objectName(this.gossipSuffix);
  }

  /** A port of a role's Service: that of HTTP, or another one. */
  endpoint(role: Role, suffix?: string, port: number = this.ports.http): Endpoint {
    return new Endpoint({
      service: this.system.objectName(suffix === undefined ? role : `${role}-${suffix}`),
      namespace: this.system.namespace,
      port,
    });
  }
}
