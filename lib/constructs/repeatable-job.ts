/**
 * What a Job needs that is applied again and again, since a Job cannot be changed once it is made: ArgoCD runs it as
 * a hook and deletes the one before, at the same time as everything else, so nothing waits for it that it waits for;
 * for kubectl it deletes itself when it is done, so that the next apply makes a new one.
 */
export const REPEATABLE = {
  annotations: {
    'argocd.argoproj.io/hook': 'Sync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  },
  /** How long a finished Job is kept to be looked at. */
  ttlSecondsAfterFinished: 60,
} as const;
