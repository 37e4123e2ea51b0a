import type { SecretKey } from '../secret-key';

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
  /** Name of the user, without ":". It is no secret and stands in the configuration. */
  readonly username: string;
  /** Key with the password, in a Secret of the client's namespace: pods cannot read Secrets of another one. */
  readonly password: SecretKey;
}

/** How a client verifies the certificate of a server. */
export interface ClientTls {
  /** Key with the certificate of the authority, in a Secret of the client's namespace. @default - those of the image */
  readonly ca?: SecretKey;
  /** Name in the certificate, where it is not the host of the address. @default - the host of the address */
  readonly serverName?: string;
  /** Whether any certificate is taken. @default false */
  readonly insecureSkipVerify?: boolean;
}

/** What a client says with every request. */
export interface Identity {
  /**
   * Tenant that data is written to or read from (header `X-Scope-OrgID`).
   * @default - none, or the one that the gateway names; an error where the server refuses requests without one
   */
  readonly tenant?: string;
  /** User and password of basic authentication. @default - none; an error where the gateway asks for them */
  readonly credentials?: BasicAuth;
  /** How the server's certificate is verified. @default - by the authorities of the image, where the address is https */
  readonly tls?: ClientTls;
}

/** What a server refuses requests without. */
export interface Needs {
  /** Path of the construct that refuses, for messages. */
  readonly by: string;
  /** Whether requests need a tenant (multi-tenancy). */
  readonly tenant: boolean;
  /** Whether requests need a user (`basicAuth` of the gateway). */
  readonly credentials: boolean;
}

/**
 * An API as a client is given it: one that a system hands over, such as `loki.push`, or the URL of one elsewhere with
 * what it asks for: `{ url: 'https://logs.example.com/loki/api/v1/push', tenant: 'team-a' }`.
 */
export interface ApiTarget<A extends Api = Api> extends Identity {
  /** Address with scheme and path. */
  readonly url: string;
  /** Set by systems: which API it is. @default - that of the client */
  readonly api?: A;
  /** Set by systems: what requests are refused without. @default - nothing is known */
  readonly needs?: Needs;
  /** Set by Mimir: whether exemplars are stored (`limits.max_global_exemplars_per_user`). @default - not known */
  readonly keepsExemplars?: boolean;
}

/** As `ApiTarget`, for gRPC: `{ address: 'traces.example.com:4317', tenant: 'team-a', tls: {} }`. */
export interface GrpcTarget<A extends Api = Api> extends Omit<ApiTarget<A>, 'url'> {
  /** `host:port` */
  readonly address: string;
}
