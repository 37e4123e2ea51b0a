import type { RuleFinding } from '../../checks/catalog';

/** Roles that are switched off although others need them. */
export function* missingRoles<Role extends string>(
  title: string,
  table: Readonly<Record<Role, { readonly prop: string; readonly failsWithout?: string }>>,
  all: readonly Role[],
  runs: (role: Role) => boolean,
): Generator<RuleFinding> {
  for (const role of all) {
    const { prop, failsWithout } = table[role];
    if (failsWithout === undefined || runs(role)) continue;
    yield {
      id: 'availability/missing-role',
      sentence: `${prop}: found false, but without the ${role} of ${title} ${failsWithout}: run it, or accept this if it runs elsewhere`,
    };
  }
}
