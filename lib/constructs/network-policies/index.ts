export type { Entrance, PodPort } from './entrances';
export type { Peers, PeersProp } from './peers';
export { NetworkPolicies, type NetworkPoliciesDefinition } from './policies';
export type { EgressFlow, NetworkPolicyProps } from './props';
