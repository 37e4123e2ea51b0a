import { Endpoint } from '../endpoint';
import type { RolesExposureProps } from '../gateway/roles-exposure';
import type { Image } from '../image';
import { Ring } from '../ring/ring';
import type { System } from '../system';
import { type BackendTls, SystemTls } from '../tls/system-tls';
import { forAllPods, mergeProps } from '../workload/merge';
import type { WorkloadProps } from '../workload/props';
import { type MicroservicesProps, systemOf } from './props';
import type { RoleProps } from './role-switch';

/** The keys of a configuration that decide ports, the same in every system. */
interface PortsConfig {
  readonly server?: { readonly http_listen_port?: number; readonly grpc_listen_port?: number };
  readonly memberlist?: { readonly bind_port?: number };
}

/** Defaults of an installation. */
export interface InstallationDefaults {
  /** Helm's name of the application, and of its release. */
  readonly app: string;
  readonly release: string;
  readonly image: Image;
  /** The version that configuration and roles are made for, where the image does not tell. */
  readonly version: string;
  /** Port of HTTP. */
  readonly http: number;
  readonly replicationFactor: number;
  /** Suffix of the gossip Service, after the name of the installation. */
  readonly gossipSuffix: string;
}

/** Props of every system, by the names of its roles. */
export type SystemProps<Role extends string> = MicroservicesProps &
  RolesExposureProps<Role> & { readonly config?: PortsConfig };

/** Values that follow from the props of a system, for all parts of its chart. */
export class Installation<Role extends string, Props extends SystemProps<Role> = SystemProps<Role>> {
  readonly system: System;
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
    defaults: InstallationDefaults,
  ) {
    const { config, image = defaults.image } = props;
    this.image = image;
    this.ring = props.ring ?? new Ring({ replicationFactor: defaults.replicationFactor });
    this.ports = {
      http: config?.server?.http_listen_port ?? defaults.http,
      grpc: config?.server?.grpc_listen_port ?? 9095,
      gossip: config?.memberlist?.bind_port ?? 7946,
    };
    this.system = systemOf(props, { ...defaults, version: image.tag ?? defaults.version });
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

  /** How roles are reached by HTTP. */
  get scheme(): 'http' | 'https' {
    return this.tls ? 'https' : 'http';
  }

  /** How a gateway reaches the port of HTTP of the roles, if that is encrypted. */
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
