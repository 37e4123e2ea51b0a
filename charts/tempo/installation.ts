import { Endpoint } from '../../lib/endpoint';
import type { Image } from '../../lib/image';
import { systemOf } from '../../lib/microservice/props';
import { Ring } from '../../lib/ring/ring';
import type { System } from '../../lib/system';
import { mergeProps } from '../../lib/workload/merge';
import type { WorkloadProps } from '../../lib/workload/props';
import { maintained } from '../../versions';
import type { TempoProps } from './props';
import type { TempoReceivers } from './receivers';
import { ROLE_PROPS, type RoleProps, TEMPO_ROLES, type TempoRole } from './roles';

/** The version that configuration and roles are made for, where the image does not tell. */
const TEMPO_VERSION = '2.3.1';

export const GOSSIP_SUFFIX = 'gossip-ring';

/** What follows from the props alone, and all parts of the chart go by. */
export class Installation {
  readonly system: System;
  readonly image: Image;
  readonly ring: Ring;
  readonly receivers: TempoReceivers;
  /** Ports that the processes listen on. The configuration is the one place to change them. */
  readonly ports: { readonly http: number; readonly grpc: number; readonly gossip: number };

  constructor(readonly props: TempoProps) {
    const { config, image = maintained.tempo } = props;
    this.image = image;
    this.ring = props.ring ?? new Ring();
    this.receivers = props.receivers ?? { otlp: { grpc: true, http: true } };
    this.ports = {
      http: config?.server?.http_listen_port ?? 3100,
      grpc: config?.server?.grpc_listen_port ?? 9095,
      gossip: config?.memberlist?.bind_port ?? 7946,
    };
    this.system = systemOf(props, { app: 'tempo', release: 'tempo', version: image.tag ?? TEMPO_VERSION });
  }

  get roles(): TempoRole[] {
    return TEMPO_ROLES.filter((role) => this.runs(role));
  }

  runs(role: TempoRole): boolean {
    return role === 'metrics-generator' ? Boolean(this.props.metricsGenerator) : true;
  }

  /** What the user says of a role, over what is said of all. */
  roleProps(role: TempoRole): RoleProps {
    return this.withDefaults(this.props[ROLE_PROPS[role]] || {});
  }

  /** What the user says of a part, over what is said of all parts. */
  withDefaults<P extends WorkloadProps>(props: P): P & WorkloadProps {
    return { ...props, ...mergeProps(this.props.defaults ?? {}, props) };
  }

  /** Name of the gossip Service. */
  get gossipHost(): string {
    return this.system.objectName(GOSSIP_SUFFIX);
  }

  /** A port of a role's Service: that of HTTP, or the one of a receiver. */
  endpoint(role: TempoRole, suffix?: string, port: number = this.ports.http): Endpoint {
    return new Endpoint({
      service: this.system.objectName(suffix === undefined ? role : `${role}-${suffix}`),
      namespace: this.system.namespace,
      port,
    });
  }
}
