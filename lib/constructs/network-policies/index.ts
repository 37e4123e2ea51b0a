export type { NetworkPoliciesDefinition } from './definition';
export type { Entrance, PodPort } from './entrances';
export type { Peers, PeersProp } from './peers';
export { NetworkPolicies } from './policies';
export type { EgressFlow, NetworkPolicyProps } from './props';
