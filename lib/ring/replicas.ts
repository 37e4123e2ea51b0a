import type { Finding } from '../checks/finding';
import type { WorkloadProps } from '../workload/props';
import type { Ring } from './ring';

export interface RingReplicas {
  /** Path of the prop, such as `ingester.replicas`. */
  readonly path: string;
  /** Members of the ring. */
  readonly members: number;
  readonly replicationFactor: number;
}

/** How many of the members that hold a key have to take a write. */
export const writeQuorum = (replicationFactor: number): number => Math.floor(replicationFactor / 2) + 1;

/** Whether there are as many members as there are to be copies. The quorum stays that of the copies if there are fewer. */
export function replicasFinding({ path, members, replicationFactor }: RingReplicas): Finding[] {
  const quorum = writeQuorum(replicationFactor);
  if (members >= replicationFactor) return [];
  const found = `${path}: found ${members} for replication factor ${replicationFactor}, of which ${quorum} have to answer`;
  if (members < quorum) {
    return [
      {
        id: 'ring/quorum',
        sentence: `${found}: every write is refused ("at least ${quorum} live replicas required"), and every query: run ${replicationFactor}, or lower the replication factor`,
      },
    ];
  }
  const spare = members - quorum;
  return [
    {
      id: 'ring/replicas',
      sentence: `${found}: ${spare === 0 ? 'while one of them restarts, writes are refused' : `only ${spare} of them may be missing`} ("at least ${quorum} live replicas required"): run ${replicationFactor}, or lower the replication factor`,
    },
  ];
}

/** What is found of the ring of ingesters, the same in every system. An autoscaler may go down to its minimum. */
export const ingesterFindings = (
  { replicationFactor }: Ring,
  { replicas, autoscaling }: WorkloadProps,
  byDefault: number,
): Finding[] =>
  replicasFinding({
    path: autoscaling ? 'ingester.autoscaling.minReplicas' : 'ingester.replicas',
    members: autoscaling ? (autoscaling.minReplicas ?? 1) : (replicas ?? byDefault),
    replicationFactor,
  });
