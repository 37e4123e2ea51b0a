import { BlockList, isIP } from 'node:net';
import { type NetworkPolicySpec, type PolicyPeer, type PolicyPort, type PortSpec, selects } from '../objects';

type Labels = Readonly<Record<string, string>>;

/** A NetworkPolicy with the namespace that it holds in. */
export interface Policy {
  readonly identity: string;
  readonly namespace: string;
  readonly spec: NetworkPolicySpec;
}

/** One end of a connection in the cluster. */
export interface PodEnd {
  readonly namespace: string;
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
  /** Ports of its containers, by which names of ports are known. */
  readonly ports: readonly PortSpec[];
}

/** One end of a connection outside of the cluster; without an address it may have any. */
export interface OutsideEnd {
  readonly ip?: string;
}

/** A connection as a policy sees it: at the port of the pod, not that of a Service. */
export interface Connection {
  readonly from: PodEnd;
  readonly to: PodEnd | OutsideEnd;
  readonly port: number;
  readonly protocol: string;
}

/** The side that blocks a connection, and the policies there, none of which allows it. */
export interface Block {
  readonly side: 'egress' | 'ingress';
  readonly policies: readonly Policy[];
}

const isPod = (end: PodEnd | OutsideEnd): end is PodEnd => 'namespace' in end;

/** The policies that block a connection; undefined if it is open, as without a policy for the direction. */
export function blockOf(policies: readonly Policy[], { from, to, port, protocol }: Connection): Block | undefined {
  const ports = isPod(to) ? to.ports : [];
  const isAt = (allowed: readonly PolicyPort[] | undefined): boolean => coversPort(allowed, port, protocol, ports);
  const leaving = policiesFor(policies, from, 'Egress');
  const mayLeave = leaving.some(({ namespace, spec }) =>
    (spec.egress ?? []).some((rule) => isAt(rule.ports) && coversPeer(rule.to, to, namespace)),
  );
  if (leaving.length > 0 && !mayLeave) return { side: 'egress', policies: leaving };
  if (!isPod(to)) return undefined;
  const entering = policiesFor(policies, to, 'Ingress');
  const mayEnter = entering.some(({ namespace, spec }) =>
    (spec.ingress ?? []).some((rule) => isAt(rule.ports) && coversPeer(rule.from, from, namespace)),
  );
  return entering.length > 0 && !mayEnter ? { side: 'ingress', policies: entering } : undefined;
}

/**
 * The policies that block a port for clients at unknown places, such as a Prometheus operator or an Ingress controller;
 * undefined if some rule allows others than the pod and its like.
 */
export function closedToOthers(
  policies: readonly Policy[],
  to: PodEnd,
  port: number,
  protocol: string,
): readonly Policy[] | undefined {
  const entering = policiesFor(policies, to, 'Ingress');
  const isOpen = entering.some(({ spec }) =>
    (spec.ingress ?? []).some(
      (rule) => coversPort(rule.ports, port, protocol, to.ports) && namesOthers(rule.from ?? [], to),
    ),
  );
  return entering.length > 0 && !isOpen ? entering : undefined;
}

const namesOthers = (peers: readonly PolicyPeer[], to: PodEnd): boolean =>
  peers.length === 0 ||
  peers.some(
    ({ podSelector, namespaceSelector, ipBlock }) =>
      ipBlock !== undefined ||
      namespaceSelector !== undefined ||
      podSelector === undefined ||
      Object.keys(podSelector).length === 0 ||
      !selects(podSelector, to.labels),
  );

/** Policies of a pod in one direction. Without `policyTypes` a policy holds for the directions of its rules. */
export const policiesFor = (
  policies: readonly Policy[],
  pod: PodEnd,
  direction: 'Ingress' | 'Egress',
): readonly Policy[] =>
  policies.filter(({ namespace, spec }) => {
    const { policyTypes = spec.egress ? ['Ingress', 'Egress'] : ['Ingress'] } = spec;
    return namespace === pod.namespace && policyTypes.includes(direction) && selects(spec.podSelector, pod.labels);
  });

/** Whether a rule allows a port; a rule without ports allows all. */
export function coversPort(
  allowed: readonly PolicyPort[] | undefined,
  port: number,
  protocol: string,
  ports: readonly PortSpec[],
): boolean {
  if (allowed === undefined || allowed.length === 0) return true;
  return allowed.some(({ port: own, endPort, protocol: ownProtocol = 'TCP' }) => {
    if (ownProtocol !== protocol) return false;
    if (own === undefined) return true;
    if (typeof own === 'string') {
      return ports.some(
        ({ name, containerPort, protocol: opened = 'TCP' }) =>
          name === own && containerPort === port && opened === protocol,
      );
    }
    return endPort === undefined ? own === port : own <= port && port <= endPort;
  });
}

/** Whether a rule names an end; a rule without peers names all ends. */
function coversPeer(peers: readonly PolicyPeer[] | undefined, end: PodEnd | OutsideEnd, own: string): boolean {
  if (peers === undefined || peers.length === 0) return true;
  return peers.some(({ podSelector, namespaceSelector, ipBlock }) => {
    if (ipBlock !== undefined) return !isPod(end) && isInBlock(ipBlock, end.ip);
    if (!isPod(end)) return false;
    const isInNamespace = namespaceSelector ? selects(namespaceSelector, end.namespaceLabels) : end.namespace === own;
    return isInNamespace && selects(podSelector ?? {}, end.labels);
  });
}

/** Whether an address is in a network; an unknown address may be in any. */
function isInBlock({ cidr, except = [] }: NonNullable<PolicyPeer['ipBlock']>, ip: string | undefined): boolean {
  if (ip === undefined) return true;
  const isIn = (network: string): boolean => {
    const [address = '', bits = ''] = network.split('/');
    if (isIP(address) === 0 || isIP(address) !== isIP(ip)) return false;
    const list = new BlockList();
    const family = isIP(ip) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(bits), family);
    return list.check(ip, family);
  };
  return isIn(cidr) && !except.some(isIn);
}
