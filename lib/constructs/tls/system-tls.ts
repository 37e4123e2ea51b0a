import type { Construct } from 'constructs';
import {
  Certificate,
  CertificateSpecPrivateKeyRotationPolicy as RotationPolicy,
  CertificateSpecUsages as Usage,
} from '../../../imports/cert-manager.io';
import { Mistakes } from '../../values/errors';
import type { Volume, VolumeMount } from '../../values/k8s';
import { dnsSubdomain } from '../../values/names';
import { SecretKey } from '../../values/secret-key';
import type { System } from '../../values/system';
import type { ClientTls } from '../api/target';
import type { TlsProps } from './props';

/** Folder of the certificate in roles and gateways. */
const FOLDER = '/etc/tls';
const VOLUME = 'tls';
const AUTHORITY = 'ca.crt';

/** The file of the authority, in the pods of the system. */
export const AUTHORITY_FILE = `${FOLDER}/${AUTHORITY}`;

/** The Secret in the pods of the system. */
export interface CertificateFiles {
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
}

/** Encryption of a system, as its parts go by it. */
export class SystemTls {
  readonly secretName: string;
  /** Name in the certificate. */
  readonly serverName: string;

  /** @throws UserError if a name cannot be */
  constructor(
    private readonly props: TlsProps,
    private readonly system: System,
  ) {
    this.secretName = props.secretName ?? system.objectName('tls');
    this.serverName = props.serverName ?? `${system.fullName}.${system.namespace}.internal`;
    const mistakes = new Mistakes(`${system.fullName}: tls`);
    mistakes.attempt('secretName', () => dnsSubdomain(this.secretName), '');
    mistakes.attempt('serverName', () => dnsSubdomain(this.serverName), '');
    const { issuer } = props;
    if (issuer) mistakes.attempt('issuer.name', () => dnsSubdomain(issuer.name), '');
    for (const key of ['duration', 'renewBefore'] as const) {
      if (props[key] === undefined || issuer) continue;
      mistakes.add(
        key,
        'found without issuer, so no certificate with this duration is created: set an issuer, or remove it',
      );
    }
    mistakes.throwIfAny();
  }

  /** Volume and mount of the Secret. */
  get files(): CertificateFiles {
    const items = ['tls.crt', 'tls.key', AUTHORITY].map((key) => ({ key, path: key }));
    return {
      volumes: [{ name: VOLUME, secret: { secretName: this.secretName, items } }],
      volumeMounts: [{ name: VOLUME, mountPath: FOLDER, readOnly: true }],
    };
  }

  /** TLS settings of clients outside of the system. */
  get client(): ClientTls {
    const { clientAuthority = new SecretKey(this.secretName, AUTHORITY) } = this.props;
    return { ca: clientAuthority, serverName: this.serverName };
  }

  /** dskit's server: HTTP and gRPC (`server`). */
  readonly server = {
    http_tls_config: { cert_file: `${FOLDER}/tls.crt`, key_file: `${FOLDER}/tls.key` },
    grpc_tls_config: { cert_file: `${FOLDER}/tls.crt`, key_file: `${FOLDER}/tls.key` },
  } as const;

  /** dskit's clients by HTTP, which know by the address whether to encrypt. */
  get httpClient(): {
    readonly tls_cert_path: string;
    readonly tls_key_path: string;
    readonly tls_ca_path: string;
    readonly tls_server_name: string;
  } {
    return {
      tls_cert_path: `${FOLDER}/tls.crt`,
      tls_key_path: `${FOLDER}/tls.key`,
      tls_ca_path: AUTHORITY_FILE,
      tls_server_name: this.serverName,
    };
  }

  /** dskit's clients by gRPC, and its gossip. */
  get grpcClient(): SystemTls['httpClient'] & { readonly tls_enabled: true } {
    return { tls_enabled: true, ...this.httpClient };
  }

  /** Asks cert-manager for the certificate, if an issuer is named. */
  createCertificate(scope: Construct): void {
    const { issuer, duration, renewBefore } = this.props;
    if (issuer === undefined) return;
    const { namespace, labels, clusterDomain } = this.system;
    const domain = clusterDomain.replace(/\.$/, '');
    new Certificate(scope, 'certificate', {
      metadata: { name: this.secretName, namespace, labels: { ...labels } },
      spec: {
        secretName: this.secretName,
        issuerRef: {
          name: issuer.name,
          kind: issuer.kind ?? 'ClusterIssuer',
          group: issuer.group ?? 'cert-manager.io',
        },
        dnsNames: [this.serverName, ...['', '.svc', `.svc.${domain}`].map((suffix) => `*.${namespace}${suffix}`)],
        duration,
        renewBefore,
        privateKey: { rotationPolicy: RotationPolicy.ALWAYS },
        usages: [Usage.DIGITAL_SIGNATURE, Usage.KEY_ENCIPHERMENT, Usage.SERVER_AUTH, Usage.CLIENT_AUTH],
      },
    });
  }
}

/** TLS settings for a gateway's connections to roles. */
export interface BackendTls {
  readonly tls: SystemTls;
  /** Port that is encrypted; others, such as those of receivers, are not. */
  readonly port: number;
}
