import { Installation } from '../../lib/constructs/microservice/installation';
import { type RoleSwitch, rolesOn } from '../../lib/constructs/microservice/role-switch';
import { keysOf } from '../../lib/constructs/microservice/role-table';
import { bucketOf } from '../../lib/constructs/system-minio';
import { checkStorage, type ObjectStorage } from '../../lib/values/object-storage';
import type { TempoProps, TempoRole, TempoRoles } from './props';
import type { TempoReceivers } from './receivers';
import { TEMPO_RELEASES, type TempoRelease } from './releases';

/** The bucket in a MinIO of Tempo's own. */
export const MINIO_BUCKET = 'tempo-traces';

/** Values that follow from the props of a Tempo. */
export class TempoInstallation extends Installation<TempoRole, TempoRelease, TempoProps<TempoRelease>> {
  readonly receivers: TempoReceivers;
  readonly storage: ObjectStorage;

  constructor(props: TempoProps<TempoRelease>, roles: Readonly<Record<TempoRole, RoleSwitch<keyof TempoRoles>>>) {
    super(props, rolesOn(keysOf(roles), roles, props), {
      app: 'tempo',
      release: 'tempo',
      releases: TEMPO_RELEASES,
      http: 3100,
      replicationFactor: 3,
      gossipSuffix: 'gossip-ring',
    });
    if (!Object(props.storage).minio) checkStorage(`${this.system.fullName}: storage`, props.storage);
    this.storage = 'minio' in props.storage ? bucketOf(this.system, props.storage.minio, MINIO_BUCKET) : props.storage;
    this.receivers = props.receivers ?? { otlp: { grpc: true, http: true } };
  }

  /** Replication factor of the ingesters, from the ring or the configuration. */
  get copies(): number {
    return this.props.config?.ingester?.lifecycler?.ring?.replication_factor ?? this.ring.replicationFactor;
  }
}
