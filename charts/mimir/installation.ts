import { Endpoint } from '../../lib/endpoint';
import type { Image } from '../../lib/image';
import { systemOf } from '../../lib/microservice/props';
import { Ring } from '../../lib/ring/ring';
import type { System } from '../../lib/system';
import { mergeProps } from '../../lib/workload/merge';
import type { WorkloadProps } from '../../lib/workload/props';
import { maintained } from '../../versions';
import { minioStorage } from './minio';
import type { MimirProps, MimirStorage, MimirZone, ZoneMigration } from './props';
import { MIMIR_ROLES, type MimirRole, ROLE_PROPS } from './roles';

/** The versions that configuration and roles are made for. */
export const MIMIR_VERSIONS = { '2.11': '2.11.0', '2.10': '2.10.3' } as const;

const THREE_ZONES: readonly MimirZone[] = [{ name: 'zone-a' }, { name: 'zone-b' }, { name: 'zone-c' }];

export const GOSSIP_SUFFIX = 'gossip-ring';

/** The roles that can be in zones. */
const ZONED_ROLES = ['ingester', 'store-gateway', 'alertmanager'] as const;
export type ZonedRole = (typeof ZONED_ROLES)[number];
export const isZonedRole = (role: MimirRole): role is ZonedRole => ZONED_ROLES.some((zoned) => zoned === role);

/** What can be said of any of them. */
type ZonedProps = WorkloadProps & {
  readonly zones?: readonly MimirZone[] | false;
  readonly rolloutMaxUnavailable?: number;
  readonly migration?: ZoneMigration<'start' | 'switch' | 'exclude' | 'scale-down'>;
};

/** What follows from the props alone, and all parts of the chart go by. */
export class Installation {
  readonly system: System;
  readonly version: keyof typeof MIMIR_VERSIONS;
  readonly image: Image;
  readonly ring: Ring;
  readonly storage: MimirStorage;
  /** Ports that the processes listen on. The configuration is the one place to change them. */
  readonly ports: { readonly http: number; readonly grpc: number; readonly gossip: number };

  constructor(readonly props: MimirProps) {
    const { config, version = '2.11' } = props;
    this.version = version;
    this.image = props.image ?? { ...maintained.mimir, tag: MIMIR_VERSIONS[version] };
    this.ring = props.ring ?? new Ring();
    this.ports = {
      http: config?.server?.http_listen_port ?? 8080,
      grpc: config?.server?.grpc_listen_port ?? 9095,
      gossip: config?.memberlist?.bind_port ?? 7946,
    };
    this.system = systemOf(props, {
      app: 'mimir',
      release: 'mimir',
      version: this.image.tag ?? MIMIR_VERSIONS[version],
    });
    this.storage = props.storage ?? minioStorage(this.system, props.minio);
  }

  /** What the user says of a role, over what is said of all; nothing if the role does not run. */
  roleProps(role: MimirRole): WorkloadProps | undefined {
    const own = this.props[ROLE_PROPS[role]] ?? {};
    return own === false ? undefined : this.withDefaults(own);
  }

  /** What the user says of a part, over what is said of all parts. */
  withDefaults<P extends WorkloadProps>(props: P): P & WorkloadProps {
    return { ...props, ...mergeProps(this.props.defaults ?? {}, props) };
  }

  runs(role: MimirRole): boolean {
    return this.props[ROLE_PROPS[role]] !== false;
  }

  get roles(): MimirRole[] {
    return MIMIR_ROLES.filter((role) => this.runs(role));
  }

  /** What the user says of a role in zones. */
  zonedProps(role: ZonedRole): ZonedProps {
    return this.props[ROLE_PROPS[role]] || {};
  }

  /** The zones of a role, or nothing if it has none. */
  zonesOf(role: MimirRole): readonly MimirZone[] | undefined {
    if (!isZonedRole(role) || !this.runs(role)) return undefined;
    return (this.zonedProps(role).zones ?? (role === 'alertmanager' ? false : THREE_ZONES)) || undefined;
  }

  /** Whether all who look at the ring of a role have to see its zones. */
  isZoned(role: ZonedRole): boolean {
    return this.zonesOf(role) !== undefined && this.zonedProps(role).migration?.step !== 'start';
  }

  /** Whether nothing more is written to the ingesters that were there before the zones. */
  get excludesDefaultZone(): boolean {
    const { migration } = this.zonedProps('ingester');
    return migration?.step === 'exclude' || migration?.step === 'scale-down';
  }

  /** Written only where it was asked for: three is Mimir's own default. */
  get replicationFactor(): number | undefined {
    return this.props.ring?.replicationFactor;
  }

  /** Name of the gossip Service. */
  get gossipHost(): string {
    return this.system.objectName(GOSSIP_SUFFIX);
  }

  /** `service.namespace.svc`, as every pod of the cluster resolves it. */
  inCluster(role: MimirRole, suffix?: string): string {
    return `${this.endpoint(role, suffix).host}.svc`;
  }

  /** The HTTP port of a role's Service. */
  endpoint(role: MimirRole, suffix?: string): Endpoint {
    return new Endpoint({
      service: this.system.objectName(suffix === undefined ? role : `${role}-${suffix}`),
      namespace: this.system.namespace,
      port: this.ports.http,
    });
  }
}
