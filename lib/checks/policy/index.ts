import type { Cluster } from '../cluster';
import type { Finding } from '../finding';
import { plainIngresses, secretsInConfigMaps } from './exposed';
import { carelessContainers, missingBudgets, silentPods } from './pods';

/** Rules about what works, and is not as it should be. A new one is a line here. */
const RULES: ReadonlyArray<(cluster: Cluster) => Iterable<Finding>> = [
  carelessContainers,
  silentPods,
  missingBudgets,
  secretsInConfigMaps,
  plainIngresses,
];

/** What is careless, as warnings. */
export const policyFindings = (cluster: Cluster): Finding[] => RULES.flatMap((rule) => [...rule(cluster)]);
