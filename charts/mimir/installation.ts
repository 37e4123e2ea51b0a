import { Installation } from '../../lib/constructs/microservice/installation';
import { type RoleSwitch, rolesOn } from '../../lib/constructs/microservice/role-switch';
import { keysOf } from '../../lib/constructs/microservice/role-table';
import type { KvStore } from '../../lib/model/ring/ring';
import { checkStorage } from '../../lib/values/object-storage';
import { minioStorage } from './minio';
import type { MimirProps, MimirRole, MimirRoles, MimirStorage } from './props';
import { MIMIR_RELEASES, type MimirRelease } from './releases';

/** Values that follow from the props of a Mimir. */
export class MimirInstallation extends Installation<MimirRole, MimirRelease, MimirProps<MimirRelease>> {
  readonly storage: MimirStorage;

  constructor(props: MimirProps<MimirRelease>, roles: Readonly<Record<MimirRole, RoleSwitch<keyof MimirRoles>>>) {
    super(props, rolesOn(keysOf(roles), roles, props), {
      app: 'mimir',
      release: 'mimir',
      releases: MIMIR_RELEASES,
      http: 8080,
      replicationFactor: 3,
      gossipSuffix: 'gossip-ring',
    });
    if (props.minio === undefined) {
      const { blocks, ...others } = props.storage ?? {};
      for (const [key, place] of Object.entries({ blocks, ...others })) {
        checkStorage(`${this.system.fullName}: storage.${key}`, Object(place).storage ?? place);
      }
    }
    this.storage = props.storage ?? minioStorage(this.system, props.minio);
  }

  /** Written only if it is configured: three is Mimir's own default. */
  get replicationFactor(): number | undefined {
    return this.props.ring?.replicationFactor;
  }

  /** Replication factor of the ingesters, from the ring or the configuration. */
  get copies(): number {
    return this.props.config?.ingester?.ring?.replication_factor ?? this.ring.replicationFactor;
  }

  /**
   * The store of a ring, if it is not memberlist, which is Mimir's own default.
   * @param prefix default prefix of the ring
   */
  ownStore(prefix?: string): { readonly kvstore?: KvStore } {
    return this.ring.gossips ? {} : { kvstore: this.ring.kvstore(prefix) };
  }

  /** `service.namespace.svc`, as every pod of the cluster resolves it. */
  inCluster(role: MimirRole, suffix?: string): string {
    return `${this.endpoint(role, suffix).host}.svc`;
  }

  /** `service.namespace.svc:port` of the query schedulers for gRPC, if they are on. */
  get schedulerAddress(): string | undefined {
    return this.runs('query-scheduler')
      ? `${this.inCluster('query-scheduler', 'headless')}:${this.ports.grpc}`
      : undefined;
  }
}
