import { Installation } from '../../lib/microservice/installation';
import { type RoleSwitch, rolesOn } from '../../lib/microservice/role-switch';
import { keysOf } from '../../lib/microservice/role-table';
import { maintained } from '../../versions';
import type { LokiProps, LokiRole, LokiRoles } from './props';
import { type Period, periodsOf } from './schema';

/** Values that follow from the props of a Loki. */
export class LokiInstallation extends Installation<LokiRole, LokiProps> {
  readonly periods: readonly Period[];

  constructor(props: LokiProps, roles: Readonly<Record<LokiRole, RoleSwitch<keyof LokiRoles>>>) {
    super(props, rolesOn(keysOf(roles), roles, props), {
      app: 'loki-distributed',
      release: 'loki',
      image: maintained.loki,
      version: '2.9.4',
      http: 3100,
      replicationFactor: 1,
      gossipSuffix: 'memberlist',
    });
    this.periods = periodsOf(props.schema, props.storage);
  }

  /** `service:port` for gRPC, as pods of the same namespace reach it. */
  grpcAddress(role: LokiRole, suffix?: string): string {
    return `${this.endpoint(role, suffix).service}:${this.ports.grpc}`;
  }

  /** Where pods of the same namespace reach a role by HTTP. */
  httpAddress(role: LokiRole): string {
    return `${this.scheme}://${this.endpoint(role).addressFrom(this.system.namespace)}`;
  }
}
