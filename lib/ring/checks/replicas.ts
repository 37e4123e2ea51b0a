import type { Finding } from '../../checks/finding';
import type { RingMembers } from '../members';
import { answersRequired } from '../model/quorum';
import { membersOf, readSlack, writeSlack } from '../model/tolerance';

/** Whether there are as many members as there are to be copies. The quorum stays that of the copies if there are fewer. */
export function* tooFewMembers({ ring, groups, shape }: RingMembers): Generator<Finding> {
  const members = membersOf(shape);
  const { replicationFactor, strategy } = ring;
  // Zones have a rule of their own, and where one member is enough, fewer are no more than fewer copies.
  if (members >= replicationFactor || (members > 0 && (ring.zoneAware || strategy === 'ignore-unhealthy'))) return;
  const [prop = 'replicas'] = groups.flatMap(({ autoscaler }) => autoscaler?.prop ?? []);
  const required = answersRequired(strategy, replicationFactor, members);
  const spare = writeSlack(shape);
  const found = `${ring.prop}.${prop}: found ${members} for replication factor ${replicationFactor}, of which ${required} have to answer`;
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
      sentence: `${found}: ${spare === 0 ? 'while one of them restarts, writes are refused' : `only ${spare} of them may be missing`} ${advice}`,
    };
  }
}

/** An even number of copies costs one more, and bears no more losses. */
export function* evenReplicationFactor({ ring }: RingMembers): Generator<Finding> {
  const { replicationFactor: copies, strategy } = ring;
  if (copies % 2 === 1 || copies < 2 || strategy !== 'default') return;
  yield {
    id: 'ring/even-replication-factor',
    severity: 'warning',
    sentence: `ring.replicationFactor: found ${copies} for the ring of the ${ring.name}, which bears no more losses than ${copies - 1} and costs one copy more: take ${copies - 1} or ${copies + 1}`,
  };
}
