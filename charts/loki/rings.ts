import type { LokiConfig } from '../../imports/loki-config';
import {
  ALONE,
  heartbeats,
  ingestersByLifecycler,
  RATE_LIMITS,
  type RingReader,
  ringSystem,
} from '../../lib/microservice/ring-system';
import type { RingSystem } from '../../lib/ring/description';
import type { LokiInstallation } from './installation';
import { gossips, LOKI_ROLES, type LokiRole, ROLE_PROPS } from './roles';

/** The rings of an installation of Loki. */
export const ringsOf = (installation: LokiInstallation, config: LokiConfig): RingSystem =>
  ringSystem({
    name: 'Loki',
    config,
    installation,
    rings: RINGS,
    props: ROLE_PROPS,
    roles: LOKI_ROLES.filter((role) => installation.runs(role)),
    gossips,
  });

export const RINGS: ReadonlyArray<RingReader<LokiRole, LokiConfig>> = [
  ({ ingester: { lifecycler = {}, wal = {} } = {}, common = {} }) => ({
    ...ingestersByLifecycler(lifecycler, { timeout: '1m' }),
    replicationFactor: lifecycler.ring?.replication_factor ?? common.replication_factor ?? 3,
    strategy: 'default',
    ...(wal.enabled !== false && { unstored: { at: 'ingester.wal.dir', value: wal.dir ?? 'wal' } }),
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
    purpose: 'one of the members is chosen to compact and to delete',
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
      purpose: 'query-frontends and queriers find the members by it, and use two of them',
    };
  },
  function indexGatewayRing({ index_gateway = {}, common = {} }) {
    if (index_gateway.mode !== 'ring') return undefined;
    const { ring = {} } = index_gateway;
    return {
      name: 'index-gateway',
      role: 'index-gateway',
      ...ALONE,
      replicationFactor: ring.replication_factor ?? common.replication_factor ?? 3,
      ...heartbeats('index_gateway.ring', ring, { period: '15s' }),
      tokens: 128,
    };
  },
  function rulerRing({ ruler = {} }) {
    if (!ruler.enable_sharding) return undefined;
    return {
      name: 'ruler',
      role: 'ruler',
      ...ALONE,
      ...heartbeats('ruler.ring', ruler.ring, { period: '5s' }),
      tokens: ruler.ring?.num_tokens ?? 128,
    };
  },
];
