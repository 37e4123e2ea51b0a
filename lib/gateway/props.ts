import type { BasicAuth } from '../api/target';
import type { IpFamilies } from '../ip-families';
import type { Labels } from '../system';
import type { ServiceProps, WorkloadProps } from '../workload/props';
import type { HttpRouteProps } from './http-route';
import type { NginxTime } from './nginx';

/** A host of an Ingress and the certificate for it. */
export interface IngressTls {
  /** Secret with the certificate. @default - that of the Ingress controller */
  readonly secretName?: string;
  readonly hosts: readonly string[];
}

/** A path of an Ingress. */
export interface IngressPathProps {
  /** Such as `/loki`. */
  readonly path: string;
  /** @default "Prefix" */
  readonly pathType?: 'Exact' | 'Prefix' | 'ImplementationSpecific';
}

/** A host of an Ingress with paths of its own. */
export interface IngressHost {
  readonly host: string;
  /** What of it leads here, at least one. */
  readonly paths: readonly IngressPathProps[];
}

interface IngressSettings {
  /** `spec.ingressClassName`. @default - the default class of the cluster */
  readonly className?: string;
  /** Such as those of a load balancer controller. @default - none */
  readonly annotations?: Labels;
  /** @default - those of the component */
  readonly labels?: Labels;
  /** @default - no TLS */
  readonly tls?: readonly IngressTls[];
}

/** An Ingress that leads to one Service. */
export interface IngressProps extends IngressSettings {
  /** At least one; a host by its name has the path `/`. */
  readonly hosts: ReadonlyArray<string | IngressHost>;
}

/** An Ingress that leads to the roles of a system, each by the paths that it answers. */
export interface RolesIngressProps<Role extends string> extends IngressSettings {
  /** At least one; all have the same paths. */
  readonly hosts: readonly string[];
  /** Paths of roles, in the place of those that they answer; `[]` leaves a role out. @default - those of the gateway */
  readonly paths?: Readonly<Partial<Record<Role, readonly IngressPathProps[]>>>;
}

/** The Service in front of a gateway. */
export interface GatewayServiceProps extends ServiceProps {
  /** @default 80 */
  readonly port?: number;
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
  /** An HTTPRoute of the Gateway API that leads all paths to the gateway. @default - none */
  readonly httpRoute?: HttpRouteProps;
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
