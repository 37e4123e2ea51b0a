import { ALONE, heartbeats, tenantShards } from '../../../lib/constructs/microservice/installation-rings';
import { IPV6_RING } from '../../../lib/constructs/microservice/ipv6';
import { DATA_FOLDER } from '../config';
import { activityFolder, blocksFolder } from './folders';
import { below, claim, mimirRole, ordered, PERIOD, plain, readyAfter } from './record';

export const compactor = mimirRole({
  prop: 'compactor',
  on: 'always',
  kind: 'StatefulSet',
  gossips: true,
  services: (installation) => [plain(installation)],
  governingSuffix: '',
  requests: { cpu: '100m', memory: '512Mi' },
  readinessProbe: readyAfter(60),
  defaults: { ...claim('2Gi'), ...ordered, terminationGracePeriodSeconds: 240 },
  routes: () => [below('/api/v1/upload/block/')],
  config: (installation) => ({
    compactor: {
      data_dir: DATA_FOLDER,
      compaction_interval: '30m',
      deletion_delay: '2h',
      first_level_compaction_wait_period: '25m',
      max_closing_blocks_concurrency: 2,
      max_opening_blocks_concurrency: 4,
      symbols_flushers_concurrency: 4,
      sharding_ring: { ...installation.ownStore(), wait_stability_min_duration: '1m' },
    },
  }),
  ipv6: () => ({ compactor: { sharding_ring: IPV6_RING } }),
  ring: ({ compactor: config = {}, limits }, overrides) => ({
    name: 'compactor',
    ...ALONE,
    ...heartbeats('compactor.sharding_ring', config.sharding_ring, PERIOD),
    tokens: 512,
    ...tenantShards(
      'limits.compactor_tenant_shard_size',
      limits,
      overrides,
      ({ compactor_tenant_shard_size }) => compactor_tenant_shard_size,
    ),
  }),
  folders: (config) => [
    activityFolder(config),
    { at: 'compactor.data_dir', folder: config.compactor?.data_dir ?? './data-compactor/', apart: true },
    blocksFolder(config),
  ],
});
