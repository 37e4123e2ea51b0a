import type { BasicAuth } from '../api/target';
import type { IpFamilies } from '../ip-families';
import type { ServiceSpec } from '../k8s';
import type { Labels } from '../system';
import type { WorkloadProps } from '../workload/props';
import type { NginxTime } from './nginx';

/** A host of an Ingress and the certificate for it. */
export interface IngressTls {
  /** Secret with the certificate. @default - that of the Ingress controller */
  readonly secretName?: string;
  readonly hosts: readonly string[];
}

/** How an Ingress is set up; which paths it has, its owner knows. */
export interface IngressProps {
  /** At least one. */
  readonly hosts: readonly string[];
  /** `spec.ingressClassName`. @default - the default class of the cluster */
  readonly className?: string;
  /** Such as those of a load balancer controller. @default - none */
  readonly annotations?: Labels;
  /** @default - those of the component */
  readonly labels?: Labels;
  /** @default - no TLS */
  readonly tls?: readonly IngressTls[];
}

/** The Service in front of a gateway. */
export interface GatewayServiceProps {
  /** @default 80 */
  readonly port?: number;
  /** @default "ClusterIP" */
  readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  /** Further fields, such as `loadBalancerIp` or `externalTrafficPolicy` (`spec`). @default - none */
  readonly spec?: Omit<ServiceSpec, 'type' | 'ports' | 'selector'>;
}

/** Whom a gateway lets in, and as whom clients come. */
export interface GatewayBasicAuth {
  /** Secret whose key `.htpasswd` lists users and hashes of their passwords, in the namespace of the gateway. */
  readonly secretName: string;
  /**
   * User that clients are handed with `loki.push` and all other APIs of the system. The Secret with the password has
   * to exist in the namespace of each client under this name; a client with another one says so:
   * `loki.push.for({ credentials })`.
   * @default - none: each client names its own, and one that names none is an error
   */
  readonly client?: BasicAuth;
}

export interface GatewayProps extends WorkloadProps {
  /** @default - as `GatewayServiceProps` says */
  readonly service?: GatewayServiceProps;
  /** An Ingress that leads all paths of its hosts to the gateway. @default - none */
  readonly ingress?: IngressProps;
  /** Asks for a user and a password. @default - nobody is asked */
  readonly basicAuth?: GatewayBasicAuth;
  /**
   * DNS servers, each a name that the pod can resolve or an address, perhaps with a port (`resolver`); an address of IPv6
   * needs no brackets where it has no port. Parameters follow, such as `'10.0.0.10 valid=30s'`.
   * @default - kube-dns of kube-system
   */
  readonly resolver?: string | readonly string[];
  /**
   * Families of addresses that nginx listens on and that its Service has (`listen`, `resolver ipv6=`,
   * `spec.ipFamilyPolicy`). A cluster with IPv6 alone needs `IPv6` or `dual-stack`.
   * @default - that of the system (`ipFamilies`); else nginx listens on IPv4, and the cluster decides about the Service
   */
  readonly ipFamilies?: IpFamilies;
  /**
   * How long a backend may be silent before the gateway gives up (`proxy_read_timeout`), such as `'10m'`. It has to be
   * longer than queries may take.
   * @default - 300 seconds for Mimir, else nginx's own, 60 seconds
   */
  readonly readTimeout?: NginxTime;
  /**
   * Format of the access log (`log_format`, Helm's `nginxConfig.logFormat`) as nginx has it between quotes, or with the
   * way in which variables are escaped.
   * @default - that of the Helm charts
   */
  readonly logFormat?: string | { readonly format: string; readonly escape: 'default' | 'json' | 'none' };
  /** Whether requests that succeed are logged too. @default true */
  readonly verboseLogging?: boolean;
  /** Lines to add to the `http` block of nginx. What is written there already is refused. @default - none */
  readonly httpSnippet?: string;
  /** Lines to add to the `server` block of nginx. What is written there already is refused. @default - none */
  readonly serverSnippet?: string;
}
