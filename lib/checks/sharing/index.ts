import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { sharedBuckets } from './buckets';
import { sharedControllers } from './controllers';
import { sharedHostPorts } from './host-ports';
import { sharedIngressPaths } from './ingress-paths';
import { sharedRingStores } from './ring-stores';
import { sharedRolloutGroups } from './rollout-groups';
import { sharedSelectors } from './selectors';

/** Rules about things that only one of the environment may have. Add a new rule here. */
const RULES: ReadonlyArray<(cluster: Cluster) => Iterable<RuleFinding>> = [
  sharedBuckets,
  sharedRingStores,
  sharedSelectors,
  sharedRolloutGroups,
  sharedIngressPaths,
  sharedHostPorts,
  sharedControllers,
];

/** Findings of things that collide. */
export const sharingFindings = (cluster: Cluster): RuleFinding[] => RULES.flatMap((rule) => [...rule(cluster)]);
