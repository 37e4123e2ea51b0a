import type { ControllerKind } from '../workload/controller-kind';
import type { WorkloadProps } from '../workload/props';
import type { MonitoredProps } from './props';

/** Props of any role. */
export type RoleProps = WorkloadProps & MonitoredProps & { readonly kind?: ControllerKind };

/** Whether a role is on: one that is `always` on cannot be switched off. */
export interface RoleSwitch<Prop extends string = string> {
  /** The prop that configures the role. */
  readonly prop: Prop;
  readonly on: 'always' | 'unless false' | 'if asked';
}

/** The roles that are on, with their props. */
export function rolesOn<Role extends string, Prop extends string>(
  names: readonly Role[],
  switches: Readonly<Record<Role, RoleSwitch<Prop>>>,
  props: { readonly [P in Prop]?: RoleProps | false },
): ReadonlyMap<Role, RoleProps> {
  return new Map(
    names.flatMap((role) => {
      const { prop, on } = switches[role];
      const own: RoleProps | false = props[prop] ?? (on === 'if asked' ? false : {});
      if (own !== false) return [[role, own] as const];
      return on === 'always' ? [[role, {}] as const] : [];
    }),
  );
}
