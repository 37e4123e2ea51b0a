import type { MemcachedProps } from '../../lib/memcached/memcached';
import { Installation } from '../../lib/microservice/installation';
import { maintained } from '../../versions';
import type { TempoProps } from './props';
import type { TempoReceivers } from './receivers';
import { ROLE_PROPS, type RoleProps, TEMPO_ROLES, type TempoRole } from './roles';

/** What follows from the props of a Tempo. */
export class TempoInstallation extends Installation<TempoRole, TempoProps> {
  readonly receivers: TempoReceivers;

  constructor(props: TempoProps) {
    super(props, {
      app: 'tempo',
      release: 'tempo',
      image: maintained.tempo,
      version: '2.3.1',
      http: 3100,
      replicationFactor: 3,
      gossipSuffix: 'gossip-ring',
    });
    this.receivers = props.receivers ?? { otlp: { grpc: true, http: true } };
  }

  /** What the user says of the memcached, or nothing if there is none. */
  get memcached(): MemcachedProps | undefined {
    const { memcached = this.props.redis ? false : {} } = this.props;
    return memcached === false ? undefined : this.withPodDefaults(memcached);
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
