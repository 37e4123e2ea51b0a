import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { blockedFlows } from '../flows';
import { danglingAddresses } from './address-targets';
import { autoscalersWithoutRequests } from './autoscalers';
import { missingFiles } from './files';
import { danglingHttpRoutes } from './http-route';
import { danglingIngresses } from './ingress';
import { illegalNames, missingNamespaces, sameIdentity } from './names';
import { danglingInPods } from './pods';
import { danglingServices } from './services';
import { danglingTargets } from './targets';

/** Rules about references between objects. Add a new rule here. */
const RULES: ReadonlyArray<(cluster: Cluster) => Iterable<RuleFinding>> = [
  sameIdentity,
  illegalNames,
  missingNamespaces,
  danglingInPods,
  missingFiles,
  danglingServices,
  danglingTargets,
  danglingIngresses,
  danglingHttpRoutes,
  danglingAddresses,
  blockedFlows,
  autoscalersWithoutRequests,
];

/** Findings of broken references. */
export const linkFindings = (cluster: Cluster): RuleFinding[] => RULES.flatMap((rule) => [...rule(cluster)]);
