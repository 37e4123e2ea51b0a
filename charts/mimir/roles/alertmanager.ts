import type { Construct } from 'constructs';
import { MEMBER } from '../../../lib/constructs/gossip-service';
import { heartbeats } from '../../../lib/constructs/microservice/installation-rings';
import { IPV6_RING } from '../../../lib/constructs/microservice/ipv6';
import type { RoleExtras } from '../../../lib/constructs/microservice/role';
import { contentHash, renderConfig } from '../../../lib/model/config/render';
import { WRITE } from '../../../lib/model/ring/model/operation';
import { KubeConfigMap } from '../../../lib/values/k8s';
import { DATA_FOLDER, FILES, FILES_MOUNT } from '../config';
import type { MimirInstallation } from '../installation';
import { storageBlock } from '../storage';
import { DEFAULT_ZONE, Zones } from '../zones';
import { activityFolder, storageFolder } from './folders';
import { below, claim, exact, headless, httpAndGrpc, mimirRole, PERIOD, plain, readyAfter } from './record';

const CLUSTER_PORT = 9094;
const FALLBACK = {
  volume: 'alertmanager-fallback-config',
  folder: '/configs/',
  file: 'alertmanager_fallback_config.yaml',
};

const zones = new Zones({
  props: ({ alertmanager: props }) => props,
  defaultZones: false,
  ring: '-alertmanager.sharding-ring',
  maxUnavailable: 2,
  old: () => [`-alertmanager.sharding-ring.instance-availability-zone=${DEFAULT_ZONE}`],
});

export const alertmanager = mimirRole({
  prop: 'alertmanager',
  on: 'unless false',
  kind: 'StatefulSet',
  gossips: true,
  services: (installation) => [
    plain(installation),
    {
      ...headless(installation),
      publishNotReadyAddresses: true,
      ports: [...httpAndGrpc(installation), { name: 'cluster', port: CLUSTER_PORT, targetPort: CLUSTER_PORT }],
    },
  ],
  governingSuffix: '',
  // Alertmanagers tell each other of their state over gRPC now; the port is one that a running Service has.
  ports: () => [{ name: 'cluster', containerPort: CLUSTER_PORT, protocol: 'TCP' }],
  requests: { cpu: '10m', memory: '32Mi' },
  readinessProbe: readyAfter(45),
  defaults: { ...claim('1Gi'), terminationGracePeriodSeconds: 60 },
  extras: fallbackConfig,
  create: zones.create,
  routes: () => [below('/alertmanager'), exact('/multitenant_alertmanager/status'), exact('/api/v1/alerts')],
  // nginx reaches its pods one by one.
  routedSuffix: 'headless',
  config: (installation) => {
    const isZoned = zones.areRead(installation);
    return {
      alertmanager: {
        data_dir: DATA_FOLDER,
        enable_api: true,
        external_url: '/alertmanager',
        fallback_config_file: `${FALLBACK.folder}${FALLBACK.file}`,
        ...((!installation.ring.gossips || isZoned) && {
          sharding_ring: {
            ...installation.ownStore('alertmanagers/'),
            ...(isZoned && { zone_awareness_enabled: true }),
          },
        }),
      },
      alertmanager_storage: storageBlock(installation.storage.alertmanager ?? FILES),
    };
  },
  tls: ({ grpcClient }) => ({ alertmanager: { alertmanager_client: grpcClient } }),
  ipv6: () => ({ alertmanager: { sharding_ring: IPV6_RING } }),
  ring: ({ alertmanager: { sharding_ring = {} } = {} }) => ({
    name: 'alertmanager',
    replicationFactor: sharding_ring.replication_factor ?? 3,
    strategy: 'ignore-unhealthy',
    operations: { write: WRITE },
    zoneAware: sharding_ring.zone_awareness_enabled ?? false,
    ...heartbeats('alertmanager.sharding_ring', sharding_ring, PERIOD),
    tokens: 128,
    keyedByTenant: true,
  }),
  folders: (config) => {
    const { alertmanager: own = {}, alertmanager_storage = {} } = config;
    return [
      activityFolder(config),
      { at: 'alertmanager.data_dir', folder: own.data_dir ?? './data-alertmanager/', apart: true },
      storageFolder('alertmanager_storage', alertmanager_storage, 'alertmanager'),
      {
        at: 'alertmanager_storage.local.path',
        folder: alertmanager_storage.backend === 'local' ? alertmanager_storage.local?.path : undefined,
        isOnlyRead: true,
        apart: true,
      },
    ];
  },
});

const NOTIFY_NOBODY = { receivers: [{ name: 'default-receiver' }], route: { receiver: 'default-receiver' } };

/** Makes the configuration of tenants that have none, and mounts it. */
function fallbackConfig(scope: Construct, { props, system, storage }: MimirInstallation): RoleExtras {
  const fallback = (props.alertmanager ? props.alertmanager.fallbackConfig : undefined) ?? NOTIFY_NOBODY;
  const text = renderConfig(fallback);
  const name = system.objectName('alertmanager-fallback-config');
  new KubeConfigMap(scope, 'alertmanager-fallback-config', {
    metadata: { name, namespace: system.namespace, labels: { ...MEMBER, ...system.component('alertmanager').labels } },
    data: { [FALLBACK.file]: text },
  });
  return {
    folders: [
      { volume: { name: FALLBACK.volume, configMap: { name } }, mountPath: FALLBACK.folder },
      // It unpacks templates there.
      { volume: { name: 'tmp', emptyDir: {} }, mountPath: '/tmp' },
      ...(storage.alertmanager ? [] : [FILES_MOUNT]),
    ],
    podAnnotations: { 'checksum/alertmanager-fallback-config': contentHash(text) },
  };
}
