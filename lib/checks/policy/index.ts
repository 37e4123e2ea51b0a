import type { Cluster } from '../cluster';
import type { Finding } from '../finding';
import { plainIngresses, secretsInConfigMaps } from './exposed';
import { carelessContainers, missingBudgets, silentPods } from './pods';

/** Policy rules. Add a new rule here. */
const RULES: ReadonlyArray<(cluster: Cluster) => Iterable<Finding>> = [
  carelessContainers,
  silentPods,
  missingBudgets,
  secretsInConfigMaps,
  plainIngresses,
];

/** Policy findings, as warnings. */
export const policyFindings = (cluster: Cluster): Finding[] => RULES.flatMap((rule) => [...rule(cluster)]);
