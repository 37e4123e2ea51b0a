import type { MimirConfig, MimirLimits } from '../../imports/mimir-config';
import {
  ALONE,
  heartbeats,
  installationRings,
  RATE_LIMITS,
  type RingReader,
  tenantShards,
  unregistration,
} from '../../lib/microservice/installation-rings';
import type { InstallationRings, RingDescription } from '../../lib/ring/description';
import { type Operation, WRITE, WRITE_NO_EXTEND } from '../../lib/ring/model/operation';
import { SPREAD_MINIMIZING_TOKENS } from '../../lib/ring/model/spread-minimizing';
import { DATA_FOLDER } from './config';
import type { MimirInstallation } from './installation';
import { gossips, type MimirRole, ROLE_PROPS } from './roles';

/** The rings of an installation of Mimir. */
export const ringsOf = (installation: MimirInstallation, config: MimirConfig): InstallationRings =>
  installationRings({
    name: 'Mimir',
    config,
    overrides: installation.props.runtimeConfig?.overrides,
    installation,
    rings: ringsBy(installation.version.traits.ingesterRead),
    props: ROLE_PROPS,
    roles: installation.roles,
    gossips,
  });

const PERIOD = { period: '15s' } as const;

/** @param read how queriers read from ingesters, which depends on the version */
export const ringsBy = (read: Operation): ReadonlyArray<RingReader<MimirRole, MimirConfig, MimirLimits>> => [
  ({ ingester = {}, blocks_storage: { tsdb = {} } = {}, limits }, overrides) => ({
    name: 'ingester',
    role: 'ingester',
    replicationFactor: ingester.ring?.replication_factor ?? 3,
    strategy: 'default',
    operations: { write: WRITE_NO_EXTEND, read },
    zoneAware: ingester.ring?.zone_awareness_enabled ?? false,
    ...heartbeats('ingester.ring', ingester.ring, PERIOD),
    ...tokensOf(ingester.ring),
    tokensFile: { at: 'ingester.ring.tokens_file_path', value: tokensFileOf(ingester.ring) },
    unflushed: {
      at: 'blocks_storage.tsdb.dir',
      value: tsdb.dir ?? `${DATA_FOLDER}/tsdb`,
      flushOnShutdown: {
        at: 'blocks_storage.tsdb.flush_blocks_on_shutdown',
        value: tsdb.flush_blocks_on_shutdown ?? false,
      },
      flushEndpoint: '/ingester/shutdown',
    },
    ...unregistration('ingester.ring', ingester.ring),
    ...tenantShards(
      'limits.ingestion_tenant_shard_size',
      limits,
      overrides,
      ({ ingestion_tenant_shard_size }) => ingestion_tenant_shard_size,
    ),
  }),
  ({ store_gateway: { sharding_ring = {} } = {}, limits }, overrides) => ({
    name: 'store-gateway',
    role: 'store-gateway',
    replicationFactor: sharding_ring.replication_factor ?? 3,
    strategy: 'ignore-unhealthy',
    operations: { write: WRITE },
    zoneAware: sharding_ring.zone_awareness_enabled ?? false,
    ...heartbeats('store_gateway.sharding_ring', sharding_ring, PERIOD),
    tokens: sharding_ring.num_tokens ?? 512,
    tokensFile: { at: 'store_gateway.sharding_ring.tokens_file_path', value: sharding_ring.tokens_file_path },
    ...unregistration('store_gateway.sharding_ring', sharding_ring),
    ...tenantShards(
      'limits.store_gateway_tenant_shard_size',
      limits,
      overrides,
      ({ store_gateway_tenant_shard_size }) => store_gateway_tenant_shard_size,
    ),
  }),
  ({ alertmanager: { sharding_ring = {} } = {} }) => ({
    name: 'alertmanager',
    role: 'alertmanager',
    replicationFactor: sharding_ring.replication_factor ?? 3,
    strategy: 'ignore-unhealthy',
    operations: { write: WRITE },
    zoneAware: sharding_ring.zone_awareness_enabled ?? false,
    ...heartbeats('alertmanager.sharding_ring', sharding_ring, PERIOD),
    tokens: 128,
    keyedByTenant: true,
  }),
  ({ distributor = {} }) => ({
    name: 'distributor',
    role: 'distributor',
    ...ALONE,
    ...heartbeats('distributor.ring', distributor.ring, PERIOD),
    tokens: 1,
    purpose: RATE_LIMITS,
  }),
  ({ compactor = {}, limits }, overrides) => ({
    name: 'compactor',
    role: 'compactor',
    ...ALONE,
    ...heartbeats('compactor.sharding_ring', compactor.sharding_ring, PERIOD),
    tokens: 512,
    ...tenantShards(
      'limits.compactor_tenant_shard_size',
      limits,
      overrides,
      ({ compactor_tenant_shard_size }) => compactor_tenant_shard_size,
    ),
  }),
  ({ ruler = {}, limits }, overrides) => ({
    name: 'ruler',
    role: 'ruler',
    ...ALONE,
    ...heartbeats('ruler.ring', ruler.ring, PERIOD),
    tokens: ruler.ring?.num_tokens ?? 128,
    ...tenantShards(
      'limits.ruler_tenant_shard_size',
      limits,
      overrides,
      ({ ruler_tenant_shard_size }) => ruler_tenant_shard_size,
    ),
  }),
  function querySchedulerRing({ query_scheduler = {} }) {
    if (query_scheduler.service_discovery_mode !== 'ring') return undefined;
    return {
      name: 'query-scheduler',
      role: 'query-scheduler',
      ...ALONE,
      ...heartbeats('query_scheduler.ring', query_scheduler.ring, PERIOD),
      tokens: 1,
      purpose: 'query-frontends and queriers discover the schedulers with it',
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
      purpose: 'one member is elected leader: it exports the limits of tenants',
    };
  },
];

type IngesterRing = NonNullable<MimirConfig['ingester']>['ring'];

const spreadsMinimally = (ring: IngesterRing): boolean => ring?.token_generation_strategy === 'spread-minimizing';

/** Spread-minimizing tokens are always 512. */
const tokensOf = (ring: IngesterRing): Pick<RingDescription, 'tokens' | 'tokenGeneration'> =>
  spreadsMinimally(ring)
    ? { tokens: SPREAD_MINIMIZING_TOKENS, tokenGeneration: 'spread-minimizing' }
    : { tokens: ring?.num_tokens ?? 128 };

/** Spread-minimizing tokens follow from the name of the member, and need no file. */
const tokensFileOf = (ring: IngesterRing): string | undefined =>
  spreadsMinimally(ring) ? 'none' : ring?.tokens_file_path;
