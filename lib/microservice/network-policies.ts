import type { Construct } from 'constructs';
import { type Entrance, NetworkPolicies, type NetworkPoliciesDefinition } from '../network-policies';
import type { WorkloadProps } from '../workload/props';
import type { MicroservicesProps } from './props';

export interface SystemPoliciesDefinition extends Omit<NetworkPoliciesDefinition, 'props'> {
  readonly props: Pick<MicroservicesProps, 'networkPolicy'>;
}

/** Makes the network policies of a system, if they are asked for. Its Services have to be made before. */
export function createNetworkPolicies(scope: Construct, { props, ...definition }: SystemPoliciesDefinition): void {
  if (props.networkPolicy === undefined) return;
  new NetworkPolicies(scope, 'network-policies', { ...definition, props: props.networkPolicy });
}

/** A role with the part of its props by which it is reached from outside of the cluster. */
interface ReachableRole {
  readonly name: string;
  readonly props: Pick<WorkloadProps, 'service'> | undefined;
}

/** Roles that clients reach without a gateway, all at the same port: those named, and those whose Service has a port outside. */
export function roleEntrances(open: readonly string[], roles: readonly ReachableRole[], port: string): Entrance[] {
  return roles
    .filter(({ name, props }) => open.includes(name) || isPublished(props))
    .map(({ name: component }) => ({ component, ports: [{ port }] }));
}

/** Whether the Service of a role is reached from outside of the cluster. */
export const isPublished = (props: Pick<WorkloadProps, 'service'> | undefined): boolean =>
  (props?.service?.type ?? 'ClusterIP') !== 'ClusterIP';
