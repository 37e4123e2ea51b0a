import { answersRequired } from '../../model/ring/model/quorum';
import { memberCount, readSlack, writeSlack } from '../../model/ring/model/tolerance';
import type { RuleFinding } from '../catalog';
import type { ClusterRing } from './find-rings';

/** Whether there are as many members as replicas. The quorum follows from the replication factor, even with fewer members. */
export function* tooFewMembers({ ring, groups, shape }: ClusterRing): Generator<RuleFinding> {
  const members = memberCount(shape);
  const { replicationFactor, strategy } = ring;
  // Zones have a rule of their own; and where any replica can answer, fewer members cost redundancy only.
  if (members >= replicationFactor || (members > 0 && (ring.zoneAware || strategy === 'ignore-unhealthy'))) return;
  const [prop = 'replicas'] = groups.flatMap(({ autoscaler }) => autoscaler?.prop ?? []);
  const required = answersRequired(strategy, replicationFactor, members);
  const spare = writeSlack(shape);
  const found = `${ring.prop}.${prop}: found ${members} for replication factor ${replicationFactor}, so that ${required} have to answer each request`;
  const advice = `("at least ${required} live replicas required"): run ${replicationFactor}, or lower the replication factor`;
  if (spare < 0 || members === 0) {
    const queries = readSlack(shape) < 0 ? ', and every query' : '';
    yield {
      id: 'ring/quorum',
      sentence: `${found}: every write is refused${queries} ${advice}`,
    };
  } else if (replicationFactor > 1) {
    yield {
      id: 'ring/replicas',
      sentence: `${found}: ${spare === 0 ? 'while one of them restarts, writes are refused' : `only ${spare} of them may be unavailable`} ${advice}`,
    };
  }
}

/** An even replication factor costs one replica more than the odd one below it, and tolerates no more losses. */
export function* evenReplicationFactor({ ring }: ClusterRing): Generator<RuleFinding> {
  const { replicationFactor, strategy } = ring;
  if (replicationFactor % 2 === 1 || replicationFactor < 2 || strategy !== 'default') return;
  yield {
    id: 'ring/even-replication-factor',
    sentence: `ring.replicationFactor: found ${replicationFactor} for the ${ring.name} ring, which tolerates no more losses than ${replicationFactor - 1} but needs one replica more: set ${replicationFactor - 1} or ${replicationFactor + 1}`,
  };
}
