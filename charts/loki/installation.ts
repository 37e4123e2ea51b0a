import { Installation } from '../../lib/constructs/microservice/installation';
import { type RoleSwitch, rolesOn } from '../../lib/constructs/microservice/role-switch';
import { keysOf } from '../../lib/constructs/microservice/role-table';
import { Mistakes, UserError } from '../../lib/values/errors';
import { checkStorage } from '../../lib/values/object-storage';
import { show } from '../../lib/values/text';
import type { LokiProps, LokiRole, LokiRoles } from './props';
import { LOKI_RELEASES, type LokiRelease } from './releases';
import { type Period, periodsOf } from './schema-periods';

/** Values that follow from the props of a Loki. */
export class LokiInstallation extends Installation<LokiRole, LokiRelease, LokiProps<LokiRelease>> {
  readonly periods: readonly Period[];

  constructor(props: LokiProps<LokiRelease>, roles: Readonly<Record<LokiRole, RoleSwitch<keyof LokiRoles>>>) {
    super(props, rolesOn(keysOf(roles), roles, props), {
      app: 'loki-distributed',
      release: 'loki',
      releases: LOKI_RELEASES,
      http: 3100,
      replicationFactor: 1,
      gossipSuffix: 'memberlist',
    });
    checkStorage(`${this.system.fullName}: storage`, props.storage);
    if (!Array.isArray(props.schema)) {
      throw new UserError(
        `${this.system.fullName}: schema: found ${show(props.schema)}, allowed is a list of periods, such as [{ from: '2024-01-01' }]: set it`,
      );
    }
    this.periods = periodsOf(props.schema, props.storage, this.version.traits.schema);
    this.checkLacked();
  }

  /** @throws UserError for props that the release does not have, which the compiler would reject */
  private checkLacked(): void {
    const mistakes = new Mistakes(this.system.fullName);
    for (const prop of this.version.traits.lacks) {
      const value = this.props[prop];
      if (value === undefined || value === false) continue;
      mistakes.add(prop, `found ${show(value)}, ${this.version.name} does not have it: remove it`);
    }
    mistakes.throwIfAny();
  }

  /** `service:port` for gRPC, as pods of the same namespace reach it. */
  grpcAddress(role: LokiRole, suffix?: string): string {
    return `${this.endpoint(role, suffix).service}:${this.ports.grpc}`;
  }

  /** HTTP address of a role for pods of the same namespace. */
  httpAddress(role: LokiRole): string {
    return `${this.scheme}://${this.endpoint(role).addressFrom(this.system.namespace)}`;
  }
}
