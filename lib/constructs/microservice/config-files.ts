import type { Construct } from 'constructs';
import { contentHash, renderConfig } from '../../model/config/render';
import { KubeConfigMap, type Volume, type VolumeMount } from '../../values/k8s';
import type { System } from '../../values/system';

/** Paths of a system's files. */
export interface ConfigLayout {
  /** Name of the ConfigMap of the configuration. */
  readonly name: string;
  readonly folder: string;
  readonly file: string;
  /** Whether the volume names the one file (`items`), as some charts have it. @default false */
  readonly namesFile?: boolean;
  readonly runtime: {
    readonly name: string;
    readonly folder: string;
    readonly file: string;
    readonly namesFile?: boolean;
  };
}

export interface ConfigFilesProps {
  readonly system: System;
  readonly layout: ConfigLayout;
  readonly config: object;
  /** Runtime configuration, which the system reloads while it runs. */
  readonly runtimeConfig: object;
  readonly existingSecret?: string;
  /** Further files beside the configuration, by name. @default - none */
  readonly extraFiles?: Readonly<Record<string, object>>;
}

/** Volumes of the configuration in every role, and the hash that rolls its pods. */
export interface ConfigFiles {
  /** Path of the configuration in every container. */
  readonly path: string;
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
  /** Whether the configuration names variables, as `${NAME}`, that the system has to put in. */
  readonly expandsEnv: boolean;
  /** Changes with the configuration. Not with the runtime file, which is read again by itself. */
  readonly podAnnotations: Readonly<Record<string, string>>;
}

/** Makes the ConfigMaps of the configuration and of the runtime configuration, which the system reloads. */
export function createConfigFiles(scope: Construct, props: ConfigFilesProps): ConfigFiles {
  const { system, layout, config, runtimeConfig, existingSecret, extraFiles = {} } = props;
  const metadata = { namespace: system.namespace, labels: { ...system.labels } };
  const { runtime } = layout;
  new KubeConfigMap(scope, 'runtime-config', {
    metadata: { name: runtime.name, ...metadata },
    data: { [runtime.file]: renderConfig(runtimeConfig) },
  });
  const text = renderConfig(config);
  const extras = Object.fromEntries(Object.entries(extraFiles).map(([file, data]) => [file, renderConfig(data)]));
  if (existingSecret === undefined) {
    new KubeConfigMap(scope, 'config', {
      metadata: { name: layout.name, ...metadata },
      data: { ...extras, [layout.file]: text },
    });
  }
  return {
    path: `${layout.folder}/${layout.file}`,
    volumes: [
      {
        name: 'config',
        ...(existingSecret === undefined
          ? {
              configMap: {
                name: layout.name,
                items: layout.namesFile ? [layout.file, ...Object.keys(extras)].map(fileItem) : undefined,
              },
            }
          : { secret: { secretName: existingSecret } }),
      },
      {
        name: 'runtime-config',
        configMap: { name: runtime.name, items: runtime.namesFile ? [fileItem(runtime.file)] : undefined },
      },
    ],
    volumeMounts: [
      { name: 'config', mountPath: layout.folder },
      { name: 'runtime-config', mountPath: runtime.folder },
    ],
    expandsEnv: existingSecret !== undefined || text.includes('${'),
    podAnnotations: existingSecret === undefined ? { 'checksum/config': contentHash(text) } : {},
  };
}

const fileItem = (file: string) => ({ key: file, path: file });
