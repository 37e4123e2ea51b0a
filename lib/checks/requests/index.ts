import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { unroutedPrefixes } from './api-prefixes';
import { unreachableSystems } from './listeners';
import { refusedRequests } from './refused';
import { impatientGateways } from './timeouts';

/** Rules about requests between programs. Add a new rule here. */
const RULES: ReadonlyArray<(cluster: Cluster) => Iterable<RuleFinding>> = [
  unreachableSystems,
  unroutedPrefixes,
  refusedRequests,
  impatientGateways,
];

/** Findings of requests that are not answered. */
export const requestFindings = (cluster: Cluster): RuleFinding[] => RULES.flatMap((rule) => [...rule(cluster)]);
