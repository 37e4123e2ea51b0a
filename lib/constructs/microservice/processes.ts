import type { Cluster, Pods } from '../../checks/cluster';
import type { ContainerSpec } from '../../checks/objects';
import { withOverrides } from '../../model/config/effective';
import { type CommandLine, overridesOf, readFlags } from '../../model/config/flags';
import type { Release } from '../../model/release';
import type { System } from '../../values/system';
import type { WorkloadProps } from '../workload/props';
import { containerOf } from './role-container';

/** The program of a role, as one of its workloads starts it. */
export interface RoleProcess<Role extends string, Config> {
  readonly role: Role;
  readonly pods: Pods;
  readonly container: ContainerSpec;
  readonly commandLine: CommandLine;
  /** The configuration under the flags of the command line; undefined if the file is not known. */
  readonly config: Config | undefined;
}

export interface ProcessesProps<Role extends string, Config> {
  readonly system: System;
  readonly version: Release;
  /** Roles that are on. */
  readonly roles: readonly Role[];
  /** The configuration in the file; undefined if it is not known. */
  readonly config: Config | undefined;
}

/** The programs of all roles. Those that a command of the user starts are left out, since their arguments are unknown. */
export const processesOf = <Role extends string, Config extends object>(
  { system, version, roles, config }: ProcessesProps<Role, Config>,
  cluster: Cluster,
): Array<RoleProcess<Role, Config>> =>
  roles.flatMap((role) =>
    cluster
      .podsWith(system.namespace, { matchLabels: system.component(role).selector })
      .flatMap((pods): Array<RoleProcess<Role, Config>> => {
        const container = containerOf(pods, role);
        if (container === undefined || container.command !== undefined) return [];
        const commandLine = readFlags(version.schema, version.flags, container.args ?? []);
        const own = overridesOf(commandLine.settings);
        return [{ role, pods, container, commandLine, config: config && withOverrides(config, own) }];
      }),
  );

/** The keys that arguments of the user override, in the props of any role. */
export const flagOverrides = <Role extends string>(installation: {
  readonly version: Release;
  readonly roles: readonly Role[];
  readonly roleProps: (role: Role) => Pick<WorkloadProps, 'extraArgs'>;
}): object => {
  const { version, roles } = installation;
  const args = roles.flatMap((role) => installation.roleProps(role).extraArgs ?? []);
  return args.length === 0 ? {} : overridesOf(readFlags(version.schema, version.flags, args).settings);
};
