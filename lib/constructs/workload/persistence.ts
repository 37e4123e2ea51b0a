import type { Mistakes } from '../../values/errors';
import type { KubePersistentVolumeClaimProps, Volume, VolumeMount } from '../../values/k8s';
import { dnsLabel } from '../../values/names';
import { quantity } from '../../values/quantity';
import type { ControllerKind } from './controller-kind';
import type { Claim, Persistence } from './props';

/** The folder in which a workload keeps its data, and the volume behind it. */
export interface DataFolder {
  readonly volume: string;
  readonly mountPath: string;
}

/** Volumes, mounts and claims for the data of a workload. */
export interface Storage {
  readonly volumes: readonly Volume[];
  readonly mounts: readonly VolumeMount[];
  /** One claim each pod (StatefulSet). */
  readonly templates: readonly KubePersistentVolumeClaimProps[];
  /** Claims to make beside the workload, by name (Deployment). */
  readonly claims: readonly KubePersistentVolumeClaimProps[];
}

export interface StorageProps {
  /** Name of the workload; claims of a Deployment are named after it. */
  readonly owner: string;
  readonly kind: ControllerKind;
  readonly data?: DataFolder;
  readonly persistence?: Persistence;
  readonly replicas?: number;
}

/** Storage of the data of a workload: ephemeral volumes, claims or claim templates. */
export function storageOf({ owner, kind, data, persistence, replicas }: StorageProps, mistakes: Mistakes): Storage {
  const claims = persistence && 'claims' in persistence ? persistence.claims : [];
  const nameOf = ({ name = data?.volume ?? 'data' }: Claim): string => name;
  const names = claims.map(nameOf);
  for (const [index, name] of names.entries()) {
    mistakes.attempt(`persistence.claims[${index}].name`, () => dnsLabel(name), name);
    if (names.indexOf(name) !== index) {
      mistakes.add(`persistence.claims[${index}].name`, `found "${name}" twice: give each claim its own name`);
    }
  }
  if (kind === 'Deployment' && claims.length > 0 && (replicas ?? 1) > 1) {
    mistakes.add(
      'persistence.claims',
      `found with ${replicas} replicas of a Deployment, which would share the claims: use a StatefulSet`,
    );
  }

  const isClaimed = data !== undefined && names.includes(data.volume);
  const mounts = claims.flatMap((claim): VolumeMount[] => {
    const name = nameOf(claim);
    const path = claim.mountPath ?? (name === data?.volume ? data.mountPath : undefined);
    return path === undefined ? [] : [{ name, mountPath: path, subPath: claim.subPath }];
  });
  const ownData = data === undefined || isClaimed ? [] : [{ name: data.volume, emptyDir: emptyDirOf(persistence) }];
  const ownMounts = data === undefined || isClaimed ? [] : [{ name: data.volume, mountPath: data.mountPath }];
  const isStateful = kind === 'StatefulSet';
  const shared = isStateful
    ? []
    : names.map((name) => ({ name, persistentVolumeClaim: { claimName: `${name}-${owner}` } }));
  return {
    volumes: [...ownData, ...shared],
    mounts: [...ownMounts, ...mounts],
    templates: isStateful ? claims.map((claim) => claimProps(claim, nameOf(claim))) : [],
    claims: isStateful ? [] : claims.map((claim) => claimProps(claim, `${nameOf(claim)}-${owner}`)),
  };
}

function emptyDirOf(persistence: Persistence | undefined): Volume['emptyDir'] {
  if (persistence === undefined || !('emptyDir' in persistence)) return {};
  const { medium, sizeLimit } = persistence.emptyDir;
  return { medium, ...(sizeLimit !== undefined && { sizeLimit: quantity(sizeLimit) }) };
}

const claimProps = (claim: Claim, name: string): KubePersistentVolumeClaimProps => ({
  metadata: { name, annotations: claim.annotations, labels: claim.labels },
  spec: {
    accessModes: [...(claim.accessModes ?? ['ReadWriteOnce'])],
    storageClassName: claim.storageClass,
    resources: { requests: { storage: quantity(claim.size) } },
  },
});
