import type { InstallationRings } from '../../model/ring/description';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { dataAtRisk, lostTokens } from './data';
import { wrongBudgets } from './disruption';
import { type ClusterRing, findRings } from './find-rings';
import { brokenGossip } from './gossip';
import { wrongHeartbeats } from './heartbeat';
import { evenReplicationFactor, tooFewMembers } from './replicas';
import { wrongRollouts } from './rollouts';
import { sharedNodes } from './separation';
import { tooSmallShards } from './shards';
import { tooFewZones, unevenZones } from './zones';

/** The rules for one ring. A new rule is a line here. */
const RULES: ReadonlyArray<(ring: ClusterRing, cluster: Cluster) => Iterable<RuleFinding>> = [
  tooFewMembers,
  evenReplicationFactor,
  tooFewZones,
  unevenZones,
  sharedNodes,
  tooSmallShards,
  wrongBudgets,
  wrongRollouts,
  dataAtRisk,
  lostTokens,
  wrongHeartbeats,
];

/** Findings about the rings of an installation. */
export const ringFindings = (installation: InstallationRings, cluster: Cluster): RuleFinding[] => [
  ...findRings(installation, cluster).flatMap((ring) => RULES.flatMap((rule) => [...rule(ring, cluster)])),
  ...brokenGossip(installation, cluster),
];
