import type { Construct } from 'constructs';
import { renderConfig } from '../../lib/config/render';
import { KubeConfigMap } from '../../lib/k8s';
import type { ConfigFiles } from '../../lib/microservice/config-files';
import { type Conventions, Microservice, type Role } from '../../lib/microservice/microservice';
import { joinAccess, storageAccess } from '../../lib/object-storage';
import { MEMBER } from '../../lib/ring/gossip-service';
import { ACTIVITY_FOLDER, DATA_FOLDER, DATA_VOLUME, FALLBACK_FILE, FALLBACK_FOLDER } from './config';
import { MIMIR_DEFAULTS } from './defaults';
import { type Installation, isZonedRole } from './installation';
import { mimirRole } from './roles';
import { storagesOf } from './storage';
import { createZonedRole } from './zones';

/** Makes a workload for each role that runs, or one for each of its zones. */
export function createRoles(
  scope: Construct,
  installation: Installation,
  files: ConfigFiles,
  serviceAccountName: string,
): void {
  const conventions = conventionsOf(installation, files, serviceAccountName);
  for (const name of installation.roles) {
    const props = installation.roleProps(name) ?? {};
    const role = mimirRole(name, props, installation.ports);
    const zones = installation.zonesOf(name);
    if (zones !== undefined && isZonedRole(name)) {
      createZonedRole(scope, {
        installation,
        conventions,
        name,
        role: withFiles(scope, installation, role),
        zones,
        props,
      });
    } else {
      new Microservice(scope, name, { conventions, role: withFiles(scope, installation, role), props });
    }
  }
}

function conventionsOf(
  { system, ring, ports, image, storage }: Installation,
  files: ConfigFiles,
  serviceAccountName: string,
): Conventions {
  const access = joinAccess(storagesOf(storage).map(storageAccess));
  return {
    system,
    ports: {
      http: { name: 'http-metrics', number: ports.http },
      grpc: { name: 'grpc', number: ports.grpc },
      gossip: { name: 'memberlist', number: ports.gossip },
    },
    gossips: ring.gossips,
    args: (target) => [`-target=${target}`, '-config.expand-env=true', `-config.file=${files.path}`],
    volumes: [...files.volumes, { name: 'active-queries', emptyDir: {} }, ...access.volumes],
    volumeMounts: [
      ...files.volumeMounts,
      { name: 'active-queries', mountPath: ACTIVITY_FOLDER },
      ...access.volumeMounts,
    ],
    data: { volume: DATA_VOLUME, mountPath: DATA_FOLDER },
    serviceAccountName,
    defaults: {
      ...MIMIR_DEFAULTS,
      image,
      env: access.env,
      podAnnotations: files.podAnnotations,
      podLabels: system.labels,
    },
  };
}

/** The alertmanager with the configuration of tenants that have none, and a folder for what it unpacks. */
function withFiles(scope: Construct, { props, system }: Installation, role: Role): Role {
  if (role.name !== 'alertmanager') return role;
  const fallback = (props.alertmanager ? props.alertmanager.fallbackConfig : undefined) ?? NOTIFY_NOBODY;
  const name = system.objectName('alertmanager-fallback-config');
  new KubeConfigMap(scope, 'alertmanager-fallback-config', {
    metadata: { name, namespace: system.namespace, labels: { ...MEMBER, ...system.component(role.name).labels } },
    data: { [FALLBACK_FILE]: renderConfig(fallback) },
  });
  return {
    ...role,
    volumes: [
      { name: 'alertmanager-fallback-config', configMap: { name } },
      { name: 'tmp', emptyDir: {} },
    ],
    volumeMounts: [
      { name: 'alertmanager-fallback-config', mountPath: FALLBACK_FOLDER },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

const NOTIFY_NOBODY = { receivers: [{ name: 'default-receiver' }], route: { receiver: 'default-receiver' } };
