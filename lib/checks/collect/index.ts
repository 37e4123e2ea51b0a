import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { repeatedLogs, unmountedJournals, unsetVariables } from './agents';
import { programFlags } from './flags';
import { grafanaListeners } from './grafana';
import { missingPermissions } from './permissions';
import { longTimeouts, reservedHeaders, untrackedReplicas } from './scraping';

/** Rules of programs that collect and show. Add a new rule here. */
const RULES: ReadonlyArray<(cluster: Cluster) => Iterable<RuleFinding>> = [
  longTimeouts,
  reservedHeaders,
  untrackedReplicas,
  repeatedLogs,
  unmountedJournals,
  unsetVariables,
  missingPermissions,
  grafanaListeners,
  programFlags,
];

/** Prometheus, its agents and Grafana get and show what they are configured for. */
export const collectFindings = (cluster: Cluster): RuleFinding[] => RULES.flatMap((rule) => [...rule(cluster)]);
