import type { IpFamilies } from '../../values/ip-families';
import type { Labels } from '../../values/system';
import type { BasicAuth } from '../api/target';
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

/** A host of an Ingress with its own paths. */
export interface IngressHost {
  readonly host: string;
  /** Paths of the host that are routed to the component, at least one. */
  readonly paths: readonly IngressPathProps[];
}

interface IngressSettings {
  /** `spec.ingressClassName`. @default - the default class of the cluster */
  readonly className?: string;
  /** Annotations, such as those of a load balancer controller. @default - none */
  readonly annotations?: Labels;
  /** @default - those of the component */
  readonly labels?: Labels;
  /** @default - no TLS */
  readonly tls?: readonly IngressTls[];
}

/** An Ingress that leads to one Service. */
export interface IngressProps extends IngressSettings {
  /** Hosts, at least one; a host that is only a name has the path `/`. */
  readonly hosts: ReadonlyArray<string | IngressHost>;
}

/** An Ingress that routes to the roles of a system, each with its own paths. */
export interface RolesIngressProps<Role extends string> extends IngressSettings {
  /** Hosts, at least one; all have the same paths. */
  readonly hosts: readonly string[];
  /** Overrides the paths of roles; `[]` removes a role. @default - those of the gateway */
  readonly paths?: Readonly<Partial<Record<Role, readonly IngressPathProps[]>>>;
}

/** The Service in front of a gateway. */
export interface GatewayServiceProps extends ServiceProps {
  /** @default 80 */
  readonly port?: number;
}

/** Basic authentication of a gateway, and the user that clients send. */
export interface GatewayBasicAuth {
  /** Secret with the key `.htpasswd`, which lists users and password hashes, in the namespace of the gateway. */
  readonly secretName: string;
  /**
   * User of clients, part of `loki.push` and all other APIs of the system. The Secret with the password must
   * exist in the namespace of each client with this name; a client overrides it with
   * `loki.push.for({ credentials })`.
   * @default - none: each client sets its own, and missing credentials are an error
   */
  readonly client?: BasicAuth;
}

export interface GatewayProps extends WorkloadProps {
  /** @default - see `GatewayServiceProps` */
  readonly service?: GatewayServiceProps;
  /** An Ingress that routes all paths of its hosts to the gateway. @default - none */
  readonly ingress?: IngressProps;
  /** Requires a user and a password. @default - no authentication */
  readonly basicAuth?: GatewayBasicAuth;
  /** An HTTPRoute of the Gateway API that routes all paths to the gateway. @default - none */
  readonly httpRoute?: HttpRouteProps;
  /**
   * DNS servers, each a name that the pod can resolve or an address, optionally with a port (`resolver`); an IPv6 address
   * without a port needs no brackets. Parameters follow, such as `'10.0.0.10 valid=30s'`.
   * @default - kube-dns of kube-system
   */
  readonly resolver?: string | readonly string[];
  /**
   * Address families that nginx listens on and that its Service has (`listen`, `resolver ipv6=`,
   * `spec.ipFamilyPolicy`). A cluster with only IPv6 requires `IPv6` or `dual-stack`.
   * @default - `ipFamilies` of the system; else nginx listens on IPv4, and the Service has the default of the cluster
   */
  readonly ipFamilies?: IpFamilies;
  /**
   * Timeout between two reads from a backend (`proxy_read_timeout`), such as `'10m'`. It must be
   * longer than the longest query.
   * @default - 300 seconds for Mimir, else the default of nginx, 60 seconds
   */
  readonly readTimeout?: NginxTime;
  /**
   * Format of the access log (`log_format`, Helm's `nginxConfig.logFormat`) without its quotes, or with
   * the escaping of variables.
   * @default - that of the Helm charts
   */
  readonly logFormat?: string | { readonly format: string; readonly escape: 'default' | 'json' | 'none' };
  /** Whether successful requests are logged too. @default true */
  readonly verboseLogging?: boolean;
  /** Lines to add to the `http` block of nginx. Duplicates of generated directives are rejected. @default - none */
  readonly httpSnippet?: string;
  /** Lines to add to the `server` block of nginx. Duplicates of generated directives are rejected. @default - none */
  readonly serverSnippet?: string;
}
