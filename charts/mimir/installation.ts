import { Installation } from '../../lib/microservice/installation';
import type { WorkloadProps } from '../../lib/workload/props';
import { minioStorage } from './minio';
import type { MimirProps, MimirStorage, MimirZone, ZoneMigration } from './props';
import { MIMIR_RELEASES, type MimirRelease } from './releases';
import { MIMIR_ROLES, type MimirRole, ROLE_PROPS } from './roles';

const THREE_ZONES: readonly MimirZone[] = [{ name: 'zone-a' }, { name: 'zone-b' }, { name: 'zone-c' }];

/** The roles that can be in zones. */
const ZONED_ROLES = ['ingester', 'store-gateway', 'alertmanager'] as const;
export type ZonedRole = (typeof ZONED_ROLES)[number];
export const isZonedRole = (role: MimirRole): role is ZonedRole => ZONED_ROLES.some((zoned) => zoned === role);

/** What can be said of any of them. */
type ZonedProps = WorkloadProps & {
  readonly zones?: readonly MimirZone[] | false;
  readonly rolloutMaxUnavailable?: number;
  readonly zoneTopologyKey?: string;
  readonly migration?: ZoneMigration<'start' | 'switch' | 'exclude' | 'scale-down'>;
};

/** What follows from the props of a Mimir. */
export class MimirInstallation extends Installation<MimirRole, MimirProps<MimirRelease>, MimirRelease> {
  readonly storage: MimirStorage;

  constructor(props: MimirProps<MimirRelease>) {
    super(props, {
      app: 'mimir',
      release: 'mimir',
      releases: MIMIR_RELEASES,
      http: 8080,
      replicationFactor: 3,
      gossipSuffix: 'gossip-ring',
    });
    this.storage = props.storage ?? minioStorage(this.system, props.minio);
  }

  /** What the user says of a role, over what is said of all; nothing if the role does not run. */
  roleProps(role: MimirRole): WorkloadProps | undefined {
    const own = this.props[ROLE_PROPS[role]] ?? {};
    return own === false ? undefined : this.withDefaults(own);
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

  /** How many ingesters keep each sample, wherever it is said. */
  get copies(): number {
    return this.props.config?.ingester?.ring?.replication_factor ?? this.ring.replicationFactor;
  }

  /** `service.namespace.svc`, as every pod of the cluster resolves it. */
  inCluster(role: MimirRole, suffix?: string): string {
    return `${this.endpoint(role, suffix).host}.svc`;
  }
}
