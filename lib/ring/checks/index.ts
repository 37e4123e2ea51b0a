import type { Cluster } from '../../checks/cluster';
import type { Finding } from '../../checks/finding';
import type { RingSystem } from '../description';
import { membersOf, type RingMembers } from '../members';
import { dataAtRisk, lostTokens } from './data';
import { wrongBudgets, wrongRollouts } from './disruption';
import { brokenGossip } from './gossip';
import { wrongHeartbeats } from './heartbeat';
import { evenReplicationFactor, tooFewMembers } from './replicas';
import { tooFewZones, unevenZones } from './zones';

/** Rules about one ring. A new one is a line here. */
const RULES: ReadonlyArray<(members: RingMembers, cluster: Cluster) => Iterable<Finding>> = [
  tooFewMembers,
  evenReplicationFactor,
  tooFewZones,
  unevenZones,
  wrongBudgets,
  wrongRollouts,
  dataAtRisk,
  lostTokens,
  wrongHeartbeats,
];

/** What the rings of a system do not bear. */
export const ringFindings = (system: RingSystem, cluster: Cluster): Finding[] => [
  ...membersOf(system, cluster).flatMap((members) => RULES.flatMap((rule) => [...rule(members, cluster)])),
  ...brokenGossip(system, cluster),
];
