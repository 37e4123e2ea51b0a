import type { Construct } from 'constructs';
import { contentHash, renderConfig } from '../../lib/config/render';
import { KubeConfigMap, type Volume } from '../../lib/k8s';
import type { ConfigFiles } from '../../lib/microservice/config-files';
import { conventionsOf } from '../../lib/microservice/conventions';
import { Microservice, type Role } from '../../lib/microservice/microservice';
import { MEMBER } from '../../lib/ring/gossip-service';
import { ACTIVITY_FOLDER, DATA_FOLDER, DATA_VOLUME, FALLBACK_FILE, FALLBACK_FOLDER, FILES_FOLDER } from './config';
import { MIMIR_DEFAULTS } from './defaults';
import { isZonedRole, type MimirInstallation } from './installation';
import { mimirRole } from './roles';
import { storagesOf } from './storage';
import { createZonedRole, unzonedArgs } from './zones';

/** Makes a workload for each role that runs, or one for each of its zones. */
export function createRoles(
  scope: Construct,
  installation: MimirInstallation,
  files: ConfigFiles,
  serviceAccountName: string,
): void {
  const conventions = conventionsOf(installation, files, serviceAccountName, {
    portNames: { http: 'http-metrics', grpc: 'grpc', gossip: 'memberlist' },
    args: (target) => [`-target=${target}`, '-config.expand-env=true', `-config.file=${files.path}`],
    storages: storagesOf(installation.storage),
    data: { volume: DATA_VOLUME, mountPath: DATA_FOLDER },
    folders: [{ volume: 'active-queries', mountPath: ACTIVITY_FOLDER }],
    defaults: { ...MIMIR_DEFAULTS, podLabels: installation.system.labels },
  });
  for (const name of installation.roles) {
    const props = installation.roleProps(name) ?? {};
    const role = mimirRole(name, props, installation);
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
      const args = unzonedArgs(name);
      new Microservice(scope, name, { conventions, role: withFiles(scope, installation, role), args, props });
    }
  }
}

/** A role with the files that it alone has. */
function withFiles(scope: Construct, installation: MimirInstallation, role: Role): Role {
  const { storage } = installation;
  if (role.name === 'ruler') return storage.ruler ? role : withFolders(role, [FILES]);
  if (role.name !== 'alertmanager') return role;
  const { folder, text } = createFallbackConfig(scope, installation);
  const podAnnotations = { 'checksum/alertmanager-fallback-config': contentHash(text) };
  return withFolders({ ...role, defaults: { ...role.defaults, podAnnotations } }, [
    folder,
    // It unpacks templates there.
    { volume: { name: 'tmp', emptyDir: {} }, mountPath: '/tmp' },
    ...(storage.alertmanager ? [] : [FILES]),
  ]);
}

interface Folder {
  readonly volume: Volume;
  readonly mountPath: string;
}

const FILES: Folder = { volume: { name: 'files', emptyDir: {} }, mountPath: FILES_FOLDER };

const withFolders = (role: Role, folders: readonly Folder[]): Role => ({
  ...role,
  volumes: folders.map(({ volume }) => volume),
  volumeMounts: folders.map(({ volume: { name }, mountPath }) => ({ name, mountPath })),
});

/** Makes the configuration of tenants that have none. */
function createFallbackConfig(
  scope: Construct,
  { props, system }: MimirInstallation,
): { readonly folder: Folder; readonly text: string } {
  const fallback = (props.alertmanager ? props.alertmanager.fallbackConfig : undefined) ?? NOTIFY_NOBODY;
  const text = renderConfig(fallback);
  const name = system.objectName('alertmanager-fallback-config');
  new KubeConfigMap(scope, 'alertmanager-fallback-config', {
    metadata: { name, namespace: system.namespace, labels: { ...MEMBER, ...system.component('alertmanager').labels } },
    data: { [FALLBACK_FILE]: text },
  });
  const volume = { name: 'alertmanager-fallback-config', configMap: { name } };
  return { folder: { volume, mountPath: FALLBACK_FOLDER }, text };
}

const NOTIFY_NOBODY = { receivers: [{ name: 'default-receiver' }], route: { receiver: 'default-receiver' } };
