import type { Labels } from '../system';
import type { ServiceProps, WorkloadProps } from '../workload/props';
import type { HttpRouteProps } from './http-route';

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

export interface GatewayProps extends WorkloadProps {
  /** @default - as `GatewayServiceProps` says */
  readonly service?: GatewayServiceProps;
  /** An Ingress that leads all paths of its hosts to the gateway. @default - none */
  readonly ingress?: IngressProps;
  /** An HTTPRoute of the Gateway API that leads all paths to the gateway. @default - none */
  readonly httpRoute?: HttpRouteProps;
  /**
   * Asks for a user and a password: a Secret whose key `.htpasswd` lists them, in the namespace of the gateway.
   * @default - nobody is asked
   */
  readonly basicAuth?: { readonly secretName: string };
  /**
   * DNS server, as the pod can resolve it.
   * @default - kube-dns of kube-system
   */
  readonly resolver?: string;
  /** Whether requests that succeed are logged too. @default true */
  readonly verboseLogging?: boolean;
  /** Lines to add to the `http` block of nginx. @default - none */
  readonly httpSnippet?: string;
  /** Lines to add to the `server` block of nginx. @default - none */
  readonly serverSnippet?: string;
}
