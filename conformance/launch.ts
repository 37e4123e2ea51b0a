import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Cluster, Pods } from '../lib/checks/cluster';
import type { ContainerSpec } from '../lib/checks/objects';
import { type Mount, mountsOf, secretTexts } from './mounts';

/** Command line, variables and files of a container. */
export interface Launch {
  /** Object with the container, and the name of the container, such as `StatefulSet/logging/loki-ingester ingester`. */
  readonly place: string;
  readonly namespace: string;
  /** Pods of the container. */
  readonly pods: Pods;
  /** Tag of its image. */
  readonly version: string;
  /** Arguments after the name of the program. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
}

/**
 * Launches of all containers with an image of a repository.
 * @param versions matches the tags of the images @default - any
 */
export function launchesOf(cluster: Cluster, repository: RegExp, versions = /^/): Launch[] {
  return cluster.pods.flatMap((pods) =>
    pods.spec.containers.flatMap((container) => {
      const [name = '', tag = 'latest'] = splitImage(container.image ?? '');
      return repository.test(name) && versions.test(tag) ? [launchOf(cluster, pods, container, tag)] : [];
    }),
  );
}

const splitImage = (image: string): string[] => image.replace(/@.*$/, '').split(/:(?=[^/]*$)/);

function launchOf(cluster: Cluster, pods: Pods, container: ContainerSpec, tag: string): Launch {
  const env = Object.fromEntries(
    (container.env ?? []).map((variable) => [variable.name, variable.value ?? textOf(cluster, pods, variable)]),
  );
  const [, ...own] = container.command ?? [];
  const expanded = [...own, ...(container.args ?? [])].map((arg) =>
    arg.replace(/\$\((\w+)\)/g, (reference, name: string) => env[name] ?? reference),
  );
  return {
    place: `${pods.owner.identity} ${container.name}`,
    namespace: pods.namespace,
    pods,
    version: tag.replace(/^v(?=\d)/, '').replace(/-alpine$/, ''),
    args: expanded,
    env,
    mounts: mountsOf(cluster, pods, container),
  };
}

type Variable = NonNullable<ContainerSpec['env']>[number];

/** The value of a variable if it is static; for one known only to the cluster a number usable as an address. */
function textOf(cluster: Cluster, { namespace }: Pods, { valueFrom }: Variable): string {
  const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
  if (configMapKeyRef) {
    return cluster.find('ConfigMap', namespace, configMapKeyRef.name ?? '')?.content.data?.[configMapKeyRef.key] ?? '';
  }
  if (secretKeyRef) return secretTexts(cluster, namespace, secretKeyRef.name)[secretKeyRef.key] ?? 'unknown';
  return '127.0.0.1';
}

/** A launch with the text of each of its files changed. */
export const withFiles = <L extends Pick<Launch, 'mounts'>>(
  launch: L,
  change: (text: string, name: string) => string,
): L => ({
  ...launch,
  mounts: launch.mounts.map((mount) => ({
    ...mount,
    files: Object.fromEntries(Object.entries(mount.files).map(([name, text]) => [name, change(text, name)])),
  })),
});

/** Writes the files of a container below a folder, and makes its arguments and texts name them there. */
export function place(launch: Launch, root: string): string[] {
  const moved = moving(
    launch.mounts.map((mount) => mount.path),
    root,
  );
  for (const mount of launch.mounts) {
    const target = path.join(root, mount.path);
    const entries = Object.entries(mount.files);
    if (!entries.some(([name]) => name === '')) mkdirSync(target, { recursive: true });
    for (const [name, text] of entries) {
      const file = path.join(target, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, moved(text));
    }
  }
  return launch.args.map(moved);
}

/**
 * Prefixes a folder to each path that is, or is below, a mounted one, and to each parent of a mounted path,
 * since a container has the parent folders of its mounts.
 */
export function moving(paths: readonly string[], root: string): (text: string) => string {
  if (paths.length === 0) return (text) => text;
  const above = [...new Set(paths.flatMap(ancestors))].filter((folder) => !paths.includes(folder));
  const patterns = [
    String.raw`(?:${alternatives(paths)})(?![\w.-])`,
    ...(above.length === 0 ? [] : [String.raw`(?:${alternatives(above)})(?![\w./-])`]),
  ];
  const mounted = new RegExp(String.raw`(?<![\w./-])(?:${patterns.join('|')})`, 'g');
  return (text) => text.replace(mounted, (found) => path.join(root, found));
}

/** Patterns of paths, the longest first. */
const alternatives = (paths: readonly string[]): string =>
  [...paths]
    .sort((one, other) => other.length - one.length)
    .map(escaped)
    .join('|');

/** The parents of a path, except those right below the root, which every image has. */
const ancestors = (file: string): string[] => {
  const parts = file.split('/');
  return parts.slice(0, -1).flatMap((_, index) => (index < 2 ? [] : [parts.slice(0, index + 1).join('/')]));
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
