import { ALONE, heartbeats, tenantShards } from '../../../lib/constructs/microservice/installation-rings';
import { IPV6_RING } from '../../../lib/constructs/microservice/ipv6';
import { DATA_FOLDER, FILES, FILES_MOUNT } from '../config';
import type { MimirInstallation } from '../installation';
import { storageBlock } from '../storage';
import { activityFolder, blocksFolder, storageFolder } from './folders';
import { below, exact, http, mimirRole, PERIOD, readyAfter, surge } from './record';

export const ruler = mimirRole({
  prop: 'ruler',
  on: 'unless false',
  kind: 'Deployment',
  gossips: true,
  services: (installation) => [{ ports: [http(installation)] }],
  requests: { cpu: '100m', memory: '128Mi' },
  readinessProbe: readyAfter(45),
  defaults: { ...surge('50%'), terminationGracePeriodSeconds: 180 },
  extras: (_, { storage }) => ({ folders: storage.ruler ? [] : [FILES_MOUNT] }),
  routes: () => [
    below('/prometheus/config/v1/rules'),
    below('/prometheus/api/v1/rules'),
    below('/prometheus/api/v1/alerts'),
    exact('/ruler/ring'),
  ],
  config: (installation) => ({
    ruler: {
      ...(installation.ring.gossips ? {} : { ring: installation.ownStore('rulers/') }),
      enable_api: true,
      rule_path: DATA_FOLDER,
      alertmanager_url: installation.runs('alertmanager') ? alertmanagerUrl(installation) : undefined,
    },
    ruler_storage: storageBlock(installation.storage.ruler ?? FILES),
  }),
  tls: ({ grpcClient, httpClient }) => ({ ruler: { ruler_client: grpcClient, alertmanager_client: httpClient } }),
  ipv6: () => ({ ruler: { ring: IPV6_RING } }),
  ring: ({ ruler: config = {}, limits }, overrides) => ({
    name: 'ruler',
    ...ALONE,
    ...heartbeats('ruler.ring', config.ring, PERIOD),
    tokens: config.ring?.num_tokens ?? 128,
    ...tenantShards(
      'limits.ruler_tenant_shard_size',
      limits,
      overrides,
      ({ ruler_tenant_shard_size }) => ruler_tenant_shard_size,
    ),
  }),
  folders: (config) => {
    const { ruler: own = {}, ruler_storage = {} } = config;
    return [
      activityFolder(config),
      { at: 'ruler.rule_path', folder: own.rule_path ?? './data-ruler/', apart: true },
      blocksFolder(config),
      storageFolder('ruler_storage', ruler_storage, 'ruler'),
      {
        at: 'ruler_storage.local.directory',
        folder: ruler_storage.backend === 'local' ? ruler_storage.local?.directory : undefined,
        isOnlyRead: true,
        apart: true,
      },
    ];
  },
});

/** Every Alertmanager gets every alert: the ruler looks all of them up. */
function alertmanagerUrl({ system, scheme }: MimirInstallation): string {
  const host = `${system.objectName('alertmanager-headless')}.${system.namespace}.svc.${system.clusterDomain}`;
  return `dnssrvnoa+${scheme}://_http-metrics._tcp.${host}/alertmanager`;
}
