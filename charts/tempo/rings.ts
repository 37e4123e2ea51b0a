import type { TempoConfig } from '../../imports/tempo-config';
import {
  ALONE,
  heartbeats,
  ingestersByLifecycler,
  RATE_LIMITS,
  type RingReader,
  ringSystem,
} from '../../lib/microservice/ring-system';
import type { RingSystem } from '../../lib/ring/description';
import { DATA_FOLDER } from './config';
import type { TempoInstallation } from './installation';
import { gossips, ROLE_PROPS, type TempoRole } from './roles';

/** The rings of an installation of Tempo. */
export const ringsOf = (installation: TempoInstallation, config: TempoConfig): RingSystem =>
  ringSystem({
    name: 'Tempo',
    config,
    installation,
    rings: RINGS,
    props: ROLE_PROPS,
    roles: installation.roles,
    gossips,
  });

export const RINGS: ReadonlyArray<RingReader<TempoRole, TempoConfig>> = [
  function ingesterRing({ ingester: { lifecycler = {} } = {}, storage = {} }) {
    const replicationFactor = lifecycler.ring?.replication_factor ?? 1;
    return {
      ...ingestersByLifecycler(lifecycler, { timeout: '5m' }),
      replicationFactor,
      // With two copies, one is enough to take a write.
      strategy: replicationFactor === 2 ? 'tempo-rf2' : 'default',
      unstored: { at: 'storage.trace.wal.path', value: storage.trace?.wal?.path ?? `${DATA_FOLDER}/wal` },
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
  ({ metrics_generator = {} }) => ({
    name: 'metrics-generator',
    role: 'metrics-generator',
    ...ALONE,
    ...heartbeats('metrics_generator.ring', metrics_generator.ring, { period: '5s' }),
    tokens: 256,
  }),
];
