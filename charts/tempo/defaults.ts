import { restricted } from '../../lib/pod-security';
import type { WorkloadProps } from '../../lib/workload/props';

const USER = 1000;
const { pod, container } = restricted({ user: USER });

/** What all pods of an installation have that say nothing else. The user stands with each container. */
export const TEMPO_DEFAULTS: WorkloadProps = {
  podSecurityContext: { fsGroup: USER, seccompProfile: pod.seccompProfile },
  containerSecurityContext: { ...container, runAsNonRoot: true, runAsUser: USER, runAsGroup: USER },
  enableServiceLinks: false,
  minReadySeconds: 10,
  revisionHistoryLimit: 10,
  terminationGracePeriodSeconds: 30,
  topologySpread: [{ topologyKey: 'topology.kubernetes.io/zone' }],
};

/** Where there are several pods, one at a time may be missing while nodes are drained. */
export function budgetFor({ replicas = 1, autoscaling }: WorkloadProps): WorkloadProps {
  const count = autoscaling ? (autoscaling.minReplicas ?? 1) : replicas;
  return count > 1 ? { disruptionBudget: { maxUnavailable: 1 } } : {};
}
