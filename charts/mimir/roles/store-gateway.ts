import { folderOf } from '../../../lib/constructs/microservice/folders';
import { heartbeats, tenantShards, unregistration } from '../../../lib/constructs/microservice/installation-rings';
import { IPV6_RING } from '../../../lib/constructs/microservice/ipv6';
import { WRITE } from '../../../lib/model/ring/model/operation';
import { DATA_FOLDER } from '../config';
import { goMaxProcs, goMemoryLimit } from '../go-runtime';
import { THREE_ZONES, Zones } from '../zones';
import { activityFolder, blocksFolder } from './folders';
import { claim, headless, mimirRole, ordered, PERIOD, plain, readyAfter } from './record';

/** The prefix of the keys of store-gateways in zones. */
const ZONED_PREFIX = 'multi-zone/';

const zones = new Zones({
  props: ({ storeGateway: props }) => props,
  defaultZones: THREE_ZONES,
  ring: '-store-gateway.sharding-ring',
  maxUnavailable: 50,
  untilSwitched: (ring) => [
    `-store-gateway.sharding-ring.prefix=${ring.prefixOf(ZONED_PREFIX)}`,
    '-store-gateway.sharding-ring.zone-awareness-enabled=true',
  ],
  // They stay in the ring in which they were.
  old: (isSwitched, ring) =>
    isSwitched
      ? [
          `-store-gateway.sharding-ring.prefix=${ring.prefixOf('collectors/')}`,
          '-store-gateway.sharding-ring.zone-awareness-enabled=false',
        ]
      : [],
});

export const storeGateway = mimirRole({
  prop: 'storeGateway',
  on: 'always',
  kind: 'StatefulSet',
  gossips: true,
  services: (installation) => [plain(installation), headless(installation)],
  requests: { cpu: '100m', memory: '512Mi' },
  readinessProbe: readyAfter(60),
  defaults: { ...claim('2Gi'), ...ordered, terminationGracePeriodSeconds: 240 },
  env: ({ cpu, memory }) => ({ GOMAXPROCS: goMaxProcs(cpu), GOMEMLIMIT: goMemoryLimit(memory) }),
  create: zones.create,
  config: (installation) => ({
    store_gateway: {
      sharding_ring: {
        ...installation.ownStore(),
        heartbeat_period: installation.ring.heartbeatPeriod,
        heartbeat_timeout: installation.ring.heartbeatTimeout,
        wait_stability_min_duration: '1m',
        tokens_file_path: `${DATA_FOLDER}/tokens`,
        unregister_on_shutdown: false,
        // A ring of their own, so that those in zones and those without never mix.
        ...(zones.areRead(installation) && {
          kvstore: { ...installation.ownStore().kvstore, prefix: installation.ring.prefixOf(ZONED_PREFIX) },
          zone_awareness_enabled: true,
        }),
      },
    },
    blocks_storage: { bucket_store: { sync_dir: `${DATA_FOLDER}/tsdb-sync` } },
  }),
  tls: ({ grpcClient }) => ({ querier: { store_gateway_client: grpcClient } }),
  ipv6: () => ({ store_gateway: { sharding_ring: IPV6_RING } }),
  ring: ({ store_gateway: { sharding_ring = {} } = {}, limits }, overrides) => ({
    name: 'store-gateway',
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
  folders: (config) => [
    activityFolder(config),
    {
      at: 'blocks_storage.bucket_store.sync_dir',
      folder: config.blocks_storage?.bucket_store?.sync_dir ?? './tsdb-sync/',
      apart: true,
    },
    {
      at: 'store_gateway.sharding_ring.tokens_file_path',
      folder: folderOf(config.store_gateway?.sharding_ring?.tokens_file_path),
    },
    blocksFolder(config),
  ],
});
