import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { blockedDrains } from './budgets';
import { crowdedPods } from './placement';
import { withoutReplicas } from './replicas';
import { completeOutages } from './rollouts';

/**
 * Findings about the availability of workloads.
 * @param isMember whether a workload runs members of a ring, whose rollouts and budgets have rules of their own
 */
export const availabilityFindings = (cluster: Cluster, isMember: (object: string) => boolean): RuleFinding[] => [
  ...withoutReplicas(cluster),
  ...blockedDrains(cluster, isMember),
  ...completeOutages(cluster, isMember),
  ...crowdedPods(cluster),
];
