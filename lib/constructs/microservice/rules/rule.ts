import type { CheckId } from '../../../checks/catalog';
import type { Cluster } from '../../../checks/cluster';
import type { Severity } from '../../../checks/severity';
import type { Day } from '../../../model/config/types';
import type { RoleProcess } from '../processes';

/** Input of a rule about the configuration of a system. */
export interface RuleSubject<Role extends string, Config, Installation> {
  readonly installation: Installation;
  readonly runs: (role: Role) => boolean;
  /** What is set: the file, under the flags of all roles. */
  readonly set: Config;
  /** The configuration that the programs have after their start: `set`, over the defaults of the release. */
  readonly config: Config;
  /** The configuration of one role, with defaults; that of all roles if it is off. */
  readonly of: (role: Role) => Config;
  readonly processes: ReadonlyArray<RoleProcess<Role, Config>>;
  readonly cluster: Cluster;
  /** The day for which the environment is checked; undefined if none is set. */
  readonly today: Day | undefined;
}

/** A mistake in a configuration that the parser of the system accepts and the system does not. */
export interface RuleMistake {
  readonly id: CheckId;
  readonly severity?: Severity;
  /** Key of the configuration, such as `ingester.max_chunk_age`. */
  readonly path: string;
  /** Found value, allowed values and remedy. */
  readonly mistake: string;
  /** Object that it is about. @default - the installation */
  readonly object?: string;
}

export type Rule<Subject> = (subject: Subject) => Iterable<RuleMistake>;
