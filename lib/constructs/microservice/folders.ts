import { posix } from 'node:path';
import type { RuleFinding } from '../../checks/catalog';
import type { Pods } from '../../checks/cluster';
import { isBelow, isWritable, mountAbove } from '../../checks/mounts';
import { placeOf } from '../../checks/pods/volumes';
import { amountOf } from '../../values/amount';
import { listed, show } from '../../values/text';
import type { RoleProcess } from './processes';
import { containerOf } from './role-container';

/** A folder that a configuration names. */
export interface ConfigFolder {
  /** Path in the configuration, such as `compactor.working_directory`. */
  readonly at: string;
  /** As the configuration has it; a relative one is below `/`, where the programs start. Nothing if it is not used. */
  readonly folder: string | undefined;
  /** Whether it only has to exist, such as a folder of rules. @default false */
  readonly isOnlyRead?: boolean;
  /** Whether the program rejects a folder of this kind inside another one. @default false */
  readonly apart?: boolean;
  /** Whether all pods have to see the same folder, as an object storage. @default false */
  readonly isShared?: boolean;
  /** Advice besides moving the folder or mounting a volume. @default - none */
  readonly advice?: string;
}

/** The folder of a file, such as that of tokens. */
export const folderOf = (file: string | undefined): string | undefined => (file ? posix.dirname(file) : undefined);

/** Advice for a folder of an `ObjectStorage.filesystem`. */
export const SHARE_A_CLAIM = 'name a claim that all pods share (ObjectStorage.filesystem({ directory, claimName }))';

export interface FoldersProps<Role extends string, Config> {
  /** Prop of each role, and the folders that it uses. */
  readonly table: Readonly<
    Record<Role, { readonly prop: string; readonly folders?: (config: Config) => readonly ConfigFolder[] }>
  >;
  readonly processes: ReadonlyArray<RoleProcess<Role, Config>>;
  /** Folder in which roles keep data. */
  readonly dataFolder: string;
}

interface UsedFolder extends ConfigFolder {
  readonly folder: string;
  readonly path: string;
}

/**
 * Folders that are not writable: the program would fail at startup or at its first write.
 * Roles with a writable root file system are ignored, since writable folders depend on the image.
 */
export function* unusableFolders<Role extends string, Config>({
  table,
  processes,
  dataFolder,
}: FoldersProps<Role, Config>): Generator<RuleFinding> {
  const compared = new Set<Role>();
  for (const { role, pods, config } of processes) {
    const { prop, folders } = table[role];
    const used = config === undefined ? [] : usedFolders(folders?.(config) ?? []);
    for (const { at, folder, path, isOnlyRead = false, advice } of used) {
      if (isOnlyRead ? exists(pods, role, path) : canWrite(pods, role, path)) continue;
      yield {
        id: 'folder/read-only',
        object: pods.owner.identity,
        sentence: `config.${at}: found ${show(folder)}, which is on no writable volume of the ${role}, and its root file system is read-only: choose a folder below ${dataFolder}, mount a volume there (${prop}.volumes, ${prop}.volumeMounts)${advice === undefined ? '' : `, or ${advice}`}`,
      };
    }
    yield* smallFolders(pods, role, used);
    // Workloads of one role, such as zones, have the same folders.
    if (!compared.has(role)) yield* overlaps(role, used);
    compared.add(role);
  }
  yield* unsharedFolders(table, processes);
}

/** Folders that work as object storage, and that each pod has for itself. */
function* unsharedFolders<Role extends string, Config>(
  table: FoldersProps<Role, Config>['table'],
  processes: FoldersProps<Role, Config>['processes'],
): Generator<RuleFinding> {
  const users = new Map<string, { readonly folder: string; pods: number; readonly roles: Set<string> }>();
  for (const { role, pods, config, container } of processes) {
    const used = config === undefined ? [] : usedFolders(table[role].folders?.(config) ?? []);
    for (const { at, folder, path, isShared } of used) {
      const mount = mountAbove([container], path);
      const volume = mount && (pods.spec.volumes ?? []).find(({ name }) => name === mount.name);
      // One that cannot be written to is reported already.
      if (!isShared || !canWrite(pods, role, path) || volume?.persistentVolumeClaim || volume?.hostPath) continue;
      const known = users.get(at) ?? { folder, pods: 0, roles: new Set<string>() };
      known.pods += pods.workload?.replicas ?? 1;
      known.roles.add(role);
      users.set(at, known);
    }
  }
  for (const [at, { folder, pods, roles }] of users) {
    if (pods < 2) continue;
    yield {
      id: 'folder/unshared',
      sentence: `config.${at}: found ${show(folder)}, which each of ${pods} pods (${listed(roles)}) has for itself, so that they do not see what others have stored: use an object storage, or ${SHARE_A_CLAIM}`,
    };
  }
}

/** A folder of data needs more than this. */
const SMALLEST = 64 * 1024 * 1024;

function* smallFolders(pods: Pods, role: string, used: readonly UsedFolder[]): Generator<RuleFinding> {
  const container = containerOf(pods, role);
  const named = new Set<string>();
  for (const { at, isOnlyRead, path } of container === undefined ? [] : used) {
    const place = container && placeOf(pods, container, path);
    if (isOnlyRead || place?.type !== 'empty-dir' || named.has(place.volume)) continue;
    const { sizeLimit } = place.emptyDir;
    if ((amountOf(sizeLimit) ?? SMALLEST) >= SMALLEST) continue;
    named.add(place.volume);
    yield {
      id: 'capacity/empty-dir',
      object: pods.owner.identity,
      sentence: `volumes[${place.volume}].emptyDir.sizeLimit: found ${show(sizeLimit)}, and the ${role} keeps data there (config.${at}), so that the pod is evicted when the folder is full: raise it, or use a claim`,
    };
  }
}

const usedFolders = (named: readonly ConfigFolder[]): UsedFolder[] =>
  named.flatMap((entry) =>
    entry.folder ? [{ ...entry, folder: entry.folder, path: posix.resolve('/', entry.folder) }] : [],
  );

function* overlaps(role: string, used: readonly UsedFolder[]): Generator<RuleFinding> {
  for (const [index, one] of used.entries()) {
    const other = used.slice(0, index).find(({ apart, path }) => apart && one.apart && overlap(path, one.path));
    if (other === undefined) continue;
    yield {
      id: 'folder/overlap',
      sentence: `config.${one.at}: found ${show(one.folder)}, and config.${other.at} is ${show(other.folder)}, the ${role} ends if one is in the other: choose folders beside each other`,
    };
  }
}

const overlap = (one: string, other: string): boolean => isBelow(one, other) || isBelow(other, one);

function canWrite(pods: Pods, role: string, path: string): boolean {
  const container = containerOf(pods, role);
  if (container === undefined) return true;
  const mount = mountAbove([container], path);
  return mount ? isWritable(pods, mount) : container.securityContext?.readOnlyRootFilesystem !== true;
}

/** Folders above a mount are made with it. */
const exists = (pods: Pods, role: string, path: string): boolean =>
  canWrite(pods, role, path) ||
  (containerOf(pods, role)?.volumeMounts ?? []).some(({ mountPath }) => isBelow(mountPath, path));
