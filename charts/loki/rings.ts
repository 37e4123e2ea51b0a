import type { LokiConfig, LokiLimitsConfig } from '../../imports/loki-config';
import {
  ALONE,
  heartbeats,
  ingestersByLifecycler,
  installationRings,
  RATE_LIMITS,
  type RingReader,
  tenantShards,
} from '../../lib/microservice/installation-rings';
import type { InstallationRings } from '../../lib/ring/description';
import { READ, WRITE_NO_EXTEND } from '../../lib/ring/model/operation';
import type { LokiInstallation } from './installation';
import { gossips, LOKI_ROLES, type LokiRole, ROLE_PROPS } from './roles';

/** The rings of an installation of Loki. */
export const ringsOf = (installation: LokiInstallation, config: LokiConfig): InstallationRings =>
  installationRings({
    name: 'Loki',
    config,
    overrides: installation.props.runtimeConfig?.overrides,
    installation,
    rings: RINGS,
    props: ROLE_PROPS,
    roles: LOKI_ROLES.filter((role) => installation.runs(role)),
    gossips,
  });

export const RINGS: ReadonlyArray<RingReader<LokiRole, LokiConfig, LokiLimitsConfig>> = [
  ({ ingester: { lifecycler = {}, wal = {} } = {}, common = {} }) => ({
    ...ingestersByLifecycler(lifecycler, { timeout: '1m' }),
    replicationFactor: lifecycler.ring?.replication_factor ?? common.replication_factor ?? 3,
    strategy: 'default',
    operations: { write: WRITE_NO_EXTEND, read: READ },
    ...(wal.enabled !== false && {
      unflushed: {
        at: 'ingester.wal.dir',
        value: wal.dir ?? 'wal',
        flushOnShutdown: { at: 'ingester.wal.flush_on_shutdown', value: wal.flush_on_shutdown ?? false },
        flushEndpoint: '/ingester/shutdown',
      },
    }),
  }),
  function distributorRing({ distributor = {}, limits_config = {} }) {
    if (limits_config.ingestion_rate_strategy === 'local') return undefined;
    return {
      name: 'distributor',
      role: 'distributor',
      ...ALONE,
      ...heartbeats('distributor.ring', distributor.ring, { period: '5s' }),
      tokens: 1,
      purpose: RATE_LIMITS,
    };
  },
  ({ compactor = {} }) => ({
    name: 'compactor',
    role: 'compactor',
    ...ALONE,
    ...heartbeats('compactor.compactor_ring', compactor.compactor_ring, { period: '15s' }),
    tokens: 1,
    purpose: 'one member is elected leader: it compacts the index and applies retention',
  }),
  function querySchedulerRing({ query_scheduler = {} }) {
    if (!query_scheduler.use_scheduler_ring) return undefined;
    return {
      name: 'scheduler',
      role: 'query-scheduler',
      ...ALONE,
      replicationFactor: 2,
      ...heartbeats('query_scheduler.scheduler_ring', query_scheduler.scheduler_ring, { period: '15s' }),
      tokens: 1,
      purpose: 'query-frontends and queriers discover the schedulers with it, and use two of them',
    };
  },
  function indexGatewayRing({ index_gateway = {}, common = {}, limits_config }, overrides) {
    if (index_gateway.mode !== 'ring') return undefined;
    const { ring = {} } = index_gateway;
    const replicationFactor = ring.replication_factor ?? common.replication_factor ?? 3;
    return {
      name: 'index-gateway',
      role: 'index-gateway',
      ...ALONE,
      replicationFactor,
      ...heartbeats('index_gateway.ring', ring, { period: '15s' }),
      tokens: 128,
      // With size 0 a tenant uses as many members as there are replicas.
      ...tenantShards(
        'limits_config.index_gateway_shard_size',
        limits_config ?? {},
        overrides,
        ({ index_gateway_shard_size: size }) => size || replicationFactor,
      ),
    };
  },
  function rulerRing({ ruler = {}, limits_config }, overrides) {
    if (!ruler.enable_sharding) return undefined;
    return {
      name: 'ruler',
      role: 'ruler',
      ...ALONE,
      ...heartbeats('ruler.ring', ruler.ring, { period: '5s' }),
      tokens: ruler.ring?.num_tokens ?? 128,
      ...tenantShards(
        'limits_config.ruler_tenant_shard_size',
        limits_config,
        overrides,
        ({ ruler_tenant_shard_size }) => ruler_tenant_shard_size,
      ),
    };
  },
];
