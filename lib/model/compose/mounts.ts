import path from 'node:path';
import { UserError, within } from '../../values/errors';
import { listed, show } from '../../values/text';
import { parseBoolean, parseBytes } from './scalars';
import type { ComposeVolumeMount } from './types';

/** Mount of a container. */
export type Mount = VolumeMount | MemoryMount;

/** A volume that outlives the container. */
export interface VolumeMount {
  readonly type: 'bind' | 'volume';
  /** Path on the host of a bind mount, name of a volume; an anonymous volume has none. */
  readonly source?: string;
  readonly target: string;
  readonly readOnly: boolean;
  /** Path inside the volume. */
  readonly subPath?: string;
}

/** A file system in memory. */
export interface MemoryMount {
  readonly type: 'tmpfs';
  readonly target: string;
  /** Most bytes it may hold. */
  readonly sizeBytes?: number;
}

/** The mount of one entry of `volumes`. */
export function parseVolume(entry: string | ComposeVolumeMount): Mount[] {
  return [typeof entry === 'string' ? parseShortVolume(entry) : parseLongVolume(entry)];
}

const TYPES: readonly string[] = ['bind', 'volume', 'tmpfs'];

const HOST_PATH = /^(?:[./~]|[A-Za-z]:)/;

function parseShortVolume(text: string): Mount {
  // The colon of a drive letter separates nothing: C:\x:/x, or C:/x:/x as opposed to the volume of c:/x:ro.
  const [, drive = '', rest = ''] = /^([A-Za-z]:(?=\\|\/[^:]*:\/))?(.*)$/s.exec(text) ?? [];
  const parts = rest.split(':');
  const [first = '', second, mode] = parts;
  if (parts.length > 3) throw new UserError(`found ${show(text)}, allowed is [SOURCE:]TARGET[:MODE]`);
  if (second === undefined) return { type: 'volume', target: parseTarget(`${drive}${first}`), readOnly: false };
  const source = `${drive}${first}`;
  return {
    type: HOST_PATH.test(source) ? 'bind' : 'volume',
    source: parseSource(source),
    target: parseTarget(second),
    readOnly: parseMode(mode),
  };
}

function parseMode(mode: string | undefined): boolean {
  const words = mode === undefined ? [] : mode.split(',');
  const unknown = words.find((word) => word !== 'ro' && word !== 'rw');
  if (unknown !== undefined) {
    throw new UserError(`found mode ${show(unknown)}, a claim is mounted "ro" or "rw": remove it`);
  }
  return words.includes('ro');
}

function parseLongVolume({ type, source, target, read_only = false, volume, tmpfs }: ComposeVolumeMount): Mount {
  if (!TYPES.includes(type)) throw new UserError(`type: found ${show(type)}, allowed are ${listed(TYPES)}`);
  const foreign = Object.entries({ volume, tmpfs }).find(([key, value]) => value !== undefined && key !== type);
  if (foreign)
    throw new UserError(
      `${foreign[0]}: found in a mount of type ${type}, allowed only with type ${foreign[0]}: remove it`,
    );
  if (type === 'tmpfs' && (source !== undefined || parseBoolean(read_only))) {
    throw new UserError('found source or read_only in a mount of type tmpfs, which is empty and writable: remove it');
  }
  const place = parseTarget(target ?? '');
  if (type === 'tmpfs')
    return { type, target: place, ...(tmpfs?.size !== undefined && { sizeBytes: parseBytes(tmpfs.size) }) };
  if (type === 'bind' && source === undefined)
    throw new UserError('found a bind mount without source: set the path on the host');
  return {
    type,
    ...(source !== undefined && { source: parseSource(source) }),
    target: place,
    readOnly: parseBoolean(read_only),
    ...(volume?.subpath !== undefined && {
      subPath: within('volume.subpath', () => parseSubPath(volume.subpath ?? '')),
    }),
  };
}

/** The mount of one entry of `tmpfs`: a path, and perhaps `:size=64m`. */
export function parseTmpfs(entry: string): MemoryMount[] {
  const [target = '', options = ''] = entry.split(':', 2);
  const words = options.split(',').filter((option) => option !== '' && option !== 'rw');
  const unknown = words.find((option) => !option.startsWith('size='));
  if (unknown !== undefined) {
    throw new UserError(
      `found option ${show(unknown)}, Kubernetes supports only size=BYTES for a volume in memory: remove it`,
    );
  }
  const size = words.at(-1)?.slice('size='.length);
  return [
    {
      type: 'tmpfs',
      target: parseTarget(target),
      ...(size !== undefined && { sizeBytes: parseBytes(size) }),
    },
  ];
}

function parseSource(source: string): string {
  if (source === '') throw new UserError('found an empty source: set a volume or a path on the host');
  return source;
}

/** A path inside a volume. */
export function parseSubPath(subPath: string): string {
  if (subPath !== '' && !subPath.startsWith('/') && !subPath.split('/').includes('..')) return subPath;
  throw new UserError(`found ${show(subPath)}, a path inside a volume is relative and without ".."`);
}

/** Absolute, and without a slash at the end, so that one path is not taken for two. */
function parseTarget(target: string): string {
  if (target.startsWith('/')) return path.posix.join(target, '.').replace(/(?<=.)\/$/, '');
  throw new UserError(`found target ${show(target)}, a path in the container starts with "/"`);
}
