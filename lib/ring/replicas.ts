import type { Finding } from '../checks/finding';
import type { WorkloadProps } from '../workload/props';
import { quorum } from './model/quorum';
import { readSlack, writeSlack } from './model/tolerance';
import type { Ring } from './ring';

export interface RingReplicas {
  /** Path of the prop, such as `ingester.replicas`. */
  readonly path: string;
  /** Members of the ring. */
  readonly members: number;
  readonly replicationFactor: number;
}

/** Whether there are as many members as there are to be copies. The quorum stays that of the copies if there are fewer. */
export function replicasFinding({ path, members, replicationFactor }: RingReplicas): Finding[] {
  if (members >= replicationFactor) return [];
  const required = quorum(replicationFactor);
  const shape = { replicationFactor, zones: [members] };
  const spare = writeSlack(shape);
  const found = `${path}: found ${members} for replication factor ${replicationFactor}, of which ${required} have to answer`;
  if (spare < 0) {
    const queries = readSlack(shape) < 0 ? ', and every query' : '';
    return [
      {
        id: 'ring/quorum',
        sentence: `${found}: every write is refused ("at least ${required} live replicas required")${queries}: run ${replicationFactor}, or lower the replication factor`,
      },
    ];
  }
  return [
    {
      id: 'ring/replicas',
      sentence: `${found}: ${spare === 0 ? 'while one of them restarts, writes are refused' : `only ${spare} of them may be missing`} ("at least ${required} live replicas required"): run ${replicationFactor}, or lower the replication factor`,
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
