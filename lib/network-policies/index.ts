export type { Peers, PeersProp } from './peers';
export { type Entrance, NetworkPolicies, type NetworkPoliciesDefinition, type PodPort } from './policies';
export type { EgressFlow, NetworkPolicyProps } from './props';
