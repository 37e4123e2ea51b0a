import type { LabelSelector, NetworkPolicyPeer } from '../../values/k8s';
import { NAMESPACE_LABEL } from '../../values/names';

/**
 * Pods and networks, for the rules of NetworkPolicies. Without any member it matches everyone, inside and
 * outside of the cluster.
 */
export interface Peers {
  /** Names of namespaces (`namespaceSelector` by `kubernetes.io/metadata.name`). @default - every namespace */
  readonly namespaces?: readonly string[];
  /** Namespaces by their labels, besides their names. @default - every namespace */
  readonly namespaceSelector?: LabelSelector;
  /** Pods of these namespaces. @default - every pod of these namespaces */
  readonly podSelector?: LabelSelector;
  /** Networks outside of the cluster, such as those of nodes (`ipBlock.cidr`). @default - none */
  readonly cidrs?: readonly string[];
}

/** One set of peers, or several; an empty list matches no peer. */
export type PeersProp = Peers | readonly Peers[];

const isList = (peers: PeersProp): peers is readonly Peers[] => Array.isArray(peers);

export const peerList = (peers: PeersProp): readonly Peers[] => (isList(peers) ? peers : [peers]);

/** Value of `from` and `to` of a rule: a list of peers; undefined allows all peers. */
export function networkPolicyPeers(peers: PeersProp): NetworkPolicyPeer[] | undefined {
  const all = peerList(peers).map(peersOf);
  return all.some((each) => each.length === 0) ? undefined : all.flat();
}

function peersOf({ namespaces = [], namespaceSelector, podSelector, cidrs = [] }: Peers): NetworkPolicyPeer[] {
  const isByPods = podSelector !== undefined || namespaceSelector !== undefined || namespaces.length > 0;
  const pods = isByPods ? [{ podSelector, namespaceSelector: named(namespaces, namespaceSelector) }] : [];
  return [...pods, ...cidrs.map((cidr) => ({ ipBlock: { cidr } }))];
}

/** Namespaces by labels and by name; none of both is every namespace. */
function named(
  namespaces: readonly string[],
  { matchExpressions = [], ...selector }: LabelSelector = {},
): LabelSelector {
  const [first, ...others] = namespaces;
  if (first === undefined) return { ...selector, ...(matchExpressions.length > 0 && { matchExpressions }) };
  if (others.length === 0) {
    const matchLabels = { ...selector.matchLabels, [NAMESPACE_LABEL]: first };
    return { matchLabels, ...(matchExpressions.length > 0 && { matchExpressions }) };
  }
  return {
    ...selector,
    matchExpressions: [...matchExpressions, { key: NAMESPACE_LABEL, operator: 'In', values: [...namespaces] }],
  };
}
