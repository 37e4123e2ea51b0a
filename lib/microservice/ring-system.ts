import type { Gossip, RingDescription, RingSystem } from '../ring/description';
import type { Ring } from '../ring/ring';
import type { System } from '../system';

/** A ring as its system has it, with the role that is in it. */
export interface RoleRing<Role extends string> extends Omit<RingDescription, 'selector' | 'prop'> {
  readonly role: Role;
}

/** A ring as a configuration has it, or nothing if it asks for none. */
export type RingReader<Role extends string, Config> = (config: Config) => RoleRing<Role> | undefined;

/** Each key has one member, and another one takes over when it is gone. */
export const ALONE = { replicationFactor: 1, strategy: 'ignore-unhealthy' } as const;

/** What the ring of the distributors is for, in every system. */
export const RATE_LIMITS = 'each member takes its part of the rate limits of tenants, by how many there are';

export interface RingSystemProps<Role extends string, Config> {
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
  /** All rings that the system may have. */
  readonly rings: ReadonlyArray<RingReader<Role, Config>>;
  /** Prop of each role. */
  readonly props: Readonly<Record<Role, string>>;
  /** Roles that run. */
  readonly roles: readonly Role[];
  /** Whether a role is in a ring, or looks at one. */
  readonly gossips: (role: Role) => boolean;
}

/** The rings of an installation, as its checks look at them. */
export function ringSystem<Role extends string, Config>(definition: RingSystemProps<Role, Config>): RingSystem {
  const { name, config, installation, rings, props, roles, gossips } = definition;
  const { system } = installation;
  const selectorOf = (role: Role) => system.component(role).selector;
  return {
    name,
    namespace: system.namespace,
    rings: rings
      .flatMap((read) => read(config) ?? [])
      .filter(({ role }) => roles.includes(role))
      .map(({ role, ...description }) => ({ ...description, prop: props[role], selector: selectorOf(role) })),
    gossip: gossipOf(installation, roles.filter(gossips).map(selectorOf)),
  };
}

function gossipOf(
  { ring: { store }, gossipHost, ports }: RingSystemProps<string, unknown>['installation'],
  members: Gossip['members'],
): Gossip | undefined {
  if (store.type !== 'memberlist') return undefined;
  return { service: gossipHost, port: ports.gossip, clusterLabel: store.clusterLabel, members };
}

/** What the systems say of the heartbeats of a ring. */
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

/** dskit's older block of a ring, in which Loki and Tempo have that of their ingesters. */
interface Lifecycler {
  readonly heartbeat_period?: string | undefined;
  readonly num_tokens?: number | undefined;
  readonly tokens_file_path?: string | undefined;
  readonly ring?:
    | { readonly zone_awareness_enabled?: boolean | undefined; readonly heartbeat_timeout?: string | undefined }
    | undefined;
}

/** The ring of ingesters that stands at `ingester.lifecycler`; copies, and what is not stored yet, each system adds. */
export const ingestersByLifecycler = (
  { ring = {}, ...lifecycler }: Lifecycler,
  defaults: { readonly timeout: string },
) =>
  ({
    name: 'ingester',
    role: 'ingester',
    readsAll: true,
    zoneAware: ring.zone_awareness_enabled ?? false,
    heartbeatPeriod: { at: 'ingester.lifecycler.heartbeat_period', value: lifecycler.heartbeat_period ?? '5s' },
    heartbeatTimeout: {
      at: 'ingester.lifecycler.ring.heartbeat_timeout',
      value: ring.heartbeat_timeout ?? defaults.timeout,
    },
    tokens: lifecycler.num_tokens ?? 128,
    tokensFile: { at: 'ingester.lifecycler.tokens_file_path', value: lifecycler.tokens_file_path },
  }) as const;
