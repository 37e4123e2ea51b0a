import type { TempoConfig } from '../../imports/tempo-config';
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
import { READ, WRITE, WRITE_NO_EXTEND } from '../../lib/ring/model/operation';
import { DATA_FOLDER } from './config';
import type { TempoInstallation } from './installation';
import type { TempoLimits } from './props';
import { gossips, ROLE_PROPS, type TempoRole } from './roles';

/** The rings of an installation of Tempo. */
export const ringsOf = (installation: TempoInstallation, config: TempoConfig): InstallationRings =>
  installationRings({
    name: 'Tempo',
    config,
    overrides: installation.props.overrides,
    installation,
    rings: RINGS,
    props: ROLE_PROPS,
    roles: installation.roles,
    gossips,
  });

export const RINGS: ReadonlyArray<RingReader<TempoRole, TempoConfig, TempoLimits>> = [
  function ingesterRing({ ingester = {}, distributor = {}, storage = {} }) {
    const { lifecycler = {} } = ingester;
    const replicationFactor = lifecycler.ring?.replication_factor ?? 1;
    return {
      ...ingestersByLifecycler(lifecycler, { timeout: '5m' }),
      replicationFactor,
      // With replication factor 2, one answer is enough for a write.
      strategy: replicationFactor === 2 ? 'tempo-rf2' : 'default',
      operations: { write: distributor.extend_writes === false ? WRITE_NO_EXTEND : WRITE, read: READ },
      unflushed: {
        at: 'storage.trace.wal.path',
        value: storage.trace?.wal?.path ?? `${DATA_FOLDER}/wal`,
        flushOnShutdown: { at: 'ingester.flush_all_on_shutdown', value: ingester.flush_all_on_shutdown ?? false },
        flushEndpoint: '/shutdown',
      },
    };
  },
  function distributorRing({ distributor = {}, overrides = {} }) {
    if (overrides.defaults?.ingestion?.rate_strategy !== 'global') return undefined;
    return {
      name: 'distributor',
      role: 'distributor',
      ...ALONE,
      ...heartbeats('distributor.ring', distributor.ring, { period: '5s', timeout: '5m' }),
      tokens: 1,
      purpose: RATE_LIMITS,
    };
  },
  function compactorRing({ compactor = {} }) {
    if (!compactor.ring?.kvstore?.store) return undefined;
    return {
      name: 'compactor',
      role: 'compactor',
      ...ALONE,
      ...heartbeats('compactor.ring', compactor.ring, { period: '5s' }),
      tokens: 512,
    };
  },
  ({ metrics_generator = {}, overrides: limits = {} }, overrides) => ({
    name: 'metrics-generator',
    role: 'metrics-generator',
    ...ALONE,
    ...heartbeats('metrics_generator.ring', metrics_generator.ring, { period: '5s' }),
    tokens: 256,
    ...tenantShards(
      'overrides.defaults.metrics_generator.ring_size',
      limits.defaults ?? { metrics_generator: { ring_size: limits.metrics_generator_ring_size } },
      overrides,
      (tenant) => tenant.metrics_generator?.ring_size,
    ),
  }),
];
