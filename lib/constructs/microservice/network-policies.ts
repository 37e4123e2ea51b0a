import type { Construct } from 'constructs';
import { NetworkPolicies, type NetworkPoliciesDefinition } from '../network-policies';
import type { WorkloadProps } from '../workload/props';
import type { MicroservicesProps } from './props';

export interface SystemPoliciesDefinition extends Omit<NetworkPoliciesDefinition, 'props'> {
  readonly props: Pick<MicroservicesProps, 'networkPolicy'>;
}

/** Makes the network policies of a system, if they are enabled. Its Services must be made before. */
export function createNetworkPolicies(scope: Construct, { props, ...definition }: SystemPoliciesDefinition): void {
  if (props.networkPolicy === undefined) return;
  new NetworkPolicies(scope, 'network-policies', { ...definition, props: props.networkPolicy });
}

/** Whether the Service of a role is reached from outside of the cluster. */
export const isPublished = (props: Pick<WorkloadProps, 'service'> | undefined): boolean =>
  (props?.service?.type ?? 'ClusterIP') !== 'ClusterIP';
