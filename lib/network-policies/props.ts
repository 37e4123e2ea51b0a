import type { PeersProp } from './peers';

/** Connections that pods of an installation open, besides those that follow from its configuration. */
export interface EgressFlow {
  /** Where to. `{}` is everywhere. */
  readonly to: PeersProp;
  /** Ports of the pods or hosts that answer, not those of a Service in front of them. @default - all ports */
  readonly ports?: readonly number[];
  /** Components that open them, such as `ruler` (label `app.kubernetes.io/component`). @default - all */
  readonly components?: readonly string[];
}

/**
 * Which connections the pods of an installation may have. `{}` allows what the installation needs: its own pods among
 * each other, clients at its entrances, DNS, and every address in its configuration. Everything else is closed.
 */
export interface NetworkPolicyProps {
  /**
   * Who may send requests to the entrances: the gateway, or the roles that answer clients where there is none, and
   * the receivers of Tempo. `[]` is nobody outside of the installation. (Helm's `networkPolicy.ingress` of Loki)
   * @default - everybody
   */
  readonly ingress?: PeersProp;
  /**
   * Who may scrape metrics, such as `{ namespaces: ['monitoring'] }`. Roles answer metrics at the port of their API,
   * and a policy does not tell the two apart: who is named here may use the API of every role, without the gateway
   * and its basic authentication. (Helm's `networkPolicy.metrics` of Loki)
   * @default - nobody outside of the installation
   */
  readonly metrics?: PeersProp;
  /** Networks of object storage that is outside of the cluster (Helm's `networkPolicy.externalStorage.cidrs` of Loki). */
  readonly storage?: {
    /** @default - every network */
    readonly cidrs?: readonly string[];
  };
  /** Who answers DNS, at port 53 of UDP and TCP. @default - pods of every namespace */
  readonly dns?: {
    /** Such as `{ cidrs: ['169.254.20.10/32'] }` for NodeLocal DNSCache. @default - pods of every namespace */
    readonly to?: PeersProp;
    /** Ports of the DNS pods, such as `[5353]` in OpenShift. @default [53] */
    readonly ports?: readonly number[];
  };
  /** Where the Kubernetes API answers, for pods that ask it (Helm's `networkPolicy.k8sApi` of Promtail). */
  readonly kubernetesApi?: {
    /** @default - every network */
    readonly cidrs?: readonly string[];
    /** Ports of its servers, behind the Service `kubernetes`. @default [443, 6443] */
    readonly ports?: readonly number[];
  };
  /** Further connections that pods open. @default - none */
  readonly egress?: readonly EgressFlow[];
}
