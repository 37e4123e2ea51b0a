import type { Construct } from 'constructs';
import type { LokiConfig } from '../../imports/loki-config';
import { contentHash, renderConfig } from '../../lib/config/render';
import { KubeConfigMap, type Volume, type VolumeMount } from '../../lib/k8s';
import { RUNTIME_FILE, RUNTIME_FOLDER } from './config';
import type { Installation } from './installation';

const CONFIG_FOLDER = '/etc/loki/config';
const CONFIG_FILE = 'config.yaml';

/** The path of the configuration in every container. */
export const CONFIG_PATH = `${CONFIG_FOLDER}/${CONFIG_FILE}`;

/** What every role mounts, and what rolls it. */
export interface ConfigFiles {
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
  /** Whether the configuration names variables, as `${NAME}`, that Loki has to put in. */
  readonly expandsEnv: boolean;
  /** Changes with the configuration. Not with the runtime file, which Loki reads again by itself. */
  readonly podAnnotations: Readonly<Record<string, string>>;
}

/** Makes the ConfigMaps of the configuration and of what Loki reads again while it runs. */
export function createConfigFiles(scope: Construct, { props, system }: Installation, config: LokiConfig): ConfigFiles {
  const { existingSecretForConfig, runtimeConfig = {} } = props;
  const { namespace, labels } = system;
  const runtime = new KubeConfigMap(scope, 'runtime-config', {
    metadata: { name: system.objectName('runtime'), namespace, labels: { ...labels } },
    data: { [RUNTIME_FILE]: renderConfig(runtimeConfig) },
  });
  const runtimeVolume = { name: 'runtime-config', configMap: { name: runtime.name } };
  const volumeMounts = [
    { name: 'config', mountPath: CONFIG_FOLDER },
    { name: 'runtime-config', mountPath: RUNTIME_FOLDER },
  ];
  if (existingSecretForConfig !== undefined) {
    const volume = { name: 'config', secret: { secretName: existingSecretForConfig } };
    return { volumes: [volume, runtimeVolume], volumeMounts, expandsEnv: true, podAnnotations: {} };
  }
  const text = renderConfig(config);
  const configMap = new KubeConfigMap(scope, 'config', {
    metadata: { name: system.fullName, namespace, labels: { ...labels } },
    data: { [CONFIG_FILE]: text },
  });
  return {
    volumes: [{ name: 'config', configMap: { name: configMap.name } }, runtimeVolume],
    volumeMounts,
    expandsEnv: text.includes('${'),
    podAnnotations: { 'checksum/config': contentHash(text) },
  };
}
