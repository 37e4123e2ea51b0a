import type { MemcachedProps } from '../../lib/memcached/memcached';
import { Installation } from '../../lib/microservice/installation';
import type { ObjectStorage } from '../../lib/object-storage';
import { bucketOf } from '../../lib/system-minio';
import type { TempoProps } from './props';
import type { TempoReceivers } from './receivers';
import { TEMPO_RELEASES, type TempoRelease } from './releases';
import { ROLE_PROPS, type RoleProps, TEMPO_ROLES, type TempoRole } from './roles';

/** The bucket in a MinIO of Tempo's own. */
export const MINIO_BUCKET = 'tempo-traces';

/** What follows from the props of a Tempo. */
export class TempoInstallation extends Installation<TempoRole, TempoProps<TempoRelease>, TempoRelease> {
  readonly receivers: TempoReceivers;
  readonly storage: ObjectStorage;

  constructor(props: TempoProps<TempoRelease>) {
    super(props, {
      app: 'tempo',
      release: 'tempo',
      releases: TEMPO_RELEASES,
      http: 3100,
      replicationFactor: 3,
      gossipSuffix: 'gossip-ring',
    });
    this.storage = 'minio' in props.storage ? bucketOf(this.system, props.storage.minio, MINIO_BUCKET) : props.storage;
    this.receivers = props.receivers ?? { otlp: { grpc: true, http: true } };
  }

  /** What the user says of the memcached, or nothing if there is none. */
  get memcached(): MemcachedProps | undefined {
    const { memcached = this.props.redis ? false : {} } = this.props;
    return memcached === false ? undefined : this.withPodDefaults(memcached);
  }

  /** How many ingesters keep each trace, wherever it is said. */
  get copies(): number {
    return this.props.config?.ingester?.lifecycler?.ring?.replication_factor ?? this.ring.replicationFactor;
  }

  get roles(): TempoRole[] {
    return TEMPO_ROLES.filter((role) => this.runs(role));
  }

  runs(role: TempoRole): boolean {
    return role !== 'metrics-generator' || Boolean(this.props.metricsGenerator);
  }

  /** What the user says of a role, over what is said of all. */
  roleProps(role: TempoRole): RoleProps {
    return this.withDefaults(this.props[ROLE_PROPS[role]] || {});
  }
}
