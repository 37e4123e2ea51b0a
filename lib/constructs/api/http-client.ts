import { secretPath } from './secret-files';
import type { ClientTls, Identity } from './target';

/** User and TLS settings of Prometheus' HTTP client, with passwords and certificates in files. */
export interface HttpClientConfig {
  readonly basic_auth?: { readonly username: string; readonly password_file: string };
  readonly tls_config?: HttpTlsConfig;
}

export interface HttpTlsConfig {
  readonly ca_file?: string;
  readonly server_name?: string;
  readonly insecure_skip_verify?: boolean;
}

/** `basic_auth` and `tls_config` of Prometheus, Promtail, Alloy, and of the remote write of Loki and Tempo. */
export const httpClientConfig = ({ credentials, tls }: Identity): HttpClientConfig => ({
  ...(credentials && {
    basic_auth: { username: credentials.username, password_file: secretPath(credentials.password) },
  }),
  ...(tls && { tls_config: tlsConfig(tls) }),
});

const tlsConfig = ({ ca, serverName, insecureSkipVerify }: ClientTls): HttpTlsConfig => ({
  ...(ca && { ca_file: secretPath(ca) }),
  ...(serverName !== undefined && { server_name: serverName }),
  ...(insecureSkipVerify !== undefined && { insecure_skip_verify: insecureSkipVerify }),
});

/** The header that names a tenant. */
export const TENANT_HEADER = 'X-Scope-OrgID';

/** Headers of requests, with the tenant header; undefined if there are none. */
export const headersOf = (
  { tenant }: Identity,
  headers?: Readonly<Record<string, string>>,
): { readonly headers?: Readonly<Record<string, string>> } =>
  headers || tenant !== undefined
    ? { headers: { ...headers, ...(tenant !== undefined && { [TENANT_HEADER]: tenant }) } }
    : {};
