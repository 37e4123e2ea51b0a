import { posix } from 'node:path';
import type { Cluster, Pods } from '../cluster';
import { mountAbove } from '../mounts';
import type { ContainerSpec } from '../objects';

/** The text of a file in a container, if a ConfigMap or a Secret of the environment holds it. */
export function fileIn(cluster: Cluster, pods: Pods, container: ContainerSpec, file: string): string | undefined {
  const mount = mountAbove([container], file);
  const volume = mount && (pods.spec.volumes ?? []).find(({ name }) => name === mount.name);
  if (!mount || !volume) return undefined;
  const inVolume = mount.subPath ?? posix.relative(mount.mountPath, file);
  const { configMap, secret } = volume;
  const map = configMap?.name === undefined ? undefined : cluster.find('ConfigMap', pods.namespace, configMap.name);
  const hidden =
    secret?.secretName === undefined ? undefined : cluster.find('Secret', pods.namespace, secret.secretName);
  const { items } = configMap ?? secret ?? {};
  const key = items === undefined ? inVolume : items.find(({ path }) => path === inVolume)?.key;
  if (key === undefined) return undefined;
  return map?.content.data?.[key] ?? hidden?.content.stringData?.[key];
}
