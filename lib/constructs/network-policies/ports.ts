import { intOrString, type NetworkPolicyPort } from '../../values/k8s';
import type { PodPort } from './entrances';

/** A port as rules of policies have it. */
export const policyPort = ({ port, protocol = 'TCP' }: PodPort): NetworkPolicyPort => ({
  port: intOrString(port),
  protocol,
});
