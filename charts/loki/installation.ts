import { Endpoint } from '../../lib/endpoint';
import type { Image } from '../../lib/image';
import { systemOf } from '../../lib/microservice/props';
import { Ring } from '../../lib/ring/ring';
import type { System } from '../../lib/system';
import { mergeProps } from '../../lib/workload/merge';
import type { WorkloadProps } from '../../lib/workload/props';
import { maintained } from '../../versions';
import type { LokiProps } from './props';
import { type LokiRole, type RoleProps, roleProps } from './roles';
import { type Period, periodsOf } from './schema';

/** The version that configuration and roles are made for, where the image does not tell. */
const LOKI_VERSION = '2.9.4';

/** What follows from the props alone, and all parts of the chart go by. */
export class Installation {
  readonly system: System;
  readonly image: Image;
  readonly ring: Ring;
  readonly periods: readonly Period[];
  /** Ports that the processes listen on. The configuration is the one place to change them. */
  readonly ports: { readonly http: number; readonly grpc: number; readonly gossip: number };

  constructor(readonly props: LokiProps) {
    const { config, image = maintained.loki } = props;
    this.image = image;
    this.ring = props.ring ?? new Ring({ replicationFactor: 1 });
    this.periods = periodsOf(props.schema, props.storage);
    this.ports = {
      http: config?.server?.http_listen_port ?? 3100,
      grpc: config?.server?.grpc_listen_port ?? 9095,
      gossip: config?.memberlist?.bind_port ?? 7946,
    };
    this.system = systemOf(props, { app: 'loki-distributed', release: 'loki', version: image.tag ?? LOKI_VERSION });
  }

  /** What the user says of a role, in the layers in which it is said; nothing if the role does not run. */
  roleProps(role: LokiRole): RoleProps | undefined {
    const own = roleProps(this.props, role);
    return own && this.withDefaults(own);
  }

  /** What the user says of a part, over what is said of all parts. */
  withDefaults<P extends WorkloadProps>(props: P): P & WorkloadProps {
    return { ...props, ...mergeProps(this.props.defaults ?? {}, props) };
  }

  runs(role: LokiRole): boolean {
    return roleProps(this.props, role) !== undefined;
  }

  /** Name of the gossip Service. */
  get gossipHost(): string {
    return this.system.objectName(GOSSIP_SUFFIX);
  }

  /** The HTTP port of a role's Service. */
  endpoint(role: LokiRole, suffix?: string): Endpoint {
    return new Endpoint({
      service: this.system.objectName(suffix === undefined ? role : `${role}-${suffix}`),
      namespace: this.system.namespace,
      port: this.ports.http,
    });
  }

  /** `service:port` for gRPC, as pods of the same namespace reach it. */
  grpcAddress(role: LokiRole, suffix?: string): string {
    return `${this.endpoint(role, suffix).service}:${this.ports.grpc}`;
  }
}

export const GOSSIP_SUFFIX = 'memberlist';
