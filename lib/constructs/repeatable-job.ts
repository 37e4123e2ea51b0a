/**
 * Settings of a Job that can be applied repeatedly, since Jobs are immutable: ArgoCD runs it as a hook and deletes the
 * previous one, in the same phase as all other objects to avoid a deadlock; for kubectl the Job is deleted after it
 * has finished, so that the next apply creates a new one.
 */
export const REPEATABLE = {
  annotations: {
    'argocd.argoproj.io/hook': 'Sync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  },
  /** Retention of a finished Job, in seconds. */
  ttlSecondsAfterFinished: 60,
} as const;
