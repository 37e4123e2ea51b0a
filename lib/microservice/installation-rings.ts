import type { Gossip, InstallationRings, RingDescription, TenantShards } from '../ring/description';
import { WRITE } from '../ring/model/operation';
import type { Ring } from '../ring/ring';
import type { System } from '../system';

/** A ring of a system, with the role of its members. */
export interface RoleRing<Role extends string> extends Omit<RingDescription, 'selector' | 'prop'> {
  readonly role: Role;
}

/** Limits by tenant, from the runtime configuration. */
export type TenantOverrides<Limits> = Readonly<Record<string, Limits>>;

/** Reads a ring from a configuration; undefined if the configuration does not use it. */
export type RingReader<Role extends string, Config, Limits> = (
  config: Config,
  overrides: TenantOverrides<Limits>,
) => RoleRing<Role> | undefined;

/** One member works on each key, and another member takes over when it stops. */
export const ALONE = {
  replicationFactor: 1,
  strategy: 'ignore-unhealthy',
  operations: { write: WRITE },
} as const;

/** Purpose of the ring of distributors, in every system. */
export const RATE_LIMITS = 'the global rate limits of tenants are divided by the number of members';

export interface InstallationRingsProps<Role extends string, Config, Limits> {
  /** Such as `Loki`. */
  readonly name: string;
  readonly config: Config;
  readonly installation: {
    readonly system: System;
    readonly ring: Ring;
    readonly ports: { readonly gossip: number };
    readonly gossipHost: string;
    readonly gossipSuffix: string;
  };
  /** Limits by tenant, from the runtime configuration. */
  readonly overrides: TenantOverrides<Limits> | undefined;
  /** All rings that the system may have. */
  readonly rings: ReadonlyArray<RingReader<Role, Config, Limits>>;
  /** Prop of each role. */
  readonly props: Readonly<Record<Role, string>>;
  /** Roles that run. */
  readonly roles: readonly Role[];
  /** Whether a role is a member of a ring, or reads one. */
  readonly gossips: (role: Role) => boolean;
}

/** The rings of an installation, as its configuration defines them. */
export function installationRings<Role extends string, Config, Limits>(
  definition: InstallationRingsProps<Role, Config, Limits>,
): InstallationRings {
  const { name, config, overrides = {}, installation, rings, props, roles, gossips } = definition;
  const { system } = installation;
  const selectorOf = (role: Role) => system.component(role).selector;
  return {
    name,
    namespace: system.namespace,
    rings: rings
      .flatMap((read) => read(config, overrides) ?? [])
      .filter(({ role }) => roles.includes(role))
      .map(({ role, ...description }) => ({ ...description, prop: props[role], selector: selectorOf(role) })),
    gossip: gossipOf(installation, roles.filter(gossips).map(selectorOf)),
  };
}

function gossipOf(
  { ring: { store }, gossipHost, ports }: InstallationRingsProps<string, unknown, unknown>['installation'],
  members: Gossip['members'],
): Gossip | undefined {
  if (store.type !== 'memberlist') return undefined;
  return { service: gossipHost, port: ports.gossip, clusterLabel: store.clusterLabel, members };
}

/** Heartbeat keys of a ring, in every system. */
interface Heartbeats {
  readonly heartbeat_period?: string | undefined;
  readonly heartbeat_timeout?: string | undefined;
}

/**
 * The heartbeats of a ring.
 * @param at path of its block in the configuration
 */
export const heartbeats = (
  at: string,
  config: Heartbeats | undefined,
  defaults: { readonly period: string; readonly timeout?: string },
): Pick<RingDescription, 'heartbeatPeriod' | 'heartbeatTimeout'> => ({
  heartbeatPeriod: { at: `${at}.heartbeat_period`, value: config?.heartbeat_period ?? defaults.period },
  heartbeatTimeout: {
    at: `${at}.heartbeat_timeout`,
    value: config?.heartbeat_timeout ?? defaults.timeout ?? '1m',
  },
});

/**
 * How many members each tenant uses.
 * @param at path of the default size in the configuration
 * @param size reads the size from limits; undefined if they have none
 */
export function tenantShards<Limits>(
  at: string,
  limits: Limits | undefined,
  overrides: TenantOverrides<Limits>,
  size: (limits: Limits) => number | undefined,
): { readonly tenantShards: TenantShards } {
  return {
    tenantShards: {
      at,
      size: (limits && size(limits)) ?? 0,
      tenants: Object.fromEntries(
        Object.entries(overrides).flatMap(([tenant, own]) => {
          const set = size(own);
          return set === undefined ? [] : [[tenant, set]];
        }),
      ),
    },
  };
}

/** `unregister_on_shutdown` of a ring. */
export const unregistration = (
  at: string,
  config: { readonly unregister_on_shutdown?: boolean | undefined } | undefined,
): Required<Pick<RingDescription, 'unregisterOnShutdown'>> => ({
  unregisterOnShutdown: { at: `${at}.unregister_on_shutdown`, value: config?.unregister_on_shutdown ?? true },
});

/** dskit's older block of a ring (`lifecycler`), which Loki and Tempo use for their ingesters. */
interface Lifecycler {
  readonly heartbeat_period?: string | undefined;
  readonly num_tokens?: number | undefined;
  readonly tokens_file_path?: string | undefined;
  readonly unregister_on_shutdown?: boolean | undefined;
  readonly ring?:
    | { readonly zone_awareness_enabled?: boolean | undefined; readonly heartbeat_timeout?: string | undefined }
    | undefined;
}

/** The ring configured at `ingester.lifecycler`; each system adds its replication factor and unflushed data. */
export const ingestersByLifecycler = (
  { ring = {}, ...lifecycler }: Lifecycler,
  defaults: { readonly timeout: string },
) =>
  ({
    name: 'ingester',
    role: 'ingester',
    zoneAware: ring.zone_awareness_enabled ?? false,
    heartbeatPeriod: { at: 'ingester.lifecycler.heartbeat_period', value: lifecycler.heartbeat_period ?? '5s' },
    heartbeatTimeout: {
      at: 'ingester.lifecycler.ring.heartbeat_timeout',
      value: ring.heartbeat_timeout ?? defaults.timeout,
    },
    tokens: lifecycler.num_tokens ?? 128,
    tokensFile: { at: 'ingester.lifecycler.tokens_file_path', value: lifecycler.tokens_file_path },
    ...unregistration('ingester.lifecycler', lifecycler),
  }) as const;
