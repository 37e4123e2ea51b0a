import type { GoDuration } from '../../model/config/types';
import type { SecretKey } from '../../values/secret-key';

/** An issuer of cert-manager; it must exist. */
export interface Issuer {
  readonly name: string;
  /** An `Issuer` must be in the namespace of the system. @default "ClusterIssuer" */
  readonly kind?: 'Issuer' | 'ClusterIssuer';
  /** API group of an external issuer. @default "cert-manager.io" */
  readonly group?: string;
}

/** TLS between the roles of a system, and from clients to the roles. */
export interface TlsProps {
  /**
   * Secret with the certificate of all roles, its key and the authority (`tls.crt`, `tls.key`, `ca.crt`), in the
   * namespace of the system. The certificate is for servers and clients, and contains the name `serverName`.
   * @default - the name of the installation with "-tls"
   */
  readonly secretName?: string;
  /** Issuer with which cert-manager creates the Secret (`Certificate` of `cert-manager.io/v1`). @default - the Secret must exist */
  readonly issuer?: Issuer;
  /** Lifetime of a certificate of the issuer (`spec.duration`). @default - 90 days, as in cert-manager */
  readonly duration?: GoDuration;
  /** Time before the expiry at which it is renewed (`spec.renewBefore`). @default - a third of its lifetime */
  readonly renewBefore?: GoDuration;
  /**
   * Name in the certificate. Members of rings are reached by IP address, so all of them are verified with one name.
   * @default - `<installation>.<namespace>.internal`
   */
  readonly serverName?: string;
  /**
   * Key with the authority for clients that reach roles without a gateway, in a Secret of their namespace.
   * @default - `ca.crt` of a Secret with the name of that of the system
   */
  readonly clientAuthority?: SecretKey;
}
