import type { Release } from '../../model/release';
import type { Gossip, InstallationRings, RingDescription, TenantShards } from '../../model/ring/description';
import { WRITE } from '../../model/ring/model/operation';
import type { Ring } from '../../model/ring/ring';
import type { System } from '../../values/system';

/** Limits by tenant, from the runtime configuration. */
export type TenantOverrides<Limits> = Readonly<Record<string, Limits>>;

/** A ring of a system, before it is known which pods its members are. */
type UnplacedRing = Omit<RingDescription, 'selector' | 'prop'>;

/** A ring, with the role of its members. */
export interface RoleRing extends UnplacedRing {
  readonly role: string;
}

/** Reads the ring of a role from a configuration; undefined if the configuration does not use it. */
export type RingReader<Config, Limits, Version> = (
  config: Config,
  overrides: TenantOverrides<Limits>,
  version: Version,
) => UnplacedRing | undefined;

/** One member works on each key, and another member takes over when it stops. */
export const ALONE = {
  replicationFactor: 1,
  strategy: 'ignore-unhealthy',
  operations: { write: WRITE },
} as const;

/** Purpose of the ring of distributors, in every system. */
export const RATE_LIMITS = 'the global rate limits of tenants are divided by the number of members';

/** The part of an installation that its rings follow from. */
export interface RingsSource {
  readonly system: System;
  readonly ring: Ring;
  readonly ports: { readonly gossip: number };
  readonly gossipHost: string;
  readonly gossipSuffix: string;
  readonly version: Release;
}

export interface InstallationRingsProps<Role extends string, Config, Limits, Installation extends RingsSource> {
  /** Such as `Loki`. */
  readonly name: string;
  readonly config: Config;
  readonly installation: Installation;
  /** Limits by tenant, from the runtime configuration. */
  readonly overrides: TenantOverrides<Limits> | undefined;
  /** Roles that are on. */
  readonly roles: readonly Role[];
  /** Prop of each role, its ring, and whether its pods are members of a ring or watch one. */
  readonly table: Readonly<
    Record<
      Role,
      {
        readonly prop: string;
        readonly gossips: boolean;
        readonly ring?: RingReader<Config, Limits, Installation['version']>;
      }
    >
  >;
}

/** The rings of an installation, as its configuration defines them. */
export function installationRings<Role extends string, Config, Limits, Installation extends RingsSource>(
  definition: InstallationRingsProps<Role, Config, Limits, Installation>,
): InstallationRings {
  const { name, config, overrides = {}, installation, roles, table } = definition;
  const { system } = installation;
  const selectorOf = (role: Role) => system.component(role).selector;
  const found = roles.flatMap((role) => {
    const { ring: read, prop } = table[role];
    const description = read?.(config, overrides, installation.version);
    const { needsHeartbeats } = installation.version;
    return description ? [{ ...description, needsHeartbeats, prop, selector: selectorOf(role) }] : [];
  });
  const isRead = ({ operations }: RingDescription): boolean => operations.read !== undefined;
  return {
    name,
    namespace: system.namespace,
    // Reports begin with the rings that hold data.
    rings: [...found.filter(isRead), ...found.filter((ring) => !isRead(ring))],
    gossip: gossipOf(installation, roles.filter((role) => table[role].gossips).map(selectorOf)),
  };
}

function gossipOf({ ring: { store }, gossipHost, ports }: RingsSource, members: Gossip['members']): Gossip | undefined {
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
 * Shard size of each tenant: the number of members that it uses.
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

/** The ring configured at `<block>.lifecycler`; each role adds its replication factor and unflushed data. */
export const ringByLifecycler = <const Name extends string>(
  name: Name,
  block: string,
  { ring = {}, ...lifecycler }: Lifecycler,
  defaults: { readonly timeout: string },
) =>
  ({
    name,
    zoneAware: ring.zone_awareness_enabled ?? false,
    heartbeatPeriod: { at: `${block}.lifecycler.heartbeat_period`, value: lifecycler.heartbeat_period ?? '5s' },
    heartbeatTimeout: {
      at: `${block}.lifecycler.ring.heartbeat_timeout`,
      value: ring.heartbeat_timeout ?? defaults.timeout,
    },
    tokens: lifecycler.num_tokens ?? 128,
    tokensFile: { at: `${block}.lifecycler.tokens_file_path`, value: lifecycler.tokens_file_path },
    ...unregistration(`${block}.lifecycler`, lifecycler),
  }) as const;

/** The ring configured at `ingester.lifecycler`. */
export const ingestersByLifecycler = (lifecycler: Lifecycler, defaults: { readonly timeout: string }) =>
  ringByLifecycler('ingester', 'ingester', lifecycler, defaults);
