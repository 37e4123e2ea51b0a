/** Last words of a name, behind which a secret is expected. */
const TELLING: ReadonlySet<string> = new Set(
  (
    'password passwd passphrase pwd pass secret token authorization credentials connstr dsn apikey requirepass masterauth ' +
    'api-key access-key secret-key private-key account-key encryption-key encrypt-key gossip-key signing-key shared-key ' +
    'license-key integration-key service-key routing-key storage-key master-key session-key webhook-key connection-string auth-key client-secret'
  ).split(' '),
);

/** Words of a name: `GF_SECURITY_ADMIN_PASSWORD`, `basicAuthPassword` and `X-Api-Key` alike. */
const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');

/** Whether a name says that its value is a secret. */
export function isTelling(name: string): boolean {
  const words = wordsOf(name);
  return TELLING.has(words.at(-1) ?? '') || TELLING.has(words.slice(-2).join('-'));
}

/** Whether a name ends so that its value may be the name of a Secret as well as a secret. */
export const mayNameSecret = (name: string): boolean => /^(secret|token|credentials)$/.test(wordsOf(name).at(-1) ?? '');

/** Whether a name hints at a secret, as `pagerduty_key` does and `sort_key` does not. */
export const isHint = (name: string): boolean =>
  /^(key|auth|salt|signature|webhook|credential)$/.test(wordsOf(name).at(-1) ?? '');
