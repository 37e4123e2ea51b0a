import type { Construct } from 'constructs';
import { type Entrance, NetworkPolicies, type NetworkPoliciesDefinition } from '../network-policies';
import type { MicroservicesProps } from './props';

export interface SystemPoliciesDefinition extends Omit<NetworkPoliciesDefinition, 'props'> {
  readonly props: Pick<MicroservicesProps, 'networkPolicy'>;
}

/** Makes the network policies of a system, if they are asked for. Its Services have to be made before. */
export function createNetworkPolicies(scope: Construct, { props, ...definition }: SystemPoliciesDefinition): void {
  if (props.networkPolicy === undefined) return;
  new NetworkPolicies(scope, 'network-policies', { ...definition, props: props.networkPolicy });
}

/** Roles that clients reach without a gateway, all at the same port. */
export const roleEntrances = (roles: readonly string[], port: string): Entrance[] =>
  roles.map((component) => ({ component, ports: [{ port }] }));
