import { Construct } from 'constructs';
import { Mistakes } from '../../values/errors';
import {
  KubeNetworkPolicy,
  type LabelSelector,
  type NetworkPolicyEgressRule,
  type NetworkPolicyIngressRule,
  type NetworkPolicyPort,
} from '../../values/k8s';
import { COMPONENT, type System } from '../../values/system';
import { configuredEgress } from './configured';
import type { NetworkPoliciesDefinition } from './definition';
import { samePorts } from './entrances';
import { networkPolicyPeers, type PeersProp } from './peers';
import { policyPort } from './ports';
import type { NetworkPolicyProps } from './props';
import { mistakesInPolicies } from './validate-props';

interface Rules {
  readonly ingress?: NetworkPolicyIngressRule[];
  readonly egress?: NetworkPolicyEgressRule[];
}

const DNS_PORT = 53;

/**
 * Network policies that deny all connections except the required ones, which follow from the configuration.
 *
 * @throws UserError that names each invalid prop
 */
export class NetworkPolicies extends Construct {
  private readonly system: System;
  private readonly prefix: string;

  constructor(scope: Construct, id: string, definition: NetworkPoliciesDefinition) {
    super(scope, id);
    const { system, entrances, components = [], metricsPorts, props } = definition;
    this.system = system;
    this.prefix = definition.prefix ?? system.fullName;
    const mistakes = new Mistakes(`${scope.node.path}: networkPolicy`);
    mistakesInPolicies(props, components, mistakes);
    mistakes.throwIfAny();

    const within = [{ podSelector: this.pods() }];
    this.add('namespace-only', this.pods(), { ingress: [{ from: within }], egress: [{ to: within }] });
    this.add('egress-dns', this.pods(), { egress: [this.dns(props)] });
    for (const [index, { members, ports }] of samePorts(entrances).entries()) {
      const suffix = index === 0 ? 'ingress' : `ingress-${members[0]}`;
      this.addIngress(suffix, this.pods(...members), props.ingress ?? {}, ports.map(policyPort));
    }
    this.addIngress(
      'ingress-metrics',
      this.pods(),
      props.metrics ?? [],
      metricsPorts.map((port) => policyPort({ port })),
    );
    if (definition.asksKubernetes) this.add('egress-kubernetes-api', this.pods(), { egress: [kubernetesApi(props)] });
    for (const { suffix, components: of, rules } of configuredEgress(this, definition)) {
      this.add(suffix, this.pods(...of), { egress: rules });
    }
    for (const [index, { to, ports, components: of = [] }] of (props.egress ?? []).entries()) {
      const peers = networkPolicyPeers(to);
      this.add(`egress-${index + 1}`, this.pods(...of), {
        egress: [{ ...(peers && { to: peers }), ...(ports && { ports: ports.map((port) => policyPort({ port })) }) }],
      });
    }
  }

  private dns({ dns = {} }: NetworkPolicyProps): NetworkPolicyEgressRule {
    const { to = { namespaceSelector: {} }, ports = [DNS_PORT] } = dns;
    const protocols = ['UDP', 'TCP'] as const;
    const peers = networkPolicyPeers(to);
    return {
      ...(peers && { to: peers }),
      ports: ports.flatMap((port) => protocols.map((protocol) => policyPort({ port, protocol }))),
    };
  }

  /** The pods of some components of the installation, or all of them. */
  private pods(...names: readonly string[]): LabelSelector {
    const [only, ...others] = names;
    const matchLabels = { ...this.system.selector };
    if (only === undefined) return { matchLabels };
    if (others.length === 0) return { matchLabels: { ...matchLabels, [COMPONENT]: only } };
    return { matchLabels, matchExpressions: [{ key: COMPONENT, operator: 'In', values: [...names] }] };
  }

  private addIngress(
    suffix: string,
    podSelector: LabelSelector,
    peers: PeersProp,
    ports: readonly NetworkPolicyPort[],
  ): void {
    const from = networkPolicyPeers(peers);
    // Without peers or ports there is no rule, so connections are denied.
    if (from?.length === 0 || ports.length === 0) return;
    this.add(suffix, podSelector, { ingress: [{ ...(from && { from }), ports: [...ports] }] });
  }

  private add(suffix: string, podSelector: LabelSelector, rules: Rules): void {
    new KubeNetworkPolicy(this, suffix, {
      metadata: {
        name: `${this.prefix}-${suffix}`,
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

function kubernetesApi({ kubernetesApi: api = {} }: NetworkPolicyProps): NetworkPolicyEgressRule {
  const { cidrs, ports = [443, 6443] } = api;
  return {
    ...(cidrs && { to: networkPolicyPeers({ cidrs }) }),
    ports: ports.map((port) => policyPort({ port })),
  };
}
