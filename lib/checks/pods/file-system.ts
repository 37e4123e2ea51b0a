import { posix } from 'node:path';
import { show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster, Pods } from '../cluster';
import { isWritable, mountAbove } from '../mounts';
import type { ContainerSpec } from '../objects';
import { instancesIn } from '../programs/instances';
import { placeOf } from './volumes';

/** A folder or a file that a program writes, and where it is named. */
interface Written {
  readonly at: string;
  readonly path: string;
  /** What is lost with it, if it has to outlive the pod. */
  readonly loss?: string;
}

/** Folders of programs besides Loki, Mimir and Tempo that are not writable, or that are lost with a pod. */
export function* fileSystemFindings(cluster: Cluster): Generator<RuleFinding> {
  for (const pods of cluster.pods) {
    yield* foreignClaims(pods);
    for (const container of pods.spec.containers) {
      for (const { at, path, loss } of writtenBy(cluster, pods, container)) {
        const object = pods.owner.identity;
        const mount = mountAbove([container], path);
        const isReadOnly = mount
          ? !isWritable(pods, mount)
          : container.securityContext?.readOnlyRootFilesystem === true;
        if (isReadOnly) {
          yield {
            id: 'folder/read-only',
            object,
            sentence: `containers[${container.name}].${at}: found ${show(path)}, which is on no writable volume, and the root file system is read-only: choose a folder on a volume, or mount one there`,
          };
        } else if (loss !== undefined && ['image', 'empty-dir'].includes(placeOf(pods, container, path).type)) {
          yield {
            id: 'folder/temporary',
            object,
            sentence: `containers[${container.name}].${at}: found ${show(path)}, which is gone with the pod, so that ${loss}: choose a folder of the node (hostPath) or on a claim`,
          };
        }
      }
    }
  }
}

const LOST_POSITIONS = 'it reads all log files again after a restart, and lines arrive twice or are rejected';

/** Flags of folders and files that programs write, without dashes. */
const FLAGS: ReadonlyArray<{ readonly flag: string; readonly image: RegExp; readonly loss?: string }> = [
  { flag: 'storage.tsdb.path', image: /prometheus([:@]|$)/ },
  { flag: 'storage.path', image: /alloy([:@]|$)/, loss: LOST_POSITIONS },
  { flag: 'memory-file', image: /memcached([:@]|$)/ },
  { flag: 'positions.file', image: /promtail([:@]|$)/, loss: LOST_POSITIONS },
];

function* writtenBy(cluster: Cluster, pods: Pods, container: ContainerSpec): Generator<Written> {
  const { args = [], image = '' } = container;
  for (const { flag, image: program, loss } of FLAGS) {
    const arg = program.test(image)
      ? args.findLast((text) => text.replace(/^-+/, '').startsWith(`${flag}=`))
      : undefined;
    const path = arg?.replace(/^[^=]*=/, '');
    if (path?.startsWith('/')) yield { at: 'args', path, ...(loss !== undefined && { loss }) };
  }
  if (/promtail([:@]|$)/.test(image)) {
    const path = textAt(configOf(cluster, pods, container), 'positions', 'filename');
    if (path?.startsWith('/')) yield { at: 'positions.filename', path: posix.normalize(path), loss: LOST_POSITIONS };
  }
  if (/opentelemetry-collector[a-z-]*([:@]|$)/.test(image)) {
    const extensions = Object(configOf(cluster, pods, container)).extensions ?? {};
    for (const name of Object.keys(Object(extensions))) {
      const path = /^file_storage(\/|$)/.test(name) ? textAt(extensions, name, 'directory') : undefined;
      if (path?.startsWith('/')) yield { at: `extensions.${name}.directory`, path };
    }
  }
}

/** The configuration of a program, as data; undefined if it is not known. */
const configOf = (cluster: Cluster, pods: Pods, container: ContainerSpec): unknown =>
  instancesIn(cluster, pods).find((instance) => instance.container === container)?.config?.content;

function textAt(data: unknown, ...keys: readonly string[]): string | undefined {
  const value = keys.reduce<unknown>((at, key) => Object(at)[key], data);
  return typeof value === 'string' ? value : undefined;
}

/** Claims of programs that do not run as root, whose files belong to root unless the pod has a group for them. */
function* foreignClaims(pods: Pods): Generator<RuleFinding> {
  const { spec, owner } = pods;
  if (spec.securityContext?.fsGroup !== undefined) return;
  // An init container may change the owner.
  if ((spec.initContainers ?? []).some(({ volumeMounts = [] }) => volumeMounts.length > 0)) return;
  for (const container of spec.containers) {
    const user = container.securityContext?.runAsUser ?? spec.securityContext?.runAsUser;
    if (user === undefined || user === 0) continue;
    for (const { mountPath, readOnly } of container.volumeMounts ?? []) {
      const place = placeOf(pods, container, mountPath);
      if (place.type !== 'claim' || readOnly) continue;
      yield {
        id: 'folder/group',
        object: owner.identity,
        sentence: `containers[${container.name}].volumeMounts[${mountPath}]: found a claim and user ${user} without fsGroup, and new volumes belong to root, so that the program ends with "permission denied": set podSecurityContext.fsGroup`,
      };
    }
  }
}
