import type { MimirConfig } from '../../../imports/mimir-config';
import { folderOf } from '../../../lib/constructs/microservice/folders';
import { heartbeats, tenantShards, unregistration } from '../../../lib/constructs/microservice/installation-rings';
import { IPV6_RING } from '../../../lib/constructs/microservice/ipv6';
import type { RingDescription } from '../../../lib/model/ring/description';
import { WRITE_NO_EXTEND } from '../../../lib/model/ring/model/operation';
import { SPREAD_MINIMIZING_TOKENS } from '../../../lib/model/ring/model/spread-minimizing';
import { DATA_FOLDER } from '../config';
import type { MimirInstallation } from '../installation';
import { DEFAULT_ZONE, THREE_ZONES, Zones } from '../zones';
import { activityFolder, blocksFolder } from './folders';
import { claim, headless, mimirRole, PERIOD, plain, readyAfter } from './record';

const inDefaultZone = [`-ingester.ring.instance-availability-zone=${DEFAULT_ZONE}`];

const zones = new Zones({
  props: ({ ingester: props }) => props,
  defaultZones: THREE_ZONES,
  ring: '-ingester.ring',
  maxUnavailable: 50,
  // They are in the zone that they have when zones come, so that they need no restart then.
  unzoned: inDefaultZone,
  old: () => inDefaultZone,
});

/** Whether nothing more is written to the ingesters that were there before the zones. */
function excludesDefaultZone(installation: MimirInstallation): boolean {
  const { migration } = zones.propsOf(installation);
  return migration?.step === 'exclude' || migration?.step === 'scale-down';
}

export const ingester = mimirRole({
  prop: 'ingester',
  on: 'always',
  kind: 'StatefulSet',
  gossips: true,
  services: (installation) => [plain(installation), headless(installation)],
  requests: { cpu: '100m', memory: '512Mi' },
  readinessProbe: readyAfter(60),
  defaults: { ...claim('2Gi'), replicas: 3, podManagementPolicy: 'Parallel', terminationGracePeriodSeconds: 240 },
  // A budget must not allow the eviction of an ingester with the only copy.
  defaultsBy: ({ copies }) => (copies === 1 ? { disruptionBudget: false } : {}),
  create: zones.create,
  config: (installation) => ({
    ingester: {
      ring: {
        ...installation.ownStore(),
        replication_factor: installation.replicationFactor,
        heartbeat_period: installation.ring.heartbeatPeriod,
        heartbeat_timeout: installation.ring.heartbeatTimeout,
        final_sleep: '0s',
        num_tokens: 512,
        tokens_file_path: `${DATA_FOLDER}/tokens`,
        // A pod that is restarted comes back with its tokens, so the others need not take them over.
        unregister_on_shutdown: false,
        ...(zones.areRead(installation) && { zone_awareness_enabled: true }),
        ...(excludesDefaultZone(installation) && { excluded_zones: DEFAULT_ZONE }),
      },
    },
    ingester_client: {
      grpc_client_config: { max_recv_msg_size: 104857600, max_send_msg_size: 104857600 },
    },
    blocks_storage: {
      tsdb: { dir: `${DATA_FOLDER}/tsdb`, head_compaction_interval: '15m', wal_replay_concurrency: 3 },
    },
  }),
  tls: ({ grpcClient }) => ({ ingester_client: { grpc_client_config: grpcClient } }),
  ipv6: () => ({ ingester: { ring: IPV6_RING } }),
  ring: ({ ingester: config = {}, blocks_storage: { tsdb = {} } = {}, limits }, overrides, { traits }) => ({
    name: 'ingester',
    replicationFactor: config.ring?.replication_factor ?? 3,
    strategy: 'default',
    operations: { write: WRITE_NO_EXTEND, read: traits.ingesterRead },
    zoneAware: config.ring?.zone_awareness_enabled ?? false,
    ...heartbeats('ingester.ring', config.ring, PERIOD),
    ...tokensOf(config.ring),
    tokensFile: { at: 'ingester.ring.tokens_file_path', value: tokensFileOf(config.ring) },
    unflushed: {
      at: 'blocks_storage.tsdb.dir',
      value: tsdb.dir ?? `${DATA_FOLDER}/tsdb`,
      flushOnShutdown: {
        at: 'blocks_storage.tsdb.flush_blocks_on_shutdown',
        value: tsdb.flush_blocks_on_shutdown ?? false,
      },
      flushEndpoint: '/ingester/shutdown',
    },
    ...unregistration('ingester.ring', config.ring),
    ...tenantShards(
      'limits.ingestion_tenant_shard_size',
      limits,
      overrides,
      ({ ingestion_tenant_shard_size }) => ingestion_tenant_shard_size,
    ),
  }),
  folders: (config) => [
    activityFolder(config),
    { at: 'blocks_storage.tsdb.dir', folder: config.blocks_storage?.tsdb?.dir ?? './tsdb/', apart: true },
    { at: 'ingester.ring.tokens_file_path', folder: folderOf(config.ingester?.ring?.tokens_file_path) },
    blocksFolder(config),
  ],
});

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
