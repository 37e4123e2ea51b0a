import { amountOf } from '../../values/amount';
import type { Pods } from '../cluster';
import { mountAbove } from '../mounts';
import type { ContainerSpec, VolumeSpec } from '../objects';

/** Where the data of a folder is. */
export type Place =
  | { readonly type: 'claim'; readonly volume: string; readonly bytes?: number | undefined }
  | { readonly type: 'node' | 'files' | 'other'; readonly volume: string }
  | { readonly type: 'empty-dir'; readonly volume: string; readonly emptyDir: NonNullable<VolumeSpec['emptyDir']> }
  /** The file system of the image. */
  | { readonly type: 'image' };

/** The volume under a path of a container, and its kind. */
export function placeOf({ spec, workload }: Pods, container: ContainerSpec, path: string): Place {
  const mount = mountAbove([container], path);
  if (mount === undefined) return { type: 'image' };
  const volume = mount.name;
  const claim = (workload?.volumeClaimTemplates ?? []).find(({ metadata }) => metadata.name === volume);
  if (claim) {
    const { storage } = claim.spec.resources?.requests ?? {};
    return { type: 'claim', volume, bytes: amountOf(storage) };
  }
  const source = (spec.volumes ?? []).find(({ name }) => name === volume);
  if (source?.persistentVolumeClaim) return { type: 'claim', volume };
  if (source?.emptyDir) return { type: 'empty-dir', volume, emptyDir: source.emptyDir };
  if (source?.hostPath) return { type: 'node', volume };
  return { type: source?.configMap || source?.secret || source?.projected ? 'files' : 'other', volume };
}

/** Size of the volume under a path in bytes; undefined if it is not known. */
export function volumeBytesAt(pods: Pods, container: ContainerSpec, path: string): number | undefined {
  const place = placeOf(pods, container, path);
  if (place.type === 'claim') return place.bytes;
  return place.type === 'empty-dir' ? amountOf(place.emptyDir.sizeLimit) : undefined;
}
