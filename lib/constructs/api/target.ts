import type { SecretKey } from '../../values/secret-key';

/** The APIs that the systems offer to clients. A client takes one of them, and no other compiles. */
export type Api =
  | 'loki-push'
  | 'loki-query'
  | 'otlp-grpc'
  | 'otlp-http'
  | 'prometheus-query'
  | 'remote-write'
  | 'tempo-query';

/** User and password of basic authentication. */
export interface BasicAuth {
  /** Name of the user, without ":". It is not secret and is written to the configuration. */
  readonly username: string;
  /** Key with the password, in a Secret of the client's namespace: pods cannot read Secrets of another one. */
  readonly password: SecretKey;
}

/** TLS settings of a client, to verify the certificate of a server. */
export interface ClientTls {
  /** Key with the certificate of the authority, in a Secret of the client's namespace. @default - those of the image */
  readonly ca?: SecretKey;
  /** Name in the certificate, if it differs from the host of the URL. @default - the host of the URL */
  readonly serverName?: string;
  /** Whether to skip the verification of the certificate. @default false */
  readonly insecureSkipVerify?: boolean;
}

/** Tenant, credentials and TLS settings of a client. */
export interface Identity {
  /**
   * Tenant that data is written to or read from (header `X-Scope-OrgID`).
   * @default - none, or the default tenant of the gateway; missing is an error where the server requires a tenant
   */
  readonly tenant?: string;
  /** User and password of basic authentication. @default - none; missing is an error where the gateway requires them */
  readonly credentials?: BasicAuth;
  /** TLS settings. @default - the certificate authorities of the image, if the URL is https */
  readonly tls?: ClientTls;
}

/** Requirements of a server on requests. */
export interface Needs {
  /** Path of the construct that requires it, for messages. */
  readonly by: string;
  /** Whether requests require a tenant (multi-tenancy). */
  readonly tenant: boolean;
  /** Whether requests require a user (`basicAuth` of the gateway). */
  readonly credentials: boolean;
}

/**
 * An API as input of a client: a property of a system, such as `loki.push`, or the URL of an external API with
 * its requirements: `{ url: 'https://logs.example.com/loki/api/v1/push', tenant: 'team-a' }`.
 */
export interface ApiTarget<A extends Api = Api> extends Identity {
  /** Address with scheme and path. */
  readonly url: string;
  /** Set by systems: the kind of API. @default - the kind that the client expects */
  readonly api?: A;
  /** Set by systems: the requirements of the server. @default - unknown */
  readonly needs?: Needs;
  /** Set by Mimir: whether exemplars are stored (`limits.max_global_exemplars_per_user`). @default - unknown */
  readonly keepsExemplars?: boolean;
}

/** As `ApiTarget`, for gRPC: `{ address: 'traces.example.com:4317', tenant: 'team-a', tls: {} }`. */
export interface GrpcTarget<A extends Api = Api> extends Omit<ApiTarget<A>, 'url'> {
  /** `host:port` */
  readonly address: string;
}
