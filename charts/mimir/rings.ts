import type { MimirConfig } from '../../imports/mimir-config';
import { ALONE, heartbeats, RATE_LIMITS, type RingReader, ringSystem } from '../../lib/microservice/ring-system';
import type { RingDescription, RingSystem } from '../../lib/ring/description';
import { SPREAD_MINIMIZING_TOKENS } from '../../lib/ring/model/spread-minimizing';
import { DATA_FOLDER } from './config';
import type { MimirInstallation } from './installation';
import { gossips, type MimirRole, ROLE_PROPS } from './roles';

/** The rings of an installation of Mimir. */
export const ringsOf = (installation: MimirInstallation, config: MimirConfig): RingSystem =>
  ringSystem({
    name: 'Mimir',
    config,
    installation,
    rings: RINGS,
    props: ROLE_PROPS,
    roles: installation.roles,
    gossips,
  });

const PERIOD = { period: '15s' } as const;

export const RINGS: ReadonlyArray<RingReader<MimirRole, MimirConfig>> = [
  ({ ingester = {}, blocks_storage = {} }) => ({
    name: 'ingester',
    role: 'ingester',
    replicationFactor: ingester.ring?.replication_factor ?? 3,
    strategy: 'default',
    readsAll: true,
    zoneAware: ingester.ring?.zone_awareness_enabled ?? false,
    ...heartbeats('ingester.ring', ingester.ring, PERIOD),
    ...tokensOf(ingester.ring),
    tokensFile: { at: 'ingester.ring.tokens_file_path', value: tokensFileOf(ingester.ring) },
    unstored: { at: 'blocks_storage.tsdb.dir', value: blocks_storage.tsdb?.dir ?? `${DATA_FOLDER}/tsdb` },
  }),
  ({ store_gateway: { sharding_ring = {} } = {} }) => ({
    name: 'store-gateway',
    role: 'store-gateway',
    replicationFactor: sharding_ring.replication_factor ?? 3,
    strategy: 'ignore-unhealthy',
    zoneAware: sharding_ring.zone_awareness_enabled ?? false,
    ...heartbeats('store_gateway.sharding_ring', sharding_ring, PERIOD),
    tokens: sharding_ring.num_tokens ?? 512,
    tokensFile: { at: 'store_gateway.sharding_ring.tokens_file_path', value: sharding_ring.tokens_file_path },
  }),
  ({ alertmanager: { sharding_ring = {} } = {} }) => ({
    name: 'alertmanager',
    role: 'alertmanager',
    replicationFactor: sharding_ring.replication_factor ?? 3,
    strategy: 'ignore-unhealthy',
    zoneAware: sharding_ring.zone_awareness_enabled ?? false,
    ...heartbeats('alertmanager.sharding_ring', sharding_ring, PERIOD),
    tokens: 128,
  }),
  ({ distributor = {} }) => ({
    name: 'distributor',
    role: 'distributor',
    ...ALONE,
    ...heartbeats('distributor.ring', distributor.ring, PERIOD),
    tokens: 1,
    purpose: RATE_LIMITS,
  }),
  ({ compactor = {} }) => ({
    name: 'compactor',
    role: 'compactor',
    ...ALONE,
    ...heartbeats('compactor.sharding_ring', compactor.sharding_ring, PERIOD),
    tokens: 512,
  }),
  ({ ruler = {} }) => ({
    name: 'ruler',
    role: 'ruler',
    ...ALONE,
    ...heartbeats('ruler.ring', ruler.ring, PERIOD),
    tokens: ruler.ring?.num_tokens ?? 128,
  }),
  function querySchedulerRing({ query_scheduler = {} }) {
    if (query_scheduler.service_discovery_mode !== 'ring') return undefined;
    return {
      name: 'query-scheduler',
      role: 'query-scheduler',
      ...ALONE,
      ...heartbeats('query_scheduler.ring', query_scheduler.ring, PERIOD),
      tokens: 1,
      purpose: 'query-frontends and queriers find the members by it',
    };
  },
  function overridesExporterRing({ overrides_exporter = {} }) {
    if (!overrides_exporter.ring?.enabled) return undefined;
    return {
      name: 'overrides-exporter',
      role: 'overrides-exporter',
      ...ALONE,
      ...heartbeats('overrides_exporter.ring', overrides_exporter.ring, PERIOD),
      tokens: 1,
      purpose: 'one of the members is chosen to export the limits of tenants',
    };
  },
];

type IngesterRing = NonNullable<MimirConfig['ingester']>['ring'];

const spreadsMinimally = (ring: IngesterRing): boolean => ring?.token_generation_strategy === 'spread-minimizing';

/** Members whose tokens spread minimally always have as many. */
const tokensOf = (ring: IngesterRing): Pick<RingDescription, 'tokens' | 'tokenGeneration'> =>
  spreadsMinimally(ring)
    ? { tokens: SPREAD_MINIMIZING_TOKENS, tokenGeneration: 'spread-minimizing' }
    : { tokens: ring?.num_tokens ?? 128 };

/** Tokens that spread minimally follow from the name of the member, and no file is needed. */
const tokensFileOf = (ring: IngesterRing): string | undefined =>
  spreadsMinimally(ring) ? 'none' : ring?.tokens_file_path;
