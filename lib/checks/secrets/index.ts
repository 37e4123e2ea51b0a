import type { CheckId, RuleFinding } from '../catalog';
import { type Cluster, namespaceOf } from '../cluster';
import { formatIn, hasCredentialsBeforeHost, hasCredentialsInUrl } from './formats';
import { isHint, isTelling, mayNameSecret } from './names';
import { placesIn } from './places';
import { type Setting, settingsIn } from './settings';
import { isKey, isLiteral, isRandom, namesSecret } from './values';

/** Secrets in the manifests, which everybody can read who can read the repository. No sentence repeats them. */
export function* secretFindings(cluster: Cluster): Generator<RuleFinding> {
  const said = new Set<string>();
  for (const { object, settings } of placesIn(cluster)) {
    const found = [...settings].flatMap((setting) => {
      const secret = secretIn(setting, cluster, namespaceOf(object));
      return secret === undefined ? [] : [{ ...setting, ...secret }];
    });
    for (const setting of found) {
      const key = `${object.identity} ${setting.at}`;
      if (said.has(key) || isWholeOf(setting, found)) continue;
      said.add(key);
      yield {
        id: setting.id,
        object: object.identity,
        sentence: `${setting.at}: found ${setting.what}, which everybody can see who reads the manifest: use a key of a Secret that is made elsewhere`,
      };
    }
  }
  yield* writtenSecrets(cluster);
}

/** Whether a text as a whole repeats what one of its lines, which tells more, has in it. */
const isWholeOf = (whole: Setting, found: ReadonlyArray<Setting & Found>): boolean =>
  whole.name === undefined &&
  found.some(
    ({ at, name, value, id }) =>
      name !== undefined && id !== 'secret/text' && at === `${whole.at}.${name}` && whole.value.includes(value),
  );

interface Found {
  readonly id: CheckId;
  /** What is there, without the value. */
  readonly what: string;
}

function secretIn({ name, value }: Setting, cluster: Cluster, namespace: string): Found | undefined {
  if (value.length < 3) return undefined;
  const format = formatIn(value);
  if (format !== undefined) return { id: 'secret/format', what: format };
  if (hasCredentialsInUrl(value)) return { id: 'secret/url', what: 'a URL with a password' };
  if (name === undefined || value.includes('\n') || !isLiteral(value)) return undefined;
  if (isTelling(name)) {
    if (mayNameSecret(name) && (namesSecret(value) || cluster.has('Secret', namespace, value))) return undefined;
    return { id: 'secret/text', what: 'a secret, by the name of the setting' };
  }
  if (isHint(name) && isKey(value)) return { id: 'secret/text', what: 'a key, by the name of the setting' };
  if (hasCredentialsBeforeHost(value)) return { id: 'secret/url', what: 'a user and a password before a host' };
  return isRandom(value) ? { id: 'secret/text', what: 'a random text that looks like a key' } : undefined;
}

/** Keys of Secrets that are no secrets themselves. */
const PUBLIC =
  /(user|username|name|host|hostname|port|url|uri|endpoint|region|bucket|database|db|ca\.crt|tls\.crt|cert|crt|ca|namespace|type|email|role)$/i;

/** Secrets with values in the manifest. Configurations in them are no secrets unless they hold one. */
function* writtenSecrets(cluster: Cluster): Generator<RuleFinding> {
  for (const secret of cluster.of('Secret')) {
    const { data = {}, stringData = {} } = secret.content;
    const entries = [
      ...Object.entries(stringData).map(([key, text]) => [`stringData[${key}]`, key, text] as const),
      ...Object.entries(data).map(([key, text]) => [`data[${key}]`, key, decoded(text)] as const),
    ];
    for (const [at, key, text] of entries) {
      const settings = isConfiguration(text) ? settingsIn(cluster, text, at) : [{ at, name: key, value: text }];
      const inner = [...settings].find((setting) => isWritten(setting, cluster, namespaceOf(secret)));
      if (inner === undefined) continue;
      yield {
        id: 'secret/manifest',
        object: secret.identity,
        sentence: `${inner.at}: found the value of a Secret, which everybody can see who reads the manifest: make the Secret by hand, or with an ExternalSecret or a SealedSecret, and declare it as external`,
      };
    }
  }
}

function isWritten(setting: Setting, cluster: Cluster, namespace: string): boolean {
  if (secretIn(setting, cluster, namespace) !== undefined) return true;
  // A value alone is what the Secret is for.
  const { name, value, at } = setting;
  return name !== undefined && at.endsWith(`[${name}]`) && isLiteral(value) && !PUBLIC.test(name);
}

const isConfiguration = (text: string): boolean => text.trimEnd().includes('\n') && !/-----BEGIN /.test(text);

/** The text of a value in Base64. */
const decoded = (value: string): string => Buffer.from(value, 'base64').toString('utf8');
