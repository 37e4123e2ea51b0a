import type { PodSecurityContext, SecurityContext } from './k8s';

/** Security contexts of a pod and of its containers. */
export interface PodSecurity {
  readonly pod: PodSecurityContext;
  readonly container: SecurityContext;
}

export interface RestrictedProps {
  /** User that runs the container; not 0 (`runAsUser`). */
  readonly user: number;
  /**
   * Group of the container (`runAsGroup`) that also owns the volumes (`fsGroup`).
   * @default - the user's number
   */
  readonly group?: number;
  /** Whether the image may write outside its volumes. @default false (`readOnlyRootFilesystem: true`) */
  readonly writableRoot?: boolean;
}

/** Security context of the Pod Security Standard "restricted", with a read-only root file system. */
export function restricted({ user, group = user, writableRoot = false }: RestrictedProps): PodSecurity {
  return {
    pod: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: group,
      fsGroup: group,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    container: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: !writableRoot,
    },
  };
}
