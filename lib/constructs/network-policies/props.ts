import type { PeersProp } from './peers';

/** Additional egress connections of the pods of an installation. */
export interface EgressFlow {
  /** Destinations. `{}` is everywhere. */
  readonly to: PeersProp;
  /** Ports of the destination pods or hosts, not those of a Service in front of them. @default - all ports */
  readonly ports?: readonly number[];
  /** Components that open the connections, such as `ruler` (label `app.kubernetes.io/component`). @default - all */
  readonly components?: readonly string[];
}

/**
 * Connections that the pods of an installation may have. `{}` allows only the required ones: between its own pods,
 * from clients to its entrances, to DNS, and to every address in its configuration. All others are denied.
 */
export interface NetworkPolicyProps {
  /**
   * Peers that may send requests to the entrances: the gateway, or the roles with client APIs if there is no gateway, and
   * the receivers of Tempo. `[]` denies all peers outside of the installation. (Helm's `networkPolicy.ingress` of Loki)
   * @default - everyone
   */
  readonly ingress?: PeersProp;
  /**
   * Peers that may scrape metrics, such as `{ namespaces: ['monitoring'] }`. Roles serve metrics at the port of their API,
   * and policies do not distinguish paths: these peers can use the API of every role, and bypass the gateway
   * and its basic authentication. (Helm's `networkPolicy.metrics` of Loki)
   * @default - none outside of the installation
   */
  readonly metrics?: PeersProp;
  /** Networks of object storage outside of the cluster (Helm's `networkPolicy.externalStorage.cidrs` of Loki). */
  readonly storage?: {
    /** @default - every network */
    readonly cidrs?: readonly string[];
  };
  /** DNS servers, at port 53 of UDP and TCP. @default - pods of every namespace */
  readonly dns?: {
    /** Such as `{ cidrs: ['169.254.20.10/32'] }` for NodeLocal DNSCache. @default - pods of every namespace */
    readonly to?: PeersProp;
    /** Ports of the DNS pods, such as `[5353]` in OpenShift. @default [53] */
    readonly ports?: readonly number[];
  };
  /** Addresses of the Kubernetes API, for pods that use it (Helm's `networkPolicy.k8sApi` of Promtail). */
  readonly kubernetesApi?: {
    /** @default - every network */
    readonly cidrs?: readonly string[];
    /** Ports of its servers, behind the Service `kubernetes`. @default [443, 6443] */
    readonly ports?: readonly number[];
  };
  /** Additional egress connections. @default - none */
  readonly egress?: readonly EgressFlow[];
}
