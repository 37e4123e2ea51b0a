import { Construct } from 'constructs';
import {
  intOrString,
  KubeNetworkPolicy,
  type LabelSelector,
  type NetworkPolicyEgressRule,
  type NetworkPolicyIngressRule,
  type NetworkPolicyPeer,
  type NetworkPolicyPort,
} from './k8s';
import type { System } from './system';

/** Pods of other namespaces, or of the same one. Neither selector means everybody, in the cluster and outside it. */
export interface Peers {
  /** @default - every namespace, if there is a `podSelector` */
  readonly namespaceSelector?: LabelSelector;
  /** @default - every pod of these namespaces */
  readonly podSelector?: LabelSelector;
}

/** Who may speak with the pods of an installation. What is not named is not allowed, once there are policies. */
export interface NetworkPolicyProps {
  /** Who may ask the gateway, or the roles that take requests themselves. @default - everybody */
  readonly ingress?: Peers;
  /** Who may scrape metrics: pods, and networks such as those of nodes. @default - everybody */
  readonly metrics?: Peers & { readonly cidrs?: readonly string[] };
  /** Where the ruler sends alerts. @default - nowhere outside the namespace */
  readonly alertmanager?: Peers & { readonly port: number };
  /** Whom roles ask for addresses, such as a Consul. @default - nobody outside the namespace */
  readonly discovery?: Peers & { readonly port: number };
  /** Where objects are stored outside the namespace; no network means all of them. @default - nowhere */
  readonly externalStorage?: { readonly ports: readonly [number, ...number[]]; readonly cidrs?: readonly string[] };
}

export interface NetworkPoliciesDefinition {
  readonly system: System;
  /** Names of components that take requests from outside. */
  readonly entrances: readonly string[];
  /** Name of their port. */
  readonly entrancePort: string;
  /** Names of ports with metrics. */
  readonly metricsPorts: readonly string[];
  readonly props: NetworkPolicyProps;
}

const DNS_PORTS = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
];

/** Network policies that close an installation but for what it needs. */
export class NetworkPolicies extends Construct {
  private readonly system: System;

  constructor(scope: Construct, id: string, definition: NetworkPoliciesDefinition) {
    super(scope, id);
    const { system, entrances, entrancePort, metricsPorts, props } = definition;
    this.system = system;
    const everyPod = { matchLabels: { ...system.selector } };
    const within: NetworkPolicyPeer[] = [{ podSelector: {} }];
    this.add('namespace-only', everyPod, { ingress: [{ from: within }], egress: [{ to: within }] });
    this.add('egress-dns', everyPod, { egress: [{ to: [{ namespaceSelector: {} }], ports: DNS_PORTS.map(port) }] });
    this.add(
      'ingress',
      {
        ...everyPod,
        matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'In', values: [...entrances] }],
      },
      { ingress: [{ from: from(props.ingress), ports: [named(entrancePort)] }] },
    );
    this.add('ingress-metrics', everyPod, {
      ingress: [{ from: from(props.metrics, props.metrics?.cidrs), ports: metricsPorts.map(named) }],
    });
    for (const [suffix, peers] of [
      ['egress-alertmanager', props.alertmanager],
      ['egress-discovery', props.discovery],
    ] as const) {
      if (peers) this.add(suffix, everyPod, { egress: [{ to: from(peers), ports: [port(peers)] }] });
    }
    if (props.externalStorage) {
      const { ports, cidrs } = props.externalStorage;
      this.add('egress-external-storage', everyPod, {
        egress: [{ to: from(undefined, cidrs), ports: ports.map((number) => port({ port: number })) }],
      });
    }
  }

  private add(
    suffix: string,
    podSelector: LabelSelector,
    rules: { readonly ingress?: NetworkPolicyIngressRule[]; readonly egress?: NetworkPolicyEgressRule[] },
  ): void {
    new KubeNetworkPolicy(this, suffix, {
      metadata: {
        name: this.system.objectName(suffix),
        namespace: this.system.namespace,
        labels: { ...this.system.labels },
      },
      spec: {
        podSelector,
        policyTypes: [...(rules.ingress ? ['Ingress'] : []), ...(rules.egress ? ['Egress'] : [])],
        ...rules,
      },
    });
  }
}

/** Peers, or nothing, which means everybody. */
function from(peers: Peers = {}, cidrs: readonly string[] = []): NetworkPolicyPeer[] | undefined {
  const { podSelector, namespaceSelector } = peers;
  const pods = podSelector || namespaceSelector ? [{ podSelector, namespaceSelector: namespaceSelector ?? {} }] : [];
  const all = [...pods, ...cidrs.map((cidr) => ({ ipBlock: { cidr } }))];
  return all.length === 0 ? undefined : all;
}

const port = ({ port: number, protocol = 'TCP' }: { port: number; protocol?: string }): NetworkPolicyPort => ({
  port: intOrString(number),
  protocol,
});
const named = (name: string): NetworkPolicyPort => ({ port: intOrString(name), protocol: 'TCP' });
