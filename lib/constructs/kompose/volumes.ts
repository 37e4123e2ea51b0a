import { parseLabels } from '../../model/compose/mapping';
import type { VolumeMount as ComposeMount, Mount } from '../../model/compose/mounts';
import { parseBoolean } from '../../model/compose/scalars';
import type { ComposeVolume } from '../../model/compose/types';
import { type Mistakes, UserError } from '../../values/errors';
import { type PersistentVolumeClaimSpec, Quantity, type Volume, type VolumeMount } from '../../values/k8s';
import { dnsLabel } from '../../values/names';
import { listed, show, suggestion } from '../../values/text';
import { type KomposeLabels, parseQuantity } from './labels';
import { kubernetesName, serviceLabel } from './names';

/** A claim that a service mounts. */
export interface VolumeClaim {
  readonly name: string;
  /** It is there already, and is not made. */
  readonly external: boolean;
  readonly spec: PersistentVolumeClaimSpec;
}

/** Claims, volumes and mounts of a service. */
export interface Volumes {
  readonly claims: readonly VolumeClaim[];
  /** Volumes of the pod that are no claims. */
  readonly memory: readonly Volume[];
  readonly mounts: readonly VolumeMount[];
}

/** Named volumes of the top level of a Compose file. */
export type NamedVolumes = Readonly<Record<string, ComposeVolume | null>>;

/** Default size of a claim, as in kompose. */
const DEFAULT_SIZE = '100Mi';

/**
 * Turns mounts into volumes. A bind mount or an anonymous volume becomes the claim `<service>-claim<N>`, where
 * N is its place in the list; a named volume becomes a claim of its own name.
 */
export function convertVolumes(
  service: string,
  allMounts: readonly Mount[],
  named: NamedVolumes | undefined,
  labels: KomposeLabels,
  mistakes: Mistakes,
): Volumes {
  const claims = new Map<string, VolumeClaim>();
  const memory: Volume[] = [];
  const sources = new Map<string, string>();
  /** Two volumes that come to have one name would be one volume. */
  const take = (name: string, source: string): void => {
    const other = sources.get(name) ?? source;
    if (other !== source)
      mistakes.add('volumes', `found ${source} and ${other}, which both become "${name}": rename one`);
    sources.set(name, source);
  };
  const mounts = allMounts.map((mount, index): VolumeMount => {
    if (mount.type === 'tmpfs') {
      const name = `${service}-tmpfs${memory.length}`;
      const sizeLimit = mount.sizeBytes === undefined ? undefined : Quantity.fromString(String(mount.sizeBytes));
      take(name, `the memory at ${mount.target}`);
      memory.push({ name, emptyDir: { medium: 'Memory', sizeLimit } });
      return { name, mountPath: mount.target };
    }
    const own = `${service}-claim${index}`;
    const claim = mistakes.attempt(`volumes[${index}]`, () => claimOf(own, mount, named, labels), undefined);
    if (claim) {
      const isNamed = mount.type === 'volume' && mount.source !== undefined;
      take(claim.name, isNamed ? `volume ${show(mount.source)}` : `the volume at ${mount.target}`);
      claims.set(claim.name, writable(claim, claims.get(claim.name)));
    }
    return {
      name: claim?.name ?? own,
      mountPath: mount.target,
      readOnly: mount.readOnly || undefined,
      subPath: mount.subPath ?? labels.volumeSubPath,
    };
  });
  return { claims: [...claims.values()], memory, mounts };
}

/** If one of two mounts of a claim is writable, the claim is writable. */
const writable = (claim: VolumeClaim, other: VolumeClaim | undefined): VolumeClaim =>
  other?.spec.accessModes?.includes('ReadWriteOnce') ? other : claim;

/** Supported labels of volumes. */
const VOLUME_LABELS = ['kompose.volume.size', 'kompose.volume.selector'];

function claimOf(
  own: string,
  mount: ComposeMount,
  named: NamedVolumes | undefined,
  labels: KomposeLabels,
): VolumeClaim {
  const source = mount.type === 'volume' ? mount.source : undefined;
  if (source !== undefined && named && !Object.hasOwn(named, source)) {
    throw new UserError(
      `found volume ${show(source)}, defined volumes are: ${listed(Object.keys(named)) || 'none'}: define it in the top-level "volumes"`,
    );
  }
  const definition = (source === undefined ? undefined : named?.[source]) ?? {};
  const external = parseBoolean(definition.external ?? false);
  if (definition.name !== undefined && !external) {
    throw new UserError(
      `found name ${show(definition.name)} of volume ${show(source)}, kompose names a claim after the key: rename the key`,
    );
  }
  const volumeLabels = parseLabels(definition.labels ?? {});
  const unknown = Object.keys(volumeLabels).find((key) => !VOLUME_LABELS.includes(key));
  if (unknown !== undefined) {
    throw new UserError(
      `found label ${show(unknown)} of volume ${show(source)}${suggestion(unknown, VOLUME_LABELS)}, allowed are ${listed(VOLUME_LABELS)}`,
    );
  }
  const { 'kompose.volume.size': size, 'kompose.volume.selector': selector } = volumeLabels;
  return {
    // The claim's name is also that of the pod's volume, which is a DNS label.
    name: source === undefined ? own : dnsLabel(kubernetesName((external && definition.name) || source)),
    external,
    spec: {
      accessModes: [mount.readOnly ? 'ReadOnlyMany' : 'ReadWriteOnce'],
      resources: { requests: { storage: Quantity.fromString(sizeOf(size, labels)) } },
      storageClassName: labels.storageClassName,
      selector: selector === undefined ? undefined : { matchLabels: serviceLabel(selector) },
    },
  };
}

/** The label of the volume overrides the label of the service. */
function sizeOf(volumeSize: string | undefined, { volumeSize: serviceSize = DEFAULT_SIZE }: KomposeLabels): string {
  return volumeSize === undefined ? serviceSize : parseQuantity(volumeSize);
}

/** The volume of a pod that mounts a claim. */
export const claimVolume = ({ name }: VolumeClaim, mounts: readonly VolumeMount[]): Volume => ({
  name,
  persistentVolumeClaim: {
    claimName: name,
    readOnly: mounts.every((mount) => mount.name !== name || mount.readOnly) || undefined,
  },
});
