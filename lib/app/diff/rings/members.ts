import type { RoleRing } from '../../../constructs/microservice/installation-rings';
import type { RingShape } from '../../../model/ring/model/tolerance';
import { argsOf } from '../world';
import type { Installed, RolePods } from './installations';

/** A ring of an installation, with the pods that are in it. */
export interface DiffedRing {
  readonly ring: RoleRing;
  readonly groups: readonly RolePods[];
  /** Zones in the order of `shape`. */
  readonly zones: readonly string[];
  readonly shape: RingShape;
}

/** The rings of an installation that have members, by their names. */
export function ringsOf({ rings, roles }: Installed): Map<string, DiffedRing> {
  return new Map(
    rings.flatMap((ring): Array<[string, DiffedRing]> => {
      const groups = roles.filter((role) => role.role === ring.role && isInRing(role));
      if (groups.length === 0) return [];
      const zones = [...new Set(groups.map(({ zone }) => zone))].sort();
      const counts = zones.map((zone) => membersIn(groups, zone));
      const { replicationFactor, zoneAware, strategy } = ring;
      return [[ring.name, { ring, groups, zones, shape: { replicationFactor, zoneAware, strategy, zones: counts } }]];
    }),
  );
}

/** Whether pods are in this ring; another `ring.prefix` is another ring, as while zones are introduced. */
const isInRing = ({ container, pods }: RolePods): boolean =>
  ['StatefulSet', 'Deployment'].includes(pods.owner.content.kind) &&
  !argsOf(container).some((arg) => /ring\.prefix=/.test(arg));

const membersIn = (groups: readonly RolePods[], zone: string): number =>
  groups.filter((group) => group.zone === zone).reduce((sum, { pods }) => sum + pods.replicas, 0);

export const namesOf = ({ groups }: DiffedRing) =>
  groups.map(({ pods, zone }) => ({ name: pods.owner.content.metadata.name, zone, count: pods.replicas }));

/** Keys of the workloads in rings by which keys are shared out. */
export const memberKeys = (installed: Installed): string[] =>
  [...ringsOf(installed).values()].flatMap(({ groups }) => groups.map(({ pods }) => pods.owner.key));
