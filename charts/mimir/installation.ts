import { UserError } from '../../lib/errors';
import { Installation } from '../../lib/microservice/installation';
import { type RoleSwitch, rolesOn } from '../../lib/microservice/role-switch';
import { keysOf } from '../../lib/microservice/role-table';
import type { KvStore } from '../../lib/ring/ring';
import { listed, lookUp, show } from '../../lib/text';
import { maintained } from '../../versions';
import { minioStorage } from './minio';
import type { MimirProps, MimirRole, MimirRoles, MimirStorage } from './props';

/** The versions that configuration and roles are made for. */
export const MIMIR_VERSIONS = { '2.11': '2.11.0', '2.10': '2.10.3' } as const;

/** Values that follow from the props of a Mimir. */
export class MimirInstallation extends Installation<MimirRole, MimirProps> {
  readonly version: keyof typeof MIMIR_VERSIONS;
  readonly storage: MimirStorage;

  constructor(props: MimirProps, roles: Readonly<Record<MimirRole, RoleSwitch<keyof MimirRoles>>>) {
    const { version = '2.11' } = props;
    const tag = lookUp<string>(MIMIR_VERSIONS, version);
    if (tag === undefined) {
      throw new UserError(
        `Mimir: version: found ${show(version)}, allowed are ${listed(Object.keys(MIMIR_VERSIONS))}: take one of those`,
      );
    }
    super(props, rolesOn(keysOf(roles), roles, props), {
      app: 'mimir',
      release: 'mimir',
      image: { ...maintained.mimir, tag },
      version: tag,
      http: 8080,
      replicationFactor: 3,
      gossipSuffix: 'gossip-ring',
    });
    this.version = version;
    this.storage = props.storage ?? minioStorage(this.system, props.minio);
  }

  /** Written only where it was asked for: three is Mimir's own default. */
  get replicationFactor(): number | undefined {
    return this.props.ring?.replicationFactor;
  }

  /** The store of all rings, if it is not memberlist, which is Mimir's own default. */
  get ownStore(): { readonly kvstore?: KvStore } {
    return this.ring.gossips ? {} : { kvstore: this.ring.kvstore() };
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
