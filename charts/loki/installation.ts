import { Installation } from '../../lib/microservice/installation';
import type { LokiProps } from './props';
import { LOKI_RELEASES, type LokiRelease } from './releases';
import { type LokiRole, type RoleProps, roleProps } from './roles';
import { type Period, periodsOf } from './schema';

/** What follows from the props of a Loki. */
export class LokiInstallation extends Installation<LokiRole, LokiProps<LokiRelease>, LokiRelease> {
  readonly periods: readonly Period[];

  constructor(props: LokiProps<LokiRelease>) {
    super(props, {
      app: 'loki-distributed',
      release: 'loki',
      releases: LOKI_RELEASES,
      http: 3100,
      replicationFactor: 1,
      gossipSuffix: 'memberlist',
    });
    this.periods = periodsOf(props.schema, props.storage);
  }

  /** What the user says of a role, over what is said of all; nothing if the role does not run. */
  roleProps(role: LokiRole): RoleProps | undefined {
    const own = roleProps(this.props, role);
    return own && this.withDefaults(own);
  }

  runs(role: LokiRole): boolean {
    return roleProps(this.props, role) !== undefined;
  }

  /** `service:port` for gRPC, as pods of the same namespace reach it. */
  grpcAddress(role: LokiRole, suffix?: string): string {
    return `${this.endpoint(role, suffix).service}:${this.ports.grpc}`;
  }
}
