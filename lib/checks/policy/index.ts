import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { plainIngresses } from './exposed';
import { openGrafanas } from './grafana';
import { nodeAccess } from './node-access';
import { carelessContainers, missingBudgets, silentPods } from './pods';
import { roleFindings } from './roles';
import { openServices } from './services';

/** Policy rules. Add a new rule here. */
const RULES: ReadonlyArray<(cluster: Cluster) => Iterable<RuleFinding>> = [
  carelessContainers,
  silentPods,
  missingBudgets,
  plainIngresses,
  nodeAccess,
  roleFindings,
  openServices,
  openGrafanas,
];

/** Policy findings, as warnings. */
export const policyFindings = (cluster: Cluster): RuleFinding[] => RULES.flatMap((rule) => [...rule(cluster)]);
