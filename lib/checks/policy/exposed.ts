import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';

/** Names of keys that contain secrets, and values that look like a secret: no variable, no file path, not empty. */
const SECRET =
  /^[ \t-]*["']?([\w.-]*(?:password|passwd|secret_?(?:access_?)?key|secret|api_?key|access_?token|auth_?token|private_?key))["']?\s*[:=]\s*["']?([^\s"'#,;${}[\]/]{3,})["']?/gim;
/** Values that are not secrets. */
const HARMLESS = /^(true|false|null|none|yes|no|\d+[smhd]?)$/i;

/** Secrets in a ConfigMap. */
export function* secretsInConfigMaps(cluster: Cluster): Generator<RuleFinding> {
  for (const { identity, content } of cluster.of('ConfigMap')) {
    for (const [file, text] of Object.entries(content.data ?? {})) {
      for (const [, key = '', value = ''] of text.matchAll(SECRET)) {
        if (HARMLESS.test(value)) continue;
        yield {
          id: 'policy/secret-text',
          object: identity,
          sentence: `data[${file}]: found a credential in "${key}" of a ConfigMap, which anyone with read access to the namespace can see: use a Secret`,
        };
      }
    }
  }
}

/** Ingresses without TLS. */
export function* plainIngresses(cluster: Cluster): Generator<RuleFinding> {
  for (const { identity, content } of cluster.of('Ingress')) {
    if ((content.spec.tls ?? []).length > 0) continue;
    yield {
      id: 'policy/ingress-tls',
      object: identity,
      sentence: 'spec.tls: missing, so traffic is not encrypted: set the hosts and the Secret of a certificate',
    };
  }
}
