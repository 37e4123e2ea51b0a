import { amountOf } from '../../values/amount';
import { show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster, Pods } from '../cluster';
import type { ContainerSpec } from '../objects';
import type { Severity } from '../severity';
import { volumeBytesAt } from './volumes';

export const MEBIBYTE = 1024 * 1024;

/** The memory limit of a container in bytes. */
export const memoryLimit = ({ resources }: ContainerSpec): number | undefined =>
  amountOf(new Map(Object.entries(resources?.limits ?? {})).get('memory'));

/** A use of memory that a setting leads to, and where it stands. */
interface Use {
  readonly at: string;
  readonly bytes: number;
  /** The setting as it is written. */
  readonly shown: string;
  /** A ballast is memory that the garbage collector lets a program use, and no more than that. @default "error" */
  readonly severity?: Severity;
}

/** Programs that are told to use more memory than their container has, or more of a volume than there is. */
export function* memoryFindings(cluster: Cluster): Generator<RuleFinding> {
  for (const pods of cluster.pods) {
    for (const container of pods.spec.containers) {
      const { name } = container;
      const limit = memoryLimit(container);
      for (const { at, bytes, shown, severity = 'error' } of limit === undefined ? [] : usesOf(container)) {
        if (limit === undefined || bytes < limit) continue;
        yield {
          id: 'capacity/memory',
          severity,
          object: pods.owner.identity,
          sentence: `containers[${name}].${at}: found ${shown}, which is ${inMebibytes(bytes)}, and the memory limit is ${inMebibytes(limit)}, so that the container is OOM-killed: raise the limit (a fifth above it), or lower the setting`,
        };
      }
      yield* fullVolumes(pods, container);
      yield* memoryFolders(pods, container, limit);
    }
  }
}

const inMebibytes = (bytes: number): string => `${Math.round(bytes / MEBIBYTE)}Mi`;

/** Whether a container runs memcached, by its image. */
const isMemcached = ({ image = '' }: ContainerSpec): boolean => /(^|\/)memcached([:@]|$)/.test(image);

function usesOf(container: ContainerSpec): Use[] {
  const { args = [], env = [] } = container;
  const items = isMemcached(container) ? memcachedMemory(args) : undefined;
  // Of a flag that is given twice, the last one holds.
  const ballasts = args.flatMap((arg, index): Use[] => {
    const [, unit, amount] = /^--?mem-ballast-size-(mbs|bytes)=(\d+)$/.exec(arg) ?? [];
    if (amount === undefined) return [];
    const bytes = Number(amount) * (unit === 'mbs' ? MEBIBYTE : 1);
    return [{ at: `args[${index}]`, bytes: bytes - 1, shown: show(arg), severity: 'warning' }];
  });
  const limits = env.flatMap(({ name, value }): Use[] => {
    const bytes = name === 'GOMEMLIMIT' ? goBytes(value) : undefined;
    return bytes === undefined ? [] : [{ at: 'env[GOMEMLIMIT]', bytes: bytes - 1, shown: show(value) }];
  });
  return [
    ...(items === undefined ? [] : [{ at: 'args', bytes: items * MEBIBYTE, shown: `-m ${items}` }]),
    ...ballasts.slice(-1),
    ...limits,
  ];
}

/** Mebibytes that memcached takes for items. */
function memcachedMemory(args: readonly string[]): number | undefined {
  const [, amount] = /(?:^|\s)(?:-m|--memory-limit)[ =]?(\d+)/.exec(args.join(' ')) ?? [];
  return amount === undefined ? undefined : Number(amount);
}

const GO_UNITS: Readonly<Record<string, number>> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };

/** Bytes of a `GOMEMLIMIT`. */
function goBytes(text: string | undefined): number | undefined {
  const [, amount, unit = 'B'] = /^(\d+)(B|[KMGT]iB)?$/.exec(text ?? '') ?? [];
  return amount === undefined ? undefined : Number(amount) * (GO_UNITS[unit] ?? 1);
}

/** Flags that name the size of what is kept in a folder, and the flag of the folder. */
function* fullVolumes(pods: Pods, container: ContainerSpec): Generator<RuleFinding> {
  const { args = [], name } = container;
  const flag = (wanted: string): string | undefined =>
    args.findLast((arg) => arg.replace(/^-+/, '').startsWith(`${wanted}=`))?.replace(/^[^=]*=/, '');
  const size = prometheusBytes(flag('storage.tsdb.retention.size'));
  const items = isMemcached(container) ? memcachedMemory(args) : undefined;
  const kept = [
    {
      folder: flag('storage.tsdb.path'),
      bytes: size,
      shown: `--storage.tsdb.retention.size=${flag('storage.tsdb.retention.size')}`,
    },
    { folder: flag('memory-file'), bytes: items && items * MEBIBYTE, shown: `-m ${items}` },
  ];
  for (const { folder, bytes, shown } of kept) {
    if (folder === undefined || bytes === undefined) continue;
    const volume = volumeBytesAt(pods, container, folder);
    if (volume === undefined || bytes < volume) continue;
    yield {
      id: 'capacity/volume',
      object: pods.owner.identity,
      sentence: `containers[${name}].args: found ${shown}, and the volume at ${folder} has ${inMebibytes(volume)}, so that the disk is full before anything is deleted: raise the size of the claim, or lower it to nine tenths of the claim`,
    };
  }
}

const PROMETHEUS_UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** Bytes of a size as Prometheus reads it: `KB` are 1024. */
function prometheusBytes(text: string | undefined): number | undefined {
  const [, amount, unit = 'B'] = /^(\d+)([KMGTPE]?B)$/.exec(text ?? '') ?? [];
  // 0 is no limit.
  return amount === undefined || amount === '0' ? undefined : Number(amount) * 1024 ** PROMETHEUS_UNITS.indexOf(unit);
}

/** Folders in memory count against the limit of the container that writes to them. */
function* memoryFolders(pods: Pods, container: ContainerSpec, limit: number | undefined): Generator<RuleFinding> {
  if (limit === undefined) return;
  for (const { name: volumeName, emptyDir } of pods.spec.volumes ?? []) {
    if (emptyDir?.medium !== 'Memory' || emptyDir.sizeLimit === undefined) continue;
    const bytes = amountOf(emptyDir.sizeLimit);
    const isMounted = (container.volumeMounts ?? []).some(({ name, readOnly }) => name === volumeName && !readOnly);
    if (!isMounted || bytes === undefined || bytes < limit) continue;
    yield {
      id: 'capacity/empty-dir',
      object: pods.owner.identity,
      sentence: `volumes[${volumeName}].emptyDir.sizeLimit: found ${show(emptyDir.sizeLimit)} in memory, which counts against the memory limit of container "${container.name}" (${inMebibytes(limit)}), so that it is OOM-killed before the folder is full: lower it, or raise the limit`,
    };
  }
}
