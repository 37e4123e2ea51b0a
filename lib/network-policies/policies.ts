import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Mistakes } from '../errors';
import {
  intOrString,
  KubeNetworkPolicy,
  type LabelSelector,
  type NetworkPolicyEgressRule,
  type NetworkPolicyIngressRule,
  type NetworkPolicyPeer,
  type NetworkPolicyPort,
} from '../k8s';
import type { ObjectStorage } from '../object-storage';
import { COMPONENT, type System } from '../system';
import { ANY_PORT, type HostPort } from './addresses';
import { type EgressKind, flowsOf, storageHosts } from './flows';
import { mistakesInPolicies } from './mistakes';
import { NAMESPACE_LABEL, networkPolicyPeers, type PeersProp } from './peers';
import type { NetworkPolicyProps } from './props';
import { ServiceDirectory, type Target } from './service-directory';

/** A port of pods, by its number or its name. */
export interface PodPort {
  readonly port: number | string;
  /** @default "TCP" */
  readonly protocol?: 'TCP' | 'UDP';
}

/** A component that takes requests from outside of the installation. */
export interface Entrance {
  /** Name of the component. @default - all pods of the installation */
  readonly component?: string;
  readonly ports: readonly PodPort[];
}

export interface NetworkPoliciesDefinition {
  readonly system: System;
  /** What names of the policies begin with. @default - the name of the installation */
  readonly prefix?: string;
  readonly entrances: readonly Entrance[];
  /** Components that read the configuration. @default - the pods have no components */
  readonly components?: readonly string[];
  /** Names of ports with metrics. */
  readonly metricsPorts: readonly string[];
  /** The configuration as it is read, with the addresses that pods connect to. */
  readonly config: unknown;
  /** Storages that those components reach. @default - none */
  readonly storages?: readonly ObjectStorage[];
  readonly props: NetworkPolicyProps;
}

interface Rules {
  readonly ingress?: NetworkPolicyIngressRule[];
  readonly egress?: NetworkPolicyEgressRule[];
}

/** A connection, with the components that open it. */
interface Egress extends HostPort {
  readonly kind: EgressKind;
  readonly component?: string;
}

const DNS_PORT = 53;

/**
 * Network policies that close an installation but for what it needs. What that is follows from its configuration.
 *
 * @throws UserError that names the prop for everything that no policy can say
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
    this.addConfigured(definition, components);
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

  /** A policy each for the connections of one purpose. Who answers them is looked up when all charts are made. */
  private addConfigured(definition: NetworkPoliciesDefinition, components: readonly string[]): void {
    const { config, storages = [], props } = definition;
    const stored = storages.flatMap(storageHosts).map((host): Egress => ({ ...host, kind: 'egress-external-storage' }));
    const directory = new ServiceDirectory(this);
    const all = [...flowsOf(config, components), ...stored].filter(
      (flow) => !this.isOwn(directory.find(flow.host, flow.port, this.system.namespace)),
    );
    const groups = new Map<string, Egress[]>();
    for (const flow of all) {
      const suffix = flow.component === undefined ? flow.kind : `${flow.kind} ${flow.component}`;
      groups.set(suffix, [...(groups.get(suffix) ?? []), flow]);
    }
    for (const [key, flows] of groups) {
      const [kind = '', component] = key.split(' ');
      const cidrs = kind === 'egress-external-storage' ? props.storage?.cidrs : undefined;
      // Kinds of one component are named after it where another component has them too.
      const isAlone = [...groups.keys()].filter((other) => other.split(' ')[0] === kind).length === 1;
      const members = component === undefined ? components : [component];
      this.add(isAlone || component === undefined ? kind : `${kind}-${component}`, this.pods(...members), {
        egress: Lazy.any({ produce: () => this.egressRules(flows, cidrs) }),
      });
    }
  }

  private egressRules(flows: readonly Egress[], cidrs: readonly string[] | undefined): NetworkPolicyEgressRule[] {
    const directory = new ServiceDirectory(this);
    const rules = new Map<string, NetworkPolicyEgressRule>();
    for (const { host, port } of flows) {
      const rule = this.ruleFor(directory.find(host, port, this.system.namespace), cidrs);
      rules.set(JSON.stringify(rule), rule);
    }
    return [...rules.values()];
  }

  private ruleFor(target: Target, cidrs: readonly string[] | undefined): NetworkPolicyEgressRule {
    if (target.type === 'outside') {
      const networks = target.ip === undefined ? cidrs : [`${target.ip}/32`];
      const peers = networks?.map((cidr): NetworkPolicyPeer => ({ ipBlock: { cidr } }));
      const ports = target.port === ANY_PORT ? undefined : [policyPort({ port: target.port })];
      return { ...(peers && { to: peers }), ...(ports && { ports }) };
    }
    const { namespace, selector, ports } = target;
    const to: NetworkPolicyPeer = {
      ...(namespace !== this.system.namespace && {
        namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: namespace } },
      }),
      ...((selector || namespace === this.system.namespace) && {
        podSelector: selector ? { matchLabels: { ...selector } } : {},
      }),
    };
    return { to: [to], ...(ports && { ports: ports.map((port) => policyPort({ port })) }) };
  }

  /** Whether pods of the installation itself answer, which may speak with each other anyway. */
  private isOwn(target: Target): boolean {
    if (target.type === 'outside' || target.namespace !== this.system.namespace) return false;
    const { selector = {} } = target;
    return Object.entries(this.system.selector).every(([key, value]) => selector[key] === value);
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
    // Nobody is let in where nothing says so.
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

/** Entrances with their components gathered by what they open. */
function samePorts(
  entrances: readonly Entrance[],
): ReadonlyArray<{ readonly members: readonly string[]; readonly ports: readonly PodPort[] }> {
  const groups = new Map<string, { members: string[]; ports: readonly PodPort[] }>();
  for (const { component, ports } of entrances) {
    if (ports.length === 0) continue;
    const key = JSON.stringify(ports);
    const { members = [] } = groups.get(key) ?? {};
    groups.set(key, { members: component === undefined ? members : [...members, component], ports });
  }
  return [...groups.values()];
}

const policyPort = ({ port, protocol = 'TCP' }: PodPort): NetworkPolicyPort => ({ port: intOrString(port), protocol });
