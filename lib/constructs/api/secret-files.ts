import type { Volume, VolumeMount } from '../../values/k8s';
import type { SecretKey } from '../../values/secret-key';
import type { Identity } from './target';

/** Folder in the pods of a client in which passwords and certificates are files, by Secret and key. */
const FOLDER = '/etc/api-secrets';
const VOLUME = 'api-secrets';

/** The file of a key, in the pods that mount `secretFiles` of it. Programs read it again when it changes. */
export const secretPath = ({ secretName, key }: SecretKey): string => `${FOLDER}/${secretName}/${key}`;

/** The keys that a client reads: password and authority. */
export const secretKeysOf = ({ credentials, tls }: Identity): SecretKey[] => [
  ...(credentials ? [credentials.password] : []),
  ...(tls?.ca ? [tls.ca] : []),
];

/** The volume and the mount for keys of Secrets, or none where there are no keys. */
export function secretFiles(keys: readonly SecretKey[]): {
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
} {
  if (keys.length === 0) return { volumes: [], volumeMounts: [] };
  const bySecret = new Map<string, Set<string>>();
  for (const { secretName, key } of keys) {
    bySecret.set(secretName, (bySecret.get(secretName) ?? new Set()).add(key));
  }
  const sources = [...bySecret].map(([name, held]) => ({
    secret: { name, items: [...held].map((key) => ({ key, path: `${name}/${key}` })) },
  }));
  return {
    volumes: [{ name: VOLUME, projected: { sources } }],
    volumeMounts: [{ name: VOLUME, mountPath: FOLDER, readOnly: true }],
  };
}
