import type { Entries } from './entry';

/** Findings about cloud identities of pods. */
export const IDENTITY = {
  'identity/bucket': {
    severity: 'error',
    found: 'pods use a bucket that the IAM role of their ServiceAccount does not allow',
    ignored: 'Requests to the bucket fail: "AccessDenied: Access Denied, status code: 403".',
    fix: 'Add the bucket to the role, or correct its name.',
  },
  'identity/account': {
    severity: 'error',
    found: 'a ServiceAccount names an IAM role that does not trust its namespace and name',
    ignored: 'Pods get no credentials: "Not authorized to perform sts:AssumeRoleWithWebIdentity".',
    fix: 'Make the ServiceAccount with `Irsa.serviceAccount(namespace, name)`.',
  },
  'identity/missing': {
    severity: 'error',
    found:
      'a role of a system uses a bucket by the identity of its pods, as others do, but its own ServiceAccount has none',
    ignored: 'Requests to the bucket fail: "NoCredentialProviders: no valid providers in chain", "AccessDenied".',
    fix: 'Give the ServiceAccount of the role the IAM role, or remove it.',
  },
  'identity/unused': {
    severity: 'error',
    found: 'an IAM role is passed to no ServiceAccount',
    ignored: 'The trust policy has no statement, which IAM rejects: "MalformedPolicyDocument".',
    fix: 'Pass the role to a ServiceAccount, or remove it.',
  },
} as const satisfies Entries;
