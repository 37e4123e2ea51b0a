import type { Entries } from './entry';

/** Findings about secrets in manifests. */
export const SECRET = {
  'secret/text': {
    severity: 'warning',
    found:
      'a configuration, a variable, an argument or an annotation has a value whose name or randomness says that it is a secret',
    ignored: 'Everybody who can read the repository, the namespace or the backups can read it, and history keeps it.',
    fix: 'Use a key of a Secret, by `SecretKey` or a variable. Replace the secret, since it has been written down.',
  },
  'secret/format': {
    severity: 'warning',
    found:
      'any object but a Secret has a text in the format of a credential: a private key, a token, a webhook, an `Authorization` header',
    ignored: 'Everybody who can read the repository can use it; scanners of repositories revoke it.',
    fix: 'Use a key of a Secret, as a file or a variable. Replace the credential.',
  },
  'secret/url': {
    severity: 'warning',
    found: 'a URL or a host has a user and a password before it, such as `s3://KEY:SECRET@region/bucket`',
    ignored: 'Everybody who can read the repository can read it; programs write it to their logs.',
    fix: 'Use the settings for users and passwords, with a key of a Secret.',
  },
  'secret/manifest': {
    severity: 'warning',
    found: 'a Secret has its values in the manifest, in plain text or in Base64',
    ignored: 'Everybody who can read the repository can read it.',
    fix: 'Make the Secret by hand, or with an ExternalSecret or a SealedSecret, and declare it as `external`. Accept the finding where the values are meant to be public.',
  },
} as const satisfies Entries;
