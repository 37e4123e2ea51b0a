import type { GoDuration } from '../config/types';
import type { SecretKey } from '../secret-key';

/** An issuer of cert-manager, which has to exist. */
export interface Issuer {
  readonly name: string;
  /** An `Issuer` is one of the namespace of the system. @default "ClusterIssuer" */
  readonly kind?: 'Issuer' | 'ClusterIssuer';
  /** API group of an issuer of somebody else. @default "cert-manager.io" */
  readonly group?: string;
}

/** Encryption of everything that the roles of a system say to each other, and that is said to them. */
export interface TlsProps {
  /**
   * Secret with the certificate of all roles, its key and the authority (`tls.crt`, `tls.key`, `ca.crt`), in the
   * namespace of the system. The certificate is for servers and clients, and holds the name `serverName`.
   * @default - the name of the installation with "-tls"
   */
  readonly secretName?: string;
  /** Has cert-manager make the Secret (`Certificate` of `cert-manager.io/v1`). @default - the Secret exists */
  readonly issuer?: Issuer;
  /** How long a certificate of the issuer holds (`spec.duration`). @default - 90 days, as cert-manager has it */
  readonly duration?: GoDuration;
  /** How long before its end it is renewed (`spec.renewBefore`). @default - a third of its time */
  readonly renewBefore?: GoDuration;
  /**
   * Name in the certificate. Members of rings are reached by their address, so that one name stands for all of them.
   * @default - `<installation>.<namespace>.internal`
   */
  readonly serverName?: string;
  /**
   * Key with the authority for clients that reach roles without a gateway, in a Secret of their namespace.
   * @default - `ca.crt` of a Secret with the name of that of the system
   */
  readonly clientAuthority?: SecretKey;
}
