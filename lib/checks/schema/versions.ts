/** Versions of Kubernetes whose schema is known, oldest first. Each has a file in `schemas/`. */
export const KUBERNETES_VERSIONS = ['1.28', '1.32', '1.36'] as const;

/** A version of Kubernetes whose schema is known. */
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

/** The oldest: what it takes, newer clusters take too, unless it is deprecated. */
export const DEFAULT_VERSION: KubernetesVersion = '1.28';
export const NEWEST_VERSION: KubernetesVersion = '1.36';
