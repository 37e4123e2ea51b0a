import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { plainIngresses } from './exposed';
import { carelessContainers, missingBudgets, silentPods } from './pods';

/** Policy rules. Add a new rule here. */
const RULES: ReadonlyArray<(cluster: Cluster) => Iterable<RuleFinding>> = [
  carelessContainers,
  silentPods,
  missingBudgets,
  plainIngresses,
];

/** Policy findings, as warnings. */
export const policyFindings = (cluster: Cluster): RuleFinding[] => RULES.flatMap((rule) => [...rule(cluster)]);
