import { checkRemoteWrite } from '../../lib/constructs/api/remote-write';
import { secretPath } from '../../lib/constructs/api/secret-files';
import type { Identity } from '../../lib/constructs/api/target';
import { checkTarget } from '../../lib/constructs/api/validate-target';
import { Mistakes } from '../../lib/values/errors';
import type { SecretKey } from '../../lib/values/secret-key';
import type { ExporterTypes, ExtensionTypes } from './config-components';
import type { DefaultCollectorProps } from './default-props';

/** Signals that the default configuration sends. */
type Sent = 'metrics' | 'traces';

const PASSWORDS: Readonly<Record<Sent, string>> = { metrics: 'METRICS_PASSWORD', traces: 'TRACES_PASSWORD' };

/** Variables with the passwords, which the extensions name. */
export const passwordEnv = ({ remoteWrite, traces }: DefaultCollectorProps): Record<string, SecretKey> => ({
  ...(remoteWrite.credentials && { [PASSWORDS.metrics]: remoteWrite.credentials.password }),
  ...(traces?.credentials && { [PASSWORDS.traces]: traces.credentials.password }),
});

/** The extension that holds a user, if there is one. The one of this release reads no file. */
export const basicAuthOf = (sent: Sent, target: Identity | undefined): ExtensionTypes['basicauth'] | undefined =>
  target?.credentials && {
    client_auth: {
      // A sign of its own begins a variable.
      username: target.credentials.username.replaceAll('$', '$$$$'),
      password: `\${env:${PASSWORDS[sent]}}`,
    },
  };

/** Reference of an exporter to its authentication extension. */
export const authOf = (sent: Sent, { credentials }: Identity): Pick<ExporterTypes['otlp'], 'auth'> =>
  credentials ? { auth: { authenticator: `basicauth/${sent}` } } : {};

/** Encryption of an exporter. */
export const tlsOf = ({ tls }: Identity): ExporterTypes['otlp']['tls'] =>
  tls === undefined
    ? { insecure: true }
    : {
        insecure: false,
        ca_file: tls.ca && secretPath(tls.ca),
        server_name_override: tls.serverName,
        insecure_skip_verify: tls.insecureSkipVerify,
      };

/** @throws UserError if the URL for metrics or traces is invalid, or the server would reject the requests */
export function checkTargets(where: string, { remoteWrite, traces }: DefaultCollectorProps): void {
  const mistakes = new Mistakes(where);
  checkRemoteWrite(mistakes, 'remoteWrite', remoteWrite);
  if (traces) {
    checkTarget(mistakes, 'traces', { ...traces, url: undefined });
    // gRPC sends passwords over encrypted connections alone.
    if (traces.credentials && traces.tls === undefined) {
      mistakes.add(
        'traces.credentials',
        'found without tls, and the collector exits because it does not send passwords unencrypted: add tls, or remove them',
      );
    }
  }
  mistakes.throwIfAny();
}
