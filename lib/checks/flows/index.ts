import { NAMESPACE_LABEL } from '../../values/names';
import { listed } from '../../values/text';
import type { RuleFinding } from '../catalog';
import { type Cluster, namespaceOf, type Pods } from '../cluster';
import { entered } from './external-ingress';
import { type Block, blockOf, coversPort, type PodEnd, type Policy, policiesFor } from './policy-evaluation';
import { type Flow, flowsIn } from './required-connections';

/** Input of policy evaluation: all policies, and the ends of connections as they see them. */
export interface PolicyView {
  readonly policies: readonly Policy[];
  readonly endOf: (pods: Pods) => PodEnd;
}

const isPods = (to: Flow['to']): to is Pods => 'owner' in to;

/** Every connection that the environment needs is allowed by its NetworkPolicies, at both ends. */
export function* blockedFlows(cluster: Cluster): Generator<RuleFinding> {
  const policies = cluster
    .of('NetworkPolicy')
    .filter(({ content }) => content.apiVersion.startsWith('networking.k8s.io/'))
    .map(
      (policy): Policy => ({ identity: policy.identity, namespace: namespaceOf(policy), spec: policy.content.spec }),
    );
  if (policies.length === 0) return;
  const view = { policies, endOf: endsIn(cluster) };
  const { namespaces } = cluster;
  const blocked = new Map<string, { readonly flow: Flow; readonly block: Block; readonly from: Set<string> }>();
  const resolving = new Map<string, Pods>();
  for (const flow of flowsIn(cluster, namespaces)) {
    // Policies do not select pods in the network of a node.
    if (flow.from.spec.hostNetwork || (isPods(flow.to) && flow.to.spec.hostNetwork)) continue;
    const from = view.endOf(flow.from);
    resolving.set(flow.from.owner.identity, flow.from);
    const to = isPods(flow.to) ? view.endOf(flow.to) : flow.to;
    const block = blockOf(policies, { from, to, port: flow.port, protocol: flow.protocol });
    if (block === undefined) continue;
    const key = [block.side, flow.read.object, flow.read.at, flow.address, nameOf(flow), flow.port].join(' ');
    const known = blocked.get(key) ?? { flow, block, from: new Set() };
    known.from.add(flow.from.owner.identity);
    blocked.set(key, known);
  }
  for (const each of blocked.values()) yield findingOf(each);
  for (const pods of resolving.values()) yield* withoutDns(pods, view);
  yield* entered(cluster, view);
}

const nameOf = ({ to }: Flow): string => (isPods(to) ? to.owner.identity : 'a host outside of the cluster');

function findingOf({
  flow,
  block,
  from,
}: {
  readonly flow: Flow;
  readonly block: Block;
  readonly from: ReadonlySet<string>;
}): RuleFinding {
  const { read, address, port, purpose } = flow;
  const names = listed(block.policies.map(({ identity }) => identity));
  const advice =
    block.side === 'egress'
      ? 'allow it with networkPolicy.egress of the chart that connects, or with your own policy'
      : `allow the client with networkPolicy.${purpose ?? 'ingress'} of the chart that serves it, or with your own policy`;
  return {
    id: 'link/network-policy-flow',
    object: block.side === 'ingress' && isPods(flow.to) ? flow.to.owner.identity : ([...from][0] ?? read.object),
    sentence: `${read.object} ${read.at}: found ${address}, which ${listed(from)} cannot reach: no ${block.side} rule of ${names} allows port ${port} of ${nameOf(flow)}: ${advice}`,
  };
}

/** Ends of connections, as policies see them, each worked out once. */
function endsIn(cluster: Cluster): (pods: Pods) => PodEnd {
  const labels = new Map(
    cluster.of('Namespace').map(({ content: { metadata } }) => [metadata.name, metadata.labels ?? {}]),
  );
  const ends = new Map<Pods, PodEnd>();
  return (pods) => {
    const { namespace } = pods;
    const end = ends.get(pods) ?? {
      namespace,
      namespaceLabels: { ...labels.get(namespace), [NAMESPACE_LABEL]: namespace },
      labels: pods.labels,
      ports: pods.spec.containers.flatMap(({ ports = [] }) => ports),
    };
    ends.set(pods, end);
    return end;
  };
}

/** Ports at which DNS is answered: CoreDNS listens on 5353 where it may not have the lower one. */
const DNS_PORTS = [53, 5353];

/** Pods that look names up, and may not. Where DNS is answered differs by cluster, so that any rule for its port will do. */
function* withoutDns(pods: Pods, { policies, endOf }: PolicyView): Generator<RuleFinding> {
  const leaving = policiesFor(policies, endOf(pods), 'Egress');
  const isOpen = leaving.some(({ spec }) =>
    (spec.egress ?? []).some(({ ports }) => DNS_PORTS.some((port) => coversPort(ports, port, 'UDP', []))),
  );
  if (leaving.length === 0 || isOpen) return;
  yield {
    id: 'link/network-policy-dns',
    object: pods.owner.identity,
    sentence: `found no egress rule for UDP port 53 in ${listed(leaving.map(({ identity }) => identity))}, so its pods cannot resolve DNS names: allow it with networkPolicy.dns of the chart, or with your own policy`,
  };
}
