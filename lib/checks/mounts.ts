import type { Pods } from './cluster';
import type { ContainerSpec } from './objects';

type Mount = NonNullable<ContainerSpec['volumeMounts']>[number];

/** Whether a path is a folder, or lies in it. */
export const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.replace(/\/*$/, '/'));

/** The mount that a path of these containers lies on: the innermost of those above it. */
export function mountAbove(containers: readonly ContainerSpec[], path: string): Mount | undefined {
  const [nearest] = containers
    .flatMap(({ volumeMounts = [] }) => volumeMounts)
    .filter(({ mountPath }) => isBelow(path, mountPath))
    .sort((one, other) => other.mountPath.length - one.mountPath.length);
  return nearest;
}

/** Whether a container can write to a mount: files of ConfigMaps and Secrets are read-only. */
export function isWritable({ spec }: Pods, { name, readOnly = false }: Mount): boolean {
  if (readOnly) return false;
  const volume = (spec.volumes ?? []).find((candidate) => candidate.name === name);
  // A volume that is not listed is a claim of a StatefulSet.
  return !(volume?.configMap || volume?.secret || volume?.projected);
}
