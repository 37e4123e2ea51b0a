import { posix } from 'node:path';
import type { Cluster, Pods } from '../cluster';
import { isBelow, mountAbove } from '../mounts';
import type { ContainerSpec, Items, ObjectOf } from '../objects';

/** A file that a container is given, from a ConfigMap or Secret of the environment. */
export interface GivenFile {
  /** Such as `ConfigMap/logs/loki`. */
  readonly object: string;
  readonly key: string;
  /** @default - binary, or encoded */
  readonly text?: string;
}

/** A file on a volume of a ConfigMap or Secret that has no such key. */
export interface MissingFile {
  readonly object: string;
  readonly keys: readonly string[];
}

type Source = ObjectOf<'ConfigMap'> | ObjectOf<'Secret'>;

/**
 * The file at a path of a container; undefined if it is on no volume of a ConfigMap or Secret that the environment
 * makes, so that nothing is known of it.
 */
export function fileAt(
  cluster: Cluster,
  pods: Pods,
  container: ContainerSpec,
  path: string,
): GivenFile | MissingFile | undefined {
  const mount = mountAbove([container], path);
  const volume = (pods.spec.volumes ?? []).find(({ name }) => name === mount?.name);
  if (mount === undefined || volume === undefined) return undefined;
  const { configMap, secret } = volume;
  if (configMap?.optional || secret?.optional) return undefined;
  const source = configMap
    ? cluster.find('ConfigMap', pods.namespace, configMap.name ?? '')
    : secret && cluster.find('Secret', pods.namespace, secret.secretName ?? '');
  if (source === undefined) return undefined;
  const below = mount.subPath ?? (isBelow(path, mount.mountPath) ? posix.relative(mount.mountPath, path) : path);
  return keyed(source, below, configMap ?? secret ?? {});
}

function keyed(source: Source, path: string, { items }: Items): GivenFile | MissingFile | undefined {
  const texts: Readonly<Record<string, string>> =
    'stringData' in source.content
      ? (source.content.stringData ?? {})
      : source.content.kind === 'ConfigMap'
        ? (source.content.data ?? {})
        : {};
  const keys = [...new Set([...Object.keys(source.content.data ?? {}), ...Object.keys(texts), ...binaryKeys(source)])];
  // A folder.
  if (path === '' || (items?.map((item) => item.path) ?? keys).some((name) => name.startsWith(`${path}/`)))
    return undefined;
  const item = items?.find((candidate) => candidate.path === path);
  // Another rule checks that the key of an item exists.
  if (item !== undefined && !keys.includes(item.key)) return undefined;
  const key = items === undefined ? path : item?.key;
  if (key === undefined || !keys.includes(key))
    return { object: source.identity, keys: items?.map((item) => item.path) ?? keys };
  const text = texts[key];
  return { object: source.identity, key, ...(text !== undefined && { text }) };
}

const binaryKeys = ({ content }: Source): string[] =>
  'binaryData' in content ? Object.keys(content.binaryData ?? {}) : [];

export const isGiven = (file: GivenFile | MissingFile | undefined): file is GivenFile =>
  file !== undefined && 'key' in file;
