import type { KnownSystem } from '../lib/app/diff/rings/systems';
import type { RingReader } from '../lib/constructs/microservice/installation-rings';
import { keysOf } from '../lib/constructs/microservice/role-table';
import { knownOf } from '../lib/model/config/known';
import type { Release } from '../lib/model/release';
import { LOKI_2_9, LOKI_3_7 } from './loki/releases';
import { ROLES as LOKI_ROLES } from './loki/roles';
import { MIMIR_2_11 } from './mimir/releases';
import { ROLES as MIMIR_ROLES } from './mimir/roles';
import { TEMPO_2_3 } from './tempo/releases';
import { ROLES as TEMPO_ROLES } from './tempo/roles';

/** A system with manifests to compare, as text only. */
const known = <Config extends object, Limits, Version, Role extends string>(
  release: Version & Release<Config>,
  roles: Readonly<Record<Role, { readonly ring?: RingReader<Config, Limits, Version> }>>,
): KnownSystem => ({
  name: release.system,
  image: release.system.toLowerCase(),
  minor: release.minor,
  rings: (data) => {
    const config = release.parse(knownOf(release.schema, data));
    return keysOf(roles).flatMap((role) => {
      const ring = roles[role].ring?.(config, {}, release);
      return ring ? [{ ...ring, role }] : [];
    });
  },
});

/** The releases of systems with rings; the first of a system stands in for versions that are unknown. */
export const SYSTEMS: readonly KnownSystem[] = [
  known(LOKI_2_9, LOKI_ROLES),
  known(LOKI_3_7, LOKI_ROLES),
  known(MIMIR_2_11, MIMIR_ROLES),
  known(TEMPO_2_3, TEMPO_ROLES),
];
