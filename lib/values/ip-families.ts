import type { ServiceSpec } from './k8s';

/** Addresses that a cluster has: of one family, or of both. */
export type IpFamilies = 'IPv4' | 'IPv6' | 'dual-stack';

/** IP families of a Service (`spec.ipFamilyPolicy`, `spec.ipFamilies`). Unset, the default of the cluster. */
export function serviceFamilies(families: IpFamilies | undefined): Pick<ServiceSpec, 'ipFamilyPolicy' | 'ipFamilies'> {
  if (families === undefined) return {};
  // A cluster with one family takes it too, so that the same manifests fit both.
  if (families === 'dual-stack') return { ipFamilyPolicy: 'PreferDualStack' };
  return { ipFamilyPolicy: 'SingleStack', ipFamilies: [families] };
}
